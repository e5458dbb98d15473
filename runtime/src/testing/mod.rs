//! What tests of hosts and plugins are made with; feature `testing`, for `[dev-dependencies]`.
//!
//! A plugin that runs within the test's own process is one line away, and its client is the one that production uses:
//!
//! ```
//! use pintle::{Status, plugin, testing};
//!
//! #[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0c5"))]
//! pub trait Kv {
//!     async fn len(&self) -> Result<u64, Status>;
//! }
//!
//! struct Empty;
//!
//! impl Kv for Empty {
//!     async fn len(&self) -> Result<u64, Status> {
//!         Ok(0)
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let plugin = testing::in_process(KvServer::new(Empty)).await?;
//! let kv: KvClient = plugin.client();
//! assert_eq!(kv.len().await?, 0);
//! # Ok(())
//! # }
//! ```

pub mod conformance;
mod endpoint;
mod environment;
pub mod host;
mod in_process;
mod known;
pub mod misbehaving;
mod mock;
mod pki;
pub mod probe;
mod program;
mod record;
mod remains;
mod script;

pub use endpoint::{Endpoint, SocketPath, dial, socket_path, tcp_listener};
pub use environment::with_env;
pub use in_process::{Ended, HookEnd, InProcess, InProcessPlugin, State, in_process};
pub use misbehaving::Misbehaving;
pub use mock::verify;
pub use pki::{TestCertificate, TestIssue, TestKey, TestPki};
pub use program::{Launched, cargo_bin, launched, program};
pub use record::{Recorded, RecordedCall, Recorder};
pub use script::{Script, Scripted, Steps};
