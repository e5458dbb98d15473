//! What tests of hosts and plugins are made with.

mod pki;
#[cfg(test)]
mod tests;

pub use pki::{TestCertificate, TestIssue, TestKey, TestPki};
