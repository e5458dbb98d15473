//! Two services that lend each other services: what callbacks are tested with.

use std::collections::HashMap;

use pintle::{CallError, Callback, Context, Message, Streaming, plugin};

/// What is lent.
#[plugin(package = "errand.v1")]
pub trait Adder {
    /// The sum.
    async fn add(&self, a: i64, b: i64) -> Result<i64, CallError>;
    /// Another adder, which adds `more` as well.
    async fn plus(&self, more: i64) -> Result<Callback<AdderClient>, CallError>;
    /// What `other` makes of it: a callback of a callback's.
    async fn ask(&self, other: Callback<AdderClient>, a: i64, b: i64) -> Result<i64, CallError>;
    /// Numbers from `from` on, for ever.
    async fn count(&self, from: i64) -> Result<Streaming<i64, CallError>, CallError>;
}

/// Something else, which nobody lends as an adder.
#[plugin(package = "errand.v1")]
pub trait Shouter {
    /// In capitals.
    async fn shout(&self, text: String) -> Result<String, CallError>;
}

/// Adders in every place that a message has.
#[derive(Debug, Message)]
pub struct Adders {
    /// In a field.
    pub one: Callback<AdderClient>,
    /// In an optional field.
    pub maybe: Option<Callback<AdderClient>>,
    /// In a list.
    pub many: Vec<Callback<AdderClient>>,
    /// In a map.
    pub named: HashMap<String, Callback<AdderClient>>,
    /// In an enum with data.
    pub way: Way,
}

/// An enum with data.
#[derive(Debug, Message)]
pub enum Way {
    /// With an adder.
    By(Callback<AdderClient>),
    /// Without.
    #[message(default)]
    Alone,
}

/// What the plugin does.
#[plugin(package = "errand.v1", cookie("ERRAND_PLUGIN", "e33a"))]
pub trait Errand {
    /// Sums up 0, 1, 1, … by the adder, so many times.
    async fn sum(&self, adder: Callback<AdderClient>, times: u32) -> Result<i64, CallError>;
    /// An adder of the plugin's.
    async fn adder(&self) -> Result<Callback<AdderClient>, CallError>;
    /// Adds 1 by every adder that there is, and says how many there were.
    async fn all(&self, adders: Adders) -> Result<i64, CallError>;
    /// As many adders as it is given, each of which relays to one of them.
    async fn relay(
        &self,
        adders: Streaming<Callback<AdderClient>, CallError>,
    ) -> Result<Streaming<Callback<AdderClient>, CallError>, CallError>;
    /// Keeps an adder beyond the call.
    async fn keep(&self, adder: Callback<AdderClient>) -> Result<(), CallError>;
    /// Adds by the adder that is kept.
    async fn kept(&self, a: i64, b: i64) -> Result<i64, CallError>;
    /// Lets go of it.
    async fn drop_kept(&self) -> Result<(), CallError>;
    /// Takes an adder, and does not look at it.
    async fn ignore(&self, adder: Callback<AdderClient>) -> Result<(), CallError>;
    /// The plugin's own view of its broker.
    async fn broker(&self, cx: Context) -> Result<String, CallError>;
    /// Takes an adder for what it is not.
    async fn shout(&self, shouter: Callback<ShouterClient>, text: String) -> Result<String, CallError>;
}

/// An adder that adds.
#[derive(Debug, Clone, Default)]
pub struct Plus(pub i64);

impl Adder for Plus {
    async fn add(&self, a: i64, b: i64) -> Result<i64, CallError> {
        Ok(a + b + self.0)
    }

    async fn plus(&self, more: i64) -> Result<Callback<AdderClient>, CallError> {
        Ok(Callback::new(Self(self.0 + more)))
    }

    async fn ask(&self, other: Callback<AdderClient>, a: i64, b: i64) -> Result<i64, CallError> {
        other.add(a, b).await
    }

    async fn count(&self, from: i64) -> Result<Streaming<i64, CallError>, CallError> {
        Ok(Streaming::iter(from..))
    }
}
