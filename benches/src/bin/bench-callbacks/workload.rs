//! The workload, call for call that of `tests/go/bench_callbacks.go`, whose head defines it.

use std::time::{Duration, Instant};

use pintle::Callback;
use pintle_benches::{Result, median, microseconds};
use pintle_tests::lending::{AdderClient, CountedAdder};
use pintle_tests::yardstick::{Yardstick as _, YardstickClient, time};
use serde_json::{Value, json};

use crate::arguments::Effort;

/// Who calls what the other lends.
#[derive(Clone, Copy)]
pub(crate) enum Direction {
    HostCalls,
    PluginCalls,
}

/// An object that is lent, and was used once.
struct Object {
    first_use: f64,
    place: Place,
}

/// Who holds it.
enum Place {
    Here(Callback<AdderClient>),
    InPlugin,
}

/// Looks at one direction.
pub(crate) async fn measure(client: &YardstickClient, direction: Direction, effort: &Effort) -> Result<Value> {
    let mut first_uses = Vec::new();
    for _ in 0..effort.objects {
        first_uses.push(Object::open(client, direction).await?.first_use);
    }
    let object = Object::open(client, direction).await?;
    let (mut ordinary, mut callbacks) = (Vec::new(), Vec::new());
    for block in 0..(effort.warmup + effort.calls).div_ceil(BLOCK) {
        let plain = call(client).await?;
        let called = object.call(client).await?;
        if block * BLOCK >= effort.warmup {
            ordinary.extend(plain);
            callbacks.extend(called);
        }
    }
    Ok(json!({
        "ordinary_us": median(ordinary),
        "callback_us": median(callbacks),
        "first_use_us": median(first_uses),
    }))
}

/// A block of ordinary calls.
async fn call(client: &YardstickClient) -> Result<Vec<f64>> {
    let mut samples = Vec::with_capacity(BLOCK);
    for _ in 0..BLOCK {
        let begin = Instant::now();
        let sum = client.add(1, 2).await?;
        samples.push(microseconds(begin.elapsed()));
        if sum != 3 {
            return Err(format!("1 and 2 are {sum}").into());
        }
    }
    Ok(samples)
}

impl Object {
    async fn open(client: &YardstickClient, direction: Direction) -> Result<Self> {
        match direction {
            Direction::HostCalls => {
                let adder = client.lend().await?;
                Ok(Self { first_use: of_nanoseconds(time(&*adder).await?), place: Place::Here(adder) })
            }
            Direction::PluginCalls => {
                let taken = client.keep(Callback::new(CountedAdder::default())).await?;
                Ok(Self { first_use: of_nanoseconds(taken), place: Place::InPlugin })
            }
        }
    }

    /// A block of calls to it.
    async fn call(&self, client: &YardstickClient) -> Result<Vec<f64>> {
        let Place::Here(adder) = &self.place else {
            let nanoseconds = client.time(u32::try_from(BLOCK)?).await?;
            return Ok(nanoseconds.into_iter().map(of_nanoseconds).collect());
        };
        let mut samples = Vec::with_capacity(BLOCK);
        for _ in 0..BLOCK {
            samples.push(of_nanoseconds(time(&**adder).await?));
        }
        Ok(samples)
    }
}

/// In the report's microseconds.
fn of_nanoseconds(nanoseconds: u64) -> f64 {
    microseconds(Duration::from_nanos(nanoseconds))
}

/// How many calls of one kind follow each other.
const BLOCK: usize = 50;
