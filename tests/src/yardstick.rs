//! What measures callbacks: an ordinary call beside one of the same shape to a lent object. The Go driver has the same.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use pintle::{Callback, Code, Status, plugin};

use crate::lending::{Adder, AdderClient, CountedAdder};

/// Lends an adder, and times one that it is lent.
#[plugin(package = "yardstick.v1", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Yardstick {
    /// The sum of the two: the ordinary call.
    async fn add(&self, a: i64, b: i64) -> Result<i64, Status>;

    /// An adder of its own.
    async fn lend(&self) -> Result<Callback<AdderClient>, Status>;

    /// Calls `adder` once and keeps it instead of the one before; the nanoseconds of that call, its dial among them.
    async fn keep(&self, adder: Callback<AdderClient>) -> Result<u64, Status>;

    /// Calls the kept adder so often; the nanoseconds of each call.
    async fn time(&self, times: u32) -> Result<Vec<u64>, Status>;
}

/// The plugin's end.
#[derive(Debug, Default)]
pub struct Ruler {
    kept: Mutex<Option<Callback<AdderClient>>>,
}

impl Yardstick for Ruler {
    async fn add(&self, a: i64, b: i64) -> Result<i64, Status> {
        Ok(a + b)
    }

    async fn lend(&self) -> Result<Callback<AdderClient>, Status> {
        Ok(Callback::new(CountedAdder::default()))
    }

    async fn keep(&self, adder: Callback<AdderClient>) -> Result<u64, Status> {
        let taken = time(&*adder).await?;
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(adder);
        Ok(taken)
    }

    async fn time(&self, times: u32) -> Result<Vec<u64>, Status> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let kept = kept.ok_or_else(|| Status::new(Code::FailedPrecondition, "it keeps none"))?;
        let mut nanoseconds = Vec::new();
        for _ in 0..times {
            nanoseconds.push(time(&*kept).await?);
        }
        Ok(nanoseconds)
    }
}

/// The nanoseconds that one call takes.
///
/// # Errors
/// The call fails, or is answered wrongly.
pub async fn time(adder: &impl Adder) -> Result<u64, Status> {
    let begin = Instant::now();
    let sum = adder.add(1, 2).await?;
    let taken = begin.elapsed();
    match sum {
        3 => Ok(u64::try_from(taken.as_nanos()).unwrap_or(u64::MAX)),
        sum => Err(Status::new(Code::Internal, format!("1 and 2 are {sum}"))),
    }
}
