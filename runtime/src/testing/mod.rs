//! What tests of hosts and plugins are made with; feature `testing`, for `[dev-dependencies]`.

mod misbehaving;

pub use misbehaving::{Act, FakePlugin, Fault, Launched, Misbehaving, Moment, Reply, Seen, Variables};
