//! An adder whose life can be watched.

use pintle::{CallError, Callback, Streaming};
use pintle_tests::errand::{Adder, AdderClient, Plus};
use tokio::sync::{mpsc, oneshot};

use crate::started::soon;

/// An adder that tells when it is dropped, and of each call. It answers sums that are not negative.
struct Watched {
    called: mpsc::UnboundedSender<()>,
    _life: oneshot::Sender<()>,
}

/// Whoever watches it.
pub struct Watch {
    called: mpsc::UnboundedReceiver<()>,
    over: oneshot::Receiver<()>,
}

pub fn watched() -> (Callback<AdderClient>, Watch) {
    let (called, calls) = mpsc::unbounded_channel();
    let (life, over) = oneshot::channel();
    (Callback::new(Watched { called, _life: life }), Watch { called: calls, over })
}

impl Watch {
    /// It is dropped now, or will be soon.
    pub async fn ends(&mut self) {
        soon(&mut self.over).await.unwrap_err();
    }

    pub fn lives(&mut self) -> bool {
        matches!(self.over.try_recv(), Err(oneshot::error::TryRecvError::Empty))
    }

    pub async fn called(&mut self) {
        soon(self.called.recv()).await.unwrap();
    }
}

impl Adder for Watched {
    async fn add(&self, a: i64, b: i64) -> Result<i64, CallError> {
        _ = self.called.send(());
        if a + b < 0 {
            std::future::pending::<()>().await;
        }
        Ok(a + b)
    }

    async fn plus(&self, more: i64) -> Result<Callback<AdderClient>, CallError> {
        Ok(Callback::new(Plus(more)))
    }

    async fn ask(&self, other: Callback<AdderClient>, a: i64, b: i64) -> Result<i64, CallError> {
        other.add(a, b).await
    }

    async fn count(&self, from: i64) -> Result<Streaming<i64, CallError>, CallError> {
        Ok(Streaming::iter(from..))
    }
}
