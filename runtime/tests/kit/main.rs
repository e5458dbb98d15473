//! The kit of tests, tested: what `pintle::testing` promises, over a service that is made for it.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod addresses;
mod endpoints;
mod in_process;
mod recorder;
mod script;

use std::sync::Arc;
use std::time::Duration;

use pintle::{CallError, Callback, Context, Message, Streaming, plugin};
use tokio::sync::{Notify, Semaphore};

/// What the tests ask for.
#[plugin(package = "kit.v1", version = 3, cookie("KIT_PLUGIN", "5e1f"))]
pub trait Work {
    /// The same text.
    async fn echo(&self, text: String) -> Result<String, CallError>;
    /// The version that both ends speak, and who asks.
    async fn version(&self, context: Context) -> Result<u32, CallError>;
    /// Never returns; the [`Bench`] tells when it has begun and when it is given up.
    async fn stand(&self) -> Result<(), CallError>;
    /// Takes so long.
    async fn take(&self, time: Duration) -> Result<(), CallError>;
    /// Panics.
    async fn panic(&self) -> Result<(), CallError>;
    /// Numbers below `end`.
    async fn count(&self, end: u32) -> Result<Streaming<u32, CallError>, CallError>;
    /// Asks the listener, and says what it answered.
    async fn ask(&self, listener: Callback<ListenerClient>) -> Result<String, CallError>;
    /// A listener of the plugin's own.
    async fn listener(&self) -> Result<Callback<ListenerClient>, CallError>;
    /// How long the texts are, together.
    async fn weigh(&self, texts: Streaming<String, CallError>) -> Result<Option<u64>, CallError>;
    /// The same note.
    #[rpc(message)]
    async fn note(&self, note: Note) -> Result<Note, CallError>;
}

/// A message that is a whole request.
#[derive(Debug, Clone, Default, PartialEq, Message)]
pub struct Note {
    /// What it says.
    pub text: String,
}

/// A service that travels. It has no cookie.
#[plugin(package = "kit.v1")]
pub trait Listener {
    /// Answers.
    async fn hear(&self, text: String) -> Result<String, CallError>;
}

/// An implementation, and what it tells of itself.
#[derive(Debug, Clone, Default)]
pub struct Bench {
    /// Told when a standing call has begun.
    pub begun: Arc<Notify>,
    /// A permit for each standing call that was given up.
    pub given_up: Arc<Given>,
}

/// Counts what was given up.
#[derive(Debug)]
pub struct Given(pub Semaphore);

impl Default for Given {
    fn default() -> Self {
        Self(Semaphore::new(0))
    }
}

/// Tells when it is dropped.
struct Standing(Arc<Given>);

impl Drop for Standing {
    fn drop(&mut self) {
        self.0.0.add_permits(1);
    }
}

impl Work for Bench {
    async fn echo(&self, text: String) -> Result<String, CallError> {
        Ok(text)
    }

    async fn version(&self, context: Context) -> Result<u32, CallError> {
        Ok(context.version().unwrap_or_default())
    }

    async fn stand(&self) -> Result<(), CallError> {
        let _standing = Standing(Arc::clone(&self.given_up));
        self.begun.notify_one();
        std::future::pending().await
    }

    async fn take(&self, time: Duration) -> Result<(), CallError> {
        self.begun.notify_one();
        tokio::time::sleep(time).await;
        Ok(())
    }

    async fn panic(&self) -> Result<(), CallError> {
        panic!("as it was asked to");
    }

    async fn count(&self, end: u32) -> Result<Streaming<u32, CallError>, CallError> {
        Ok(Streaming::iter(0..end))
    }

    async fn ask(&self, listener: Callback<ListenerClient>) -> Result<String, CallError> {
        listener.hear("from the plugin".to_owned()).await
    }

    async fn listener(&self) -> Result<Callback<ListenerClient>, CallError> {
        Ok(Callback::new(Parrot("the plugin heard")))
    }

    async fn weigh(&self, mut texts: Streaming<String, CallError>) -> Result<Option<u64>, CallError> {
        let mut weight = None;
        while let Some(text) = texts.try_next().await? {
            weight = Some(weight.unwrap_or(0) + text.len() as u64);
        }
        Ok(weight)
    }

    async fn note(&self, note: Note) -> Result<Note, CallError> {
        Ok(note)
    }
}

/// Repeats what it hears.
#[derive(Debug)]
pub struct Parrot(pub &'static str);

impl Listener for Parrot {
    async fn hear(&self, text: String) -> Result<String, CallError> {
        Ok(format!("{}: {text}", self.0))
    }
}
