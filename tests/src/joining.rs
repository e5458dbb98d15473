//! The same as `lending`, with objects of another trait: what a second version has beside the first one's services.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use pintle::{Callback, Status, plugin};

/// Borrows of its host, and lends to it.
#[plugin(package = "lending.v2", version = 2, cookie("BASIC_PLUGIN", "hello"))]
pub trait Joining {
    /// Joins `times` pieces with `joiner`.
    async fn call(&self, joiner: Callback<JoinerClient>, times: u32) -> Result<String, Status>;

    /// A joiner of its own.
    async fn lend(&self) -> Result<Callback<JoinerClient>, Status>;
}

/// What is lent.
#[plugin(package = "lending.v2")]
pub trait Joiner {
    /// One after the other.
    async fn join(&self, so_far: String, next: String) -> Result<String, Status>;
}

/// A [`Joiner`] that knows how often it was called.
#[derive(Debug, Clone, Default)]
pub struct CountedJoiner(Arc<AtomicU32>);

impl CountedJoiner {
    /// How often it was called, or any clone of it.
    pub fn calls(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Joiner for CountedJoiner {
    async fn join(&self, mut so_far: String, next: String) -> Result<String, Status> {
        self.0.fetch_add(1, Ordering::Relaxed);
        so_far.push_str(&next);
        Ok(so_far)
    }
}

/// The plugin's end.
#[derive(Debug)]
pub struct JoinerLender;

impl Joining for JoinerLender {
    async fn call(&self, joiner: Callback<JoinerClient>, times: u32) -> Result<String, Status> {
        join(&joiner, times).await
    }

    async fn lend(&self) -> Result<Callback<JoinerClient>, Status> {
        Ok(Callback::new(CountedJoiner::default()))
    }
}

/// Joins so many `x` with a joiner, one by one.
///
/// # Errors
/// A call fails.
pub async fn join(joiner: &JoinerClient, times: u32) -> Result<String, Status> {
    let mut text = String::new();
    for _ in 0..times {
        text = joiner.join(text, "x".to_owned()).await?;
    }
    Ok(text)
}
