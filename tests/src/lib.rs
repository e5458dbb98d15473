//! The programs that the tests launch: `probe`, a plugin that does as it is told; `disk`, `counter` and `negotiated`, the
//! plugins of go-plugin's own examples over again; `errand` lends services and is lent some; `ruleset`, a plugin of tflint;
//! `guarded` has limits and layers; `life` ends and freezes when it is told to; `embedded` and `own-main` have a `main` of
//! their own; `holder` and `churn`, hosts; `broken`, programs that are no plugins. `wide` has messages of all kinds, `yardstick` times
//! calls for the benchmarks. The tests are in `it/`.

pub mod wide;

pub mod configured;
pub mod counter;
pub mod errand;
pub mod flow;
pub mod guarded;
pub mod joining;
pub mod layers;
pub mod lending;
pub mod life;
pub mod mirror;
pub mod tflint;
pub mod yardstick;

use pintle::{CallError, plugin};

/// The store of the `kv` example once more, with an error that tells a lost call from an answer.
#[plugin(package = "proto", name = "KV", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Store {
    /// The value under `key`.
    async fn get(&self, key: String) -> Result<Vec<u8>, CallError>;

    /// Puts `value` under `key`.
    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), CallError>;
}
