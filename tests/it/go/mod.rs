//! pintle against real Go peers: the driver (`tests/go`), the programs of go-plugin's own examples, and tflint. Where Go is not
//! installed these tests are skipped, loudly; where `CI` is set they fail.
//!
//! Every scenario runs between two Go ends first, with the same assertions: then a red result is ours.

mod callbacks;
mod driver;
mod examples;
mod exchange;
mod generated;
mod limits;
mod logs;
mod matrix;
mod our_host;
mod own_certificates;
mod programs;
mod reattach;
mod reflection;
mod restless;
mod sizes;
mod sockets;
mod talk;
mod tflint;
mod versions;

pub use logs::Events;
pub use programs::{Go, folder, install, say_skipped, skip};
pub use tflint::{AS_PLUGIN, tflint};
