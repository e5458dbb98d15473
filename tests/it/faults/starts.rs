//! Starts: one process each, whichever versions are offered, and of one that fails all is told.

use std::collections::HashSet;
use std::path::Path;

use futures_util::future::join_all;
use kv::{Kv as _, KvClient};
use pintle::{Error, HandshakeError, Security};

use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::started::Started;

/// A shell that writes a line to `file`, and then becomes something else.
fn counted(file: &Path, then: &str) -> std::process::Command {
    let mut shell = command("sh");
    shell.args(["-c", &format!("echo started >> {}; {then}", file.display())]);
    shell
}

#[tokio::test]
async fn one_launch_starts_one_process_whatever_comes_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("starts");
    let starts = || std::fs::read_to_string(&file).unwrap().lines().count();

    let plugin = launcher(counted(&file, &format!("exec {PROBE}"))).0.launch().await.unwrap();
    for _ in 0..3 {
        let kv: KvClient = plugin.client();
        assert_eq!(kv.get("pid".into()).await.unwrap(), plugin.pid().to_string().into_bytes());
    }
    plugin.shutdown().await.unwrap();
    assert_eq!(starts(), 1);

    let deaf = format!("echo '1|1|unix|{}/nobody|grpc|'; sleep 60", folder.path().display());
    for (then, code) in [("exit 3", "handshake.exited"), (deaf.as_str(), "transport.connect")] {
        let before = starts();
        let failing = launcher(counted(&file, then)).0.security(Security::Plaintext);
        assert_eq!(failing.launch().await.unwrap_err().code(), code);
        assert_eq!(starts(), before + 1, "{then}");
    }
}

// The end is known before all lines are read: there are many, and other threads than the one that waits read them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_early_ends_each_tells_its_own_last_line() {
    let story = "x\n".repeat(20_000);
    for round in 0..25 {
        let ends = (0..4).map(|number| {
            let mut broken = command(BROKEN);
            broken.args([&format!("stderr:{story}no config {round} {number}"), "exit:3"]);
            let launcher = launcher(broken).0.keep_lines(1);
            tokio::spawn(async move { (number, launcher.launch().await.unwrap_err()) })
        });
        for ended in join_all(ends).await {
            let (number, error) = ended.unwrap();
            let Error::Handshake(HandshakeError::Exited { last_words }) = error else { panic!("{error}") };
            assert_eq!(last_words.stderr, [format!("no config {round} {number}")]);
            assert_eq!(last_words.status.unwrap().code(), Some(3));
        }
    }
}

#[tokio::test]
async fn the_newest_version_that_both_have_is_spoken() {
    for (offered, served, spoken) in [(&[1, 2, 3][..], "1,2", 2), (&[3, 1], "1,2,3", 3), (&[1], "1,2", 1)] {
        let mut probe = command(PROBE);
        probe.env("DRIVER_VERSIONS", served);
        let plugin = launcher(probe).0.versions(offered.iter().copied()).launch().await.unwrap();
        let kv: KvClient = plugin.client();
        assert_eq!(kv.get("version".into()).await.unwrap(), spoken.to_string().into_bytes());
        assert_eq!(plugin.version(), spoken);
        let told = String::from_utf8(kv.get("env:PLUGIN_PROTOCOL_VERSIONS".into()).await.unwrap()).unwrap();
        let told: HashSet<u32> = told.split(',').map(|version| version.parse().unwrap()).collect();
        assert_eq!(told, offered.iter().copied().collect());
    }
}

// V5: it is the host that refuses.
#[tokio::test]
async fn a_version_that_nobody_has_does_not_end_the_plugin() {
    for offered in ["0", "8", "9", "4294967295", "99999999999999999999", "x"] {
        let variables = [("PLUGIN_PROTOCOL_VERSIONS", offered), ("DRIVER_VERSIONS", "2,3")];
        let plugin = Started::probe(&variables).await.unwrap();
        assert_eq!(plugin.line.version, 2, "{offered}");
    }
    for beyond in [8, 9, u32::MAX] {
        let mut probe = command(PROBE);
        probe.env("DRIVER_VERSIONS", beyond.to_string());
        let plugin = launcher(probe).0.versions([beyond]).launch().await.unwrap();
        assert_eq!(plugin.version(), beyond);
    }
}

#[test]
fn what_is_made_outside_of_a_runtime_works_in_one() {
    use pintle_tests::lending::{AdderClient, CountedAdder, Lending as _, LendingClient};
    let probe = command(PROBE);
    let launcher = pintle::Launcher::new(kv::kv::HANDSHAKE, probe).stdout(pintle::Output::Discard);
    let (adder, lent) = (CountedAdder::default(), CountedAdder::default());
    let callback: pintle::Callback<AdderClient> = pintle::Callback::new(lent);
    let server = pintle::Server::new(kv::kv::HANDSHAKE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let plugin = launcher.launch().await.unwrap();
        let lending: LendingClient = plugin.client();
        assert_eq!(lending.call(callback, 3).await.unwrap(), 3);
        assert_eq!(lending.call(pintle::Callback::new(adder.clone()), 2).await.unwrap(), 2);
        // Outside of a host it says so, and needs nothing more.
        assert_eq!(server.run().await.unwrap_err().code(), "config.not_launched_by_host");
        plugin.shutdown().await.unwrap();
    });
    assert_eq!(adder.calls(), 2);
}
