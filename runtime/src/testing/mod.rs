//! What tests of hosts and plugins are made with; feature `testing`, for `[dev-dependencies]`.

mod environment;
mod mock;
mod pki;

pub use environment::with_env;
pub use mock::verify;
pub use pki::{TestCertificate, TestIssue, TestKey, TestPki};
