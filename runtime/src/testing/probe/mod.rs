//! What a host does, whatever it is made with: it is run with plugins that look at it, good ones and ones that misbehave.
//!
//! ```no_run
//! use std::process::Command;
//!
//! use pintle::testing::conformance::Level;
//! use pintle::testing::probe::Probe;
//!
//! # async fn test() -> std::io::Result<()> {
//! let mut host = Command::new("./kv-host");
//! host.arg("{plugin}");
//! let report = Probe::of(host).cookie("KV_PLUGIN", "hello").run().await?;
//! assert!(report.failed(Level::Required).next().is_none(), "{report}");
//! # Ok(())
//! # }
//! ```
//!
//! The host must end by itself once it has done its work, as a command does and a service does not.

mod groups;
mod nothing;
mod run;
mod trial;

pub use groups::checks;
pub use run::Probe;
pub(in crate::testing) use trial::{Ran, Trial};
