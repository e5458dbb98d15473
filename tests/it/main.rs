//! pintle's integration tests: real processes throughout. One binary, so that it links once.

#![expect(clippy::unwrap_used, unreachable_pub, reason = "a test that cannot go on fails; `pub` is what a file offers")]

mod by_hand;
mod callbacks;
mod calls;
mod churn;
mod compat;
mod configured;
mod contexts;
mod docs;
mod dropped;
mod ending;
mod errors;
mod faults;
mod files;
mod generated;
mod go;
mod harness;
mod integrity;
mod last_calls;
mod layers;
mod limits;
mod logs;
mod lost_calls;
mod mirrors;
mod optional;
mod orphans;
mod own_certificates;
mod ports;
mod pressure;
mod printing;
mod process;
mod python;
mod reattach;
mod settings;
mod signals;
mod start_failures;
mod started;
mod streams;
mod supervision;
mod tables;
mod tidy;
mod tls;
mod upstream;
mod whole_messages;
mod wide;
