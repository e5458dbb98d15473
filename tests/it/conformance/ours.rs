//! Our own plugins: there is nothing that they do not do.

use std::process::Command;

use pintle::testing::conformance::{Conformance, Level};

use super::{failed, found};

const NOTHING: [&str; 0] = [];

#[tokio::test(flavor = "multi_thread")]
async fn our_store_passes_every_check() {
    let suite = Conformance::of(Command::new(env!("CARGO_BIN_EXE_disk"))).cookie("BASIC_PLUGIN", "hello");
    let report = found("ours-store", suite).await;
    assert_eq!(failed(&report, Level::Extra), NOTHING);
    println!("the run took {:?}", report.took);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_plugin_of_two_versions_passes_every_check() {
    let suite = Conformance::of(Command::new(env!("CARGO_BIN_EXE_negotiated")));
    let report = found("ours-negotiated", suite.cookie("BASIC_PLUGIN", "hello").versions([1, 3])).await;
    assert_eq!(failed(&report, Level::Extra), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_plugin_that_calls_back_passes_every_check() {
    let suite = Conformance::of(Command::new(env!("CARGO_BIN_EXE_errand"))).cookie("ERRAND_PLUGIN", "e33a");
    let report = found("ours-callbacks", suite).await;
    assert_eq!(failed(&report, Level::Extra), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_ruleset_for_tflint_passes_every_check() {
    let suite = Conformance::of(Command::new(env!("CARGO_BIN_EXE_ruleset"))).versions([11]);
    let cookie = "5adSn1bX8nrDfgBqiAqqEkC6OE1h3iD8SqbMc5UUONx8x3xCF0KlPDsBRNDjoYDP";
    let report = found("ours-ruleset", suite.cookie("TFLINT_RULESET_PLUGIN", cookie)).await;
    assert_eq!(failed(&report, Level::Extra), NOTHING);
}
