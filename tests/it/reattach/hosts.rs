//! A second host: it has all that the first one has, and ends nothing that it is not told to end.

use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{CallError, Callback, EndedBy, Lifetime, Plugin, Security};
use pintle_tests::errand::{Adder as _, Errand as _, ErrandClient, Plus, errand};
use rustix::process::Signal;

use super::{altered, attach, folder, plain};
use crate::callbacks::ways;
use crate::harness::{PROBE, attacher, command, launcher};
use crate::process::{Holder, ends_within, signal};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(300);

#[tokio::test]
async fn two_hosts_call_and_are_called_back_by_one_plugin_at_once() {
    for way in ways() {
        let (first, client) = way.launch().await;
        let folder = folder();
        let (attacher, _heard) = attacher(errand::HANDSHAKE, first.reattach());
        let attacher = match way.security {
            Security::MutualTls => {
                let path = folder.path().join("credentials");
                first.save_credentials(&path).unwrap();
                attacher.credentials(path)
            }
            _ => attacher,
        };
        let second = attacher.attach().await.unwrap();
        assert_eq!(second.reattach(), first.reattach(), "{way:?}");
        assert_eq!((second.tls(), second.version()), (first.tls(), first.version()), "{way:?}");
        assert_eq!(second.is_multiplexed(), first.is_multiplexed(), "{way:?}");
        let works = async |client: ErrandClient| {
            assert_eq!(client.sum(Callback::new(Plus::default()), 5).await.unwrap(), 5, "{way:?}");
            assert_eq!(client.adder().await.unwrap().add(1, 2).await.unwrap(), 3, "{way:?}");
        };
        tokio::join!(works(client.clone()), works(second.client()));
        drop(second);
        works(client).await;
        assert_eq!(first.shutdown().await.unwrap().by, EndedBy::Shutdown, "{way:?}");
    }
}

#[tokio::test]
async fn after_its_host_was_killed_the_next_one_calls_lends_hears_and_ends_it() {
    let folder = folder();
    let path = folder.path().join("credentials");
    let mut holder = Holder::of_probe(&[("HOLDER_DAEMON", path.to_str().unwrap())]).await;
    let reattach: pintle::Reattach = holder.line().await.parse().unwrap();
    signal(holder.pid(), Signal::KILL);
    holder.ended().await;

    let (attacher, heard) = attacher(kv::kv::HANDSHAKE, reattach.clone());
    let plugin = attacher.credentials(&path).attach().await.unwrap();
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("pid".into()).await.unwrap(), reattach.pid().to_string().as_bytes());
    kv.put("stdout".into(), b"still here\n".to_vec()).await.unwrap();
    heard.stdout.until(|bytes| bytes == b"still here\n").await;
    kv.put("stderr".into(), b"and here\n".to_vec()).await.unwrap();
    heard.stderr.until(|bytes| bytes == b"and here\n").await;
    let lending: pintle_tests::lending::LendingClient = plugin.client();
    counts(&lending).await;

    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.by, exit.status), (EndedBy::Shutdown, None));
    assert!(ends_within(reattach.pid(), LONG).await);
    assert!(plugin.last_words().await.ended);
}

async fn counts(lending: &pintle_tests::lending::LendingClient) {
    use pintle_tests::lending::{Adder as _, Lending as _};
    assert_eq!(lending.lend().await.unwrap().add(20, 22).await.unwrap(), 42);
}

#[tokio::test]
async fn an_attached_plugin_that_is_dropped_lives_on() {
    let first = plain().await;
    for _ in 0..3 {
        let (second, _) = attach(first.reattach()).await.unwrap();
        assert_eq!(get(&second, "version").await, b"1");
    }
    assert_eq!(get(&first, "version").await, b"1");
}

#[tokio::test]
async fn the_end_is_noticed_and_fails_calls() {
    let first = plain().await;
    let (second, _) = attach(first.reattach()).await.unwrap();
    let kv: KvClient = second.client();
    let hanging = tokio::spawn(async move { kv.put("hang".into(), Vec::new()).await });
    get(&second, "version").await;
    signal(first.pid(), Signal::KILL);
    let words = tokio::time::timeout(LONG, second.ended()).await.unwrap();
    assert_eq!((words.ended, words.status), (true, None));
    let kv: KvClient = second.client();
    let lost = kv.get("version".into()).await.unwrap_err();
    assert!(lost.message().contains("only its parent knows how"), "{lost}");
    hanging.await.unwrap().unwrap_err();
    let exit = second.shutdown().await.unwrap();
    assert_eq!((exit.by, exit.status), (EndedBy::Itself, None));
}

#[tokio::test]
async fn an_attached_plugin_is_ended_by_the_same_steps() {
    let plugins = [(None, EndedBy::Shutdown), (Some(Signal::STOP), EndedBy::Kill)];
    for (sent, by) in plugins {
        let first = plain().await;
        let attacher = attacher(kv::kv::HANDSHAKE, first.reattach()).0;
        let second = attacher.shutdown_timeout(if sent.is_some() { SHORT } else { LONG }).terminate_timeout(SHORT);
        let second = second.attach().await.unwrap();
        sent.into_iter().for_each(|sent| signal(first.pid(), sent));
        let exit = second.shutdown().await.unwrap();
        assert_eq!((exit.by, exit.status), (by, None));
        assert!(ends_within(first.pid(), LONG).await);
        // Its parent knows how.
        assert!(first.ended().await.status.is_some());
    }
}

// A5.
#[tokio::test]
async fn a_plugin_in_a_test_is_left_to_its_owner_and_only_the_connection_ends() {
    let first = plain().await;
    let (second, _) = attach(altered(&first.reattach(), r#""Test":false"#, r#""Test":true"#)).await.unwrap();
    assert!(second.reattach().is_test());
    let kv: KvClient = second.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    for _ in 0..2 {
        let exit = second.shutdown().await.unwrap();
        assert_eq!((exit.by, exit.status), (EndedBy::Nobody, None));
        assert_eq!(exit.to_string(), "runs on");
    }
    let closed = second.ping(LONG).await.unwrap_err();
    assert!(!matches!(closed, CallError::PluginExited { .. }), "{closed}");
    kv.get("version".into()).await.unwrap_err();
    assert_eq!(get(&first, "version").await, b"1");
}

#[tokio::test]
async fn a_daemon_of_this_program_is_attached_to_after_it_was_dropped() {
    let folder = folder();
    let path = folder.path().join("credentials");
    let daemon = launcher(command(PROBE)).0.lifetime(Lifetime::Daemon).launch().await.unwrap();
    let reattach = daemon.reattach();
    daemon.save_credentials(&path).unwrap();
    drop(daemon);
    let attacher = attacher(kv::kv::HANDSHAKE, reattach).0;
    let again = attacher.credentials(&path).attach().await.unwrap();
    assert_eq!(get(&again, "version").await, b"1");
    assert_eq!(again.shutdown().await.unwrap().by, EndedBy::Shutdown);
}

#[tokio::test]
async fn attaching_a_hundred_times_leaves_nothing_open() {
    let first = plain().await;
    let mut host = tokio::process::Command::from(command(env!("CARGO_BIN_EXE_attacher")));
    let output = host.arg(first.reattach().to_string()).arg("100").output().await.unwrap();
    let (told, complaint) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = told.lines().collect();
    let [before, after] = lines[..] else { panic!("{told}{complaint}") };
    assert_eq!(before, after);
    assert!(before.starts_with("descriptors "), "{before}");
    assert_eq!(get(&first, "version").await, b"1");
}

async fn get(plugin: &Plugin, key: &str) -> Vec<u8> {
    let kv: KvClient = plugin.client();
    kv.get(key.to_owned()).await.unwrap()
}
