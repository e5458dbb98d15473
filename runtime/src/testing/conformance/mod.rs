//! Whether a program is a good plugin of go-plugin's protocol, whatever it is made with.
//!
//! ```no_run
//! use std::process::Command;
//!
//! use pintle::testing::conformance::{Conformance, Level};
//!
//! # async fn test() -> Result<(), pintle::TransportError> {
//! let report = Conformance::of(Command::new("./kv-disk")).cookie("KV_PLUGIN", "hello").versions([1]).run().await?;
//! assert!(report.failed(Level::Expected).next().is_none(), "{report}");
//! # Ok(())
//! # }
//! ```
//!
//! Checks are independent of each other where they can be: each that needs a start has a process of its own, and one that
//! would say nothing, since another failed, is skipped. What no host can start is looked at once, and not seventy times.

mod calls;
mod check;
mod first;
mod groups;
mod report;
mod run;
mod trial;

pub use check::{Check, Level};
pub(in crate::testing) use check::{Seen as Witnessed, Unmet, Way, verdict};
pub use groups::checks;
pub use report::{Finding, Outcome, Report};
pub use run::Conformance;

#[cfg(test)]
mod tests;
