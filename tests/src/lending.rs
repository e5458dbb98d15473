//! Services that lend, of one version: objects of the host that the plugin calls, and objects of the plugin that the host
//! calls. The Go driver has the same (`tests/go`).

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use pintle::{Callback, Code, Status, plugin};

/// Borrows of its host, and lends to it.
#[plugin(package = "lending.v1", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Lending {
    /// Counts to `times` with `adder`.
    async fn call(&self, adder: Callback<AdderClient>, times: u32) -> Result<i64, Status>;

    /// An adder of its own.
    async fn lend(&self) -> Result<Callback<AdderClient>, Status>;

    /// Keeps `adder` for [`count`](Self::count), instead of the one before.
    async fn keep(&self, adder: Callback<AdderClient>) -> Result<(), Status>;

    /// Counts to `times` with the adder that it keeps.
    async fn count(&self, times: u32) -> Result<i64, Status>;
}

/// What is lent.
#[plugin(package = "lending.v1")]
pub trait Adder {
    /// The sum of the two.
    async fn add(&self, a: i64, b: i64) -> Result<i64, Status>;
}

/// An [`Adder`] that knows how often it was called.
#[derive(Debug, Clone, Default)]
pub struct CountedAdder(Arc<AtomicU32>);

impl CountedAdder {
    /// How often it was called, or any clone of it.
    pub fn calls(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether there is no other clone of it: nobody serves it any more.
    pub fn is_alone(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

impl Adder for CountedAdder {
    async fn add(&self, a: i64, b: i64) -> Result<i64, Status> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(a + b)
    }
}

/// The plugin's end.
#[derive(Debug, Default)]
pub struct Lender {
    kept: Mutex<Option<Callback<AdderClient>>>,
}

impl Lending for Lender {
    async fn call(&self, adder: Callback<AdderClient>, times: u32) -> Result<i64, Status> {
        count(&adder, times).await
    }

    async fn lend(&self) -> Result<Callback<AdderClient>, Status> {
        Ok(Callback::new(CountedAdder::default()))
    }

    async fn keep(&self, adder: Callback<AdderClient>) -> Result<(), Status> {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(adder);
        Ok(())
    }

    async fn count(&self, times: u32) -> Result<i64, Status> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let kept = kept.ok_or_else(|| Status::new(Code::FailedPrecondition, "it keeps none"))?;
        count(&kept, times).await
    }
}

/// Counts with an adder, one by one.
///
/// # Errors
/// A call fails.
pub async fn count(adder: &AdderClient, times: u32) -> Result<i64, Status> {
    let mut sum = 0;
    for _ in 0..times {
        sum = adder.add(sum, 1).await?;
    }
    Ok(sum)
}
