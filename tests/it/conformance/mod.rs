//! The conformance suite against plugins of many makers, and the probe against hosts. What it finds of each is in `reports`, and explained in
//! `docs/conformance.md`; `UPDATE=1` writes it anew.

mod go;
mod hosts;
mod no_plugins;
mod ours;
mod page;
mod python;
mod scripted;

use std::path::Path;

use pintle::testing::conformance::{Conformance, Level, Report};

/// Runs the suite; what it finds must be what the report of this name says.
async fn found(name: &str, suite: Conformance) -> Report {
    as_written(name, suite.run().await.unwrap())
}

/// The report, which must be what the file of this name says.
fn as_written(name: &str, report: Report) -> Report {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("it/conformance/reports/{name}.txt"));
    let golden = report.golden();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &golden).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(golden == expected, "not as in {} (UPDATE=1 writes it):\n{report}", file.display());
    report
}

/// The names of the failed checks of that weight or more.
fn failed(report: &Report, least: Level) -> Vec<&'static str> {
    report.failed(least).map(|finding| finding.id).collect()
}
