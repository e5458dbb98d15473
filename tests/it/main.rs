//! pintle's integration tests: real processes throughout. One binary, so that it links once.

mod by_hand;
mod calls;
mod churn;
mod ending;
mod generated;
mod go;
mod harness;
mod lost_calls;
mod orphans;
mod printing;
mod process;
mod signals;
mod tidy;
