//! pintle's integration tests: real processes throughout. One binary, so that it links once.

mod calls;
mod harness;
