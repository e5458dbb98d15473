//! A limited plugin of ours, and a Go host that reads the hint as Go programs do.

use pintle::Security;

use super::driver;
use super::programs::Go;
use super::talk::{Maker, Talk};
use crate::harness::GUARDED;

#[tokio::test]
async fn a_go_host_reads_when_there_is_room_again_and_ends_a_limited_plugin() {
    let Some(go) = Go::find() else { return };
    let talk = Talk::with(go, Maker::Go, vec![GUARDED.into()]).security(Security::MutualTls);
    let script = ["-mtls", "-env", "GUARDED_LIMITS=2", "-do", "get:k", "-do", "get:k", "-do", "get:k", "-do", "ping"];
    let report = driver::report(&talk, &script).await;
    let steps = report["steps"].as_array().unwrap();
    let told: Vec<_> = steps.iter().map(|step| step["ok"].as_bool().unwrap()).collect();
    assert_eq!(told, [true, true, false, true], "{report}");
    assert_eq!(steps[2]["code"], "ResourceExhausted");
    // Two an hour: there is room after half an hour, but for what has passed since the first.
    let wait = steps[2]["retry_after_ms"].as_u64().unwrap();
    assert!((1_700_000..=1_800_000).contains(&wait), "{wait}");
    assert_eq!((&report["exited"], &report["forced"]), (&true.into(), &false.into()), "{report}");
}
