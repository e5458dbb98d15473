//! Plugins made with go-plugin itself: its own examples of today and of three years ago, and tflint's ruleset.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use pintle::testing::conformance::{Conformance, Level};

use super::{failed, found};
use crate::go::{AS_PLUGIN, Go, folder, install, tflint};

const NOTHING: [&str; 0] = [];

#[tokio::test(flavor = "multi_thread")]
async fn todays_grpc_example_passes_all_that_is_expected() {
    let Some(go) = Go::find() else { return };
    let report = found("go-grpc-1.8.0", example(&go.examples("grpc")[0].plugin)).await;
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_bidirectional_example_passes_all_that_is_expected() {
    let Some(go) = Go::find() else { return };
    let report = found("go-bidirectional-1.8.0", example(&go.examples("bidirectional")[0].plugin)).await;
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_negotiated_example_passes_all_that_is_expected() {
    let Some(go) = Go::find() else { return };
    let suite = example(&go.examples("negotiated")[0].plugin).versions([3]);
    let report = found("go-negotiated-1.8.0", suite).await;
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_streaming_example_passes_all_that_is_expected() {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let Some(_) = Go::find() else { return };
    let bin = folder().join("examples/v1.8.0/streaming");
    let program = BUILT.get_or_init(|| {
        install("github.com/hashicorp/go-plugin/examples/streaming/plugin@v1.8.0", &bin);
        bin.join("plugin")
    });
    let report = found("go-streaming-1.8.0", example(program)).await;
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_example_passes_all_that_is_required() {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let Some(_) = Go::find() else { return };
    let bin = folder().join("examples/v1.4.10/grpc");
    let program = BUILT.get_or_init(|| {
        install("github.com/hashicorp/go-plugin/examples/grpc/plugin-go-grpc@v1.4.10", &bin);
        bin.join("plugin-go-grpc")
    });
    let report = found("go-grpc-1.4.10", example(program)).await;
    assert_eq!(failed(&report, Level::Required), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn tflints_ruleset_passes_all_that_is_expected() {
    let Some(tflint) = tflint() else { return };
    let mut command = Command::new(tflint);
    command.arg(AS_PLUGIN);
    let cookie = "5adSn1bX8nrDfgBqiAqqEkC6OE1h3iD8SqbMc5UUONx8x3xCF0KlPDsBRNDjoYDP";
    let suite = Conformance::of(command).cookie("TFLINT_RULESET_PLUGIN", cookie).versions([11]);
    let report = found("tflint-0.64.0", suite).await;
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

fn example(plugin: &Path) -> Conformance {
    Conformance::of(Command::new(plugin)).cookie("BASIC_PLUGIN", "hello")
}
