//! Whom a host attaches to, and whom it leaves alone: nobody is signalled who is not the plugin for certain (wire.md A2,
//! and what its users tell of killed strangers).

use std::time::Duration;

use kv::{Kv as _, KvClient, kv as service};
use pintle::{ConfigError, Error, Multiplex, Plugin, ProtocolError, Reattach, SecurityError, TransportError};
use rustix::process::Signal;

use super::{altered, attach, plain, plain_of};
use crate::harness::{PROBE, attacher, command, launcher};
use crate::process::{ends_within, signal};

const SHORT: Duration = Duration::from_millis(300);

async fn answers(plugin: &Plugin) {
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
}

/// When the process started, as the configuration says it.
fn start(reattach: &Reattach) -> String {
    let text = reattach.to_string();
    let (_, start) = text.split_once(r#""StartTime":""#).unwrap();
    start.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_plugin_that_is_gone_is_not_found() {
    let plugin = plain().await;
    let reattach = plugin.reattach();
    // Of two that start within one tick of the system's clock the start says nothing.
    let stranger = loop {
        let stranger = plain().await;
        if start(&stranger.reattach()) != start(&reattach) {
            break stranger;
        }
    };
    plugin.shutdown().await.unwrap();
    // Its number is nobody's, or its address is; that of a thread is no process's.
    let alive = stranger.reattach().pid().to_string();
    let nobody = altered(&stranger.reattach(), &alive, &reattach.pid().to_string());
    let nowhere = altered(&reattach, &reattach.pid().to_string(), &alive);
    let without_start = serde_json::json!({
        "Protocol": "grpc", "Pid": stranger.pid(), "Addr": { "Network": "unix", "String": reattach.address().to_string() },
    });
    let without_start = without_start.to_string().parse().unwrap();
    for gone in [reattach.clone(), nobody, without_start] {
        let refused = attach(gone).await.err().unwrap();
        assert!(matches!(&refused, Error::Transport(TransportError::ProcessNotFound { .. })), "{refused}");
        assert_eq!(refused.code(), "transport.process_not_found");
    }
    // Here the number is another process's, which the start tells before anybody dials.
    let refused = attach(nowhere).await.err().unwrap();
    assert!(matches!(&refused, Error::Security(SecurityError::AnotherProcess { .. })), "{refused}");
    answers(&stranger).await;
}

#[tokio::test]
async fn the_number_of_another_process_is_not_taken_for_the_plugin() {
    let (plugin, stranger) = (plain().await, plain().await);
    // As Go writes it: without the start, only the socket tells.
    let text = serde_json::json!({
        "Protocol": "grpc", "ProtocolVersion": 1, "Pid": stranger.pid(),
        "Addr": { "Network": "unix", "String": plugin.address().to_string() },
    });
    let refused = attach(text.to_string().parse().unwrap()).await.err().unwrap();
    let Error::Security(SecurityError::AnotherProcess { pid, reason, .. }) = &refused else { panic!("{refused}") };
    assert_eq!((*pid, reason.clone()), (stranger.pid(), format!("process {} listens there", plugin.pid())));
    answers(&plugin).await;
    answers(&stranger).await;
}

#[tokio::test]
async fn a_number_that_was_given_again_is_told_by_its_start() {
    let plugin = plain().await;
    let start = start(&plugin.reattach());
    let (boot, ticks) = start.split_once(':').unwrap();
    let later: u64 = ticks.parse::<u64>().unwrap() + 1;
    for other in [format!("{boot}:{later}"), format!("0-0:{ticks}")] {
        let refused = attach(altered(&plugin.reattach(), &start, &other)).await.err().unwrap();
        assert!(matches!(&refused, Error::Security(SecurityError::AnotherProcess { .. })), "{refused}");
        assert!(refused.to_string().contains("it started at another time"), "{refused}");
    }
    answers(&plugin).await;
    attach(plugin.reattach()).await.unwrap();
}

#[tokio::test]
async fn a_process_that_is_not_certain_to_be_the_plugin_is_asked_and_not_signalled() {
    let tcp = || {
        let mut probe = command(PROBE);
        probe.env("PROBE_TCP", "1");
        plain_of(probe)
    };
    for certain in [false, true] {
        let plugin = tcp().await;
        let mut value: serde_json::Value = serde_json::from_str(&plugin.reattach().to_string()).unwrap();
        if !certain {
            // TCP does not tell who listens, and Go does not tell when it started.
            value["Pintle"].as_object_mut().unwrap().remove("StartTime");
        }
        let attacher = attacher(service::HANDSHAKE, serde_json::from_value(value).unwrap()).0;
        let second = attacher.shutdown_timeout(SHORT).terminate_timeout(SHORT).attach().await.unwrap();
        answers(&second).await;
        signal(plugin.pid(), Signal::STOP);
        match (certain, second.shutdown().await) {
            (true, Ok(exit)) => assert_eq!(exit.by, pintle::EndedBy::Kill),
            (false, Err(Error::Transport(TransportError::NotEnded { pid, .. }))) => {
                assert_eq!(pid, plugin.pid());
                assert!(!ends_within(pid, Duration::ZERO).await);
                signal(pid, Signal::CONT);
            }
            (_, other) => panic!("{other:?}"),
        }
    }
}

// A4 is what go-plugin does not do.
#[tokio::test]
async fn the_version_must_be_one_that_this_host_speaks() {
    let plugin = plain().await;
    let with = async |version: &str, offered: &[u32]| {
        let reattach = altered(&plugin.reattach(), r#""ProtocolVersion":1"#, version);
        attacher(service::HANDSHAKE, reattach).0.versions(offered.iter().copied()).attach().await
    };
    let (known, unknown) = (r#""ProtocolVersion":1"#, r#""ProtocolVersion":0"#);
    for (text, offered) in [(known, &[1][..]), (known, &[3, 1]), (unknown, &[1])] {
        let attached = with(text, offered).await.unwrap();
        assert_eq!(attached.version(), 1);
        answers(&attached).await;
    }
    let refused = with(known, &[3, 2]).await.unwrap_err();
    assert!(matches!(&refused, Error::Protocol(ProtocolError::Version { plugin: 1, host }) if *host == [2, 3]));
    let refused = with(unknown, &[2, 1]).await.unwrap_err();
    assert!(matches!(&refused, Error::Protocol(ProtocolError::UnknownVersion { host }) if *host == [1, 2]));
    let refused = with(known, &[]).await.unwrap_err();
    assert!(matches!(refused, Error::Config(ConfigError::NoVersions)));
}

// X1, X13.
#[tokio::test]
async fn a_plugin_that_takes_one_connection_only_is_not_attached_to() {
    // Behind a shell the two do not know each other as pintle.
    let mut shell = command("sh");
    shell.args(["-c", &format!("{PROBE}; true")]);
    let plugin = launcher(shell).0.multiplex(Multiplex::Require).launch().await.unwrap();
    let refused = attach(plugin.reattach()).await.err().unwrap();
    assert!(matches!(&refused, Error::Protocol(ProtocolError::OneConnection)), "{refused}");
}

#[tokio::test]
async fn a_plugin_behind_a_shell_is_the_one_that_listens() {
    let mut shell = command("sh");
    shell.args(["-c", &format!("{PROBE}; true")]);
    let plugin = plain_of(shell).await;
    let reattach = plugin.reattach();
    assert_ne!(reattach.pid(), plugin.pid());
    let (second, _) = attach(reattach.clone()).await.unwrap();
    let kv: KvClient = second.client();
    assert_eq!(kv.get("pid".into()).await.unwrap(), reattach.pid().to_string().as_bytes());
    assert_eq!(second.shutdown().await.unwrap().by, pintle::EndedBy::Shutdown);
}
