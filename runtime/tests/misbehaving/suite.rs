//! For each check of the conformance suite, a plugin that fails it and no other.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt as _;
use pintle::Server;
use pintle::testing::conformance::{Conformance, Level, Outcome, Report, checks};
use pintle::testing::misbehaving::Misbehaving;

use super::failing::failing;
use super::{Arithmetic, NumbersServer, numbers};

/// A good plugin of two versions.
pub(super) fn good() -> Misbehaving {
    let arithmetic = || NumbersServer::new(Arithmetic);
    Misbehaving::new(move || Server::new(numbers::HANDSHAKE).serve(1, arithmetic()).serve(2, arithmetic()))
}

async fn report(fake: Misbehaving) -> Report {
    let fake = fake.start().unwrap();
    let run = Conformance::of(fake.command()).cookie("NUMBERS", "4711").versions([1, 2]);
    // Long beside a start on a busy machine; one of them prints no line at all.
    run.patience(Duration::from_secs(5)).at_once(4).run().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fake_plugin_without_a_fault_passes_every_check() {
    let report = report(good()).await;
    assert_eq!(report.failed(Level::Extra).count(), 0, "{report}");
    let skipped = report.findings.iter().filter(|finding| finding.outcome == Outcome::Skipped);
    // It prints nothing.
    assert_eq!(skipped.map(|finding| finding.id).collect::<Vec<_>>(), ["stdio-frames"], "{report}");
}

/// It takes a while, since each plugin goes through the whole suite; `ONLY=tls-,mux-` tries those with such names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn for_each_check_there_is_a_plugin_that_fails_it_and_no_other() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let only: Vec<_> = only.split(',').collect();
    let told = failing().into_iter().filter(|(id, _)| only.iter().any(|only| id.contains(only))).map(
        |(id, fake)| async move {
            let report = report(fake).await;
            let failed: Vec<_> =
                report.failed(Level::Extra).map(|finding| (finding.id, finding.seen.clone())).collect();
            (!matches!(failed.as_slice(), [(failed, _)] if *failed == id)).then(|| format!("{id}: {failed:#?}"))
        },
    );
    let wrong: Vec<_> = futures_util::stream::iter(told).buffer_unordered(PLUGINS).collect().await;
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_check_has_such_a_plugin() {
    let failing: HashMap<_, _> = failing().into_iter().collect();
    for check in checks() {
        assert!(failing.contains_key(check.id), "{}", check.id);
    }
    assert_eq!(failing.len(), checks().count());
}

/// How many plugins are gone through at once, each with four starts at a time: enough to keep a few processors busy while others wait.
const PLUGINS: usize = 4;
