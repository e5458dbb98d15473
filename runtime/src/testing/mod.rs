//! What tests of hosts and plugins are made with; feature `testing`, for `[dev-dependencies]`.

pub mod conformance;
pub mod host;
