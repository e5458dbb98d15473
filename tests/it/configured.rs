//! Settings from a plugin's environment and from a host's files: each is acted on by a real process.

use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{Address, Config, Error, HandshakeError, Level, ProtocolError};

use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::started::{Refused, Started};
use crate::tls::connect;

async fn started(variables: &[(&'static str, &str)]) -> Result<Started, Refused> {
    Started::probe(&[&[("CONFIGURED", "1")], variables].concat()).await
}

/// A launcher of `probe` with these variables.
fn configured(variables: &[(&'static str, &str)]) -> pintle::Launcher {
    let mut probe = command(PROBE);
    probe.env("CONFIGURED", "1").envs(variables.iter().copied());
    launcher(probe).0
}

#[tokio::test]
async fn a_plugin_listens_where_it_is_told() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port().to_string();
    let tcp = [("PLUGIN_SERVER_TRANSPORTS", "tcp,unix"), ("PLUGIN_SERVER_PORT", free.as_str())];
    let plugin = started(&tcp).await.unwrap();
    let Address::Tcp { host, port } = &plugin.line.address else { panic!("{}", plugin.line) };
    assert_eq!((host.as_str(), port.to_string()), ("127.0.0.1", free.clone()));
    connect(&plugin.line.address).await.unwrap();
    // The same port again: it is taken, and nobody shares it.
    let taken = started(&tcp).await.unwrap_err();
    assert!(taken.stderr.contains("transport.bind"), "{}", taken.stderr);
}

#[tokio::test]
async fn a_plugin_serves_the_versions_that_it_is_told_of_those_that_it_has() {
    let has = ("DRIVER_VERSIONS", "1,2,3");
    let launch = async |supported| {
        let launcher = configured(&[has, ("SUPPORTED_PROTOCOL_VERSIONS", supported)]).versions([1, 2, 3]);
        launcher.launch().await.map(|plugin| plugin.version())
    };
    assert_eq!(launch("1,2").await.unwrap(), 2);
    let only_two = configured(&[has, ("SUPPORTED_PROTOCOL_VERSIONS", "2")]).launch().await.unwrap_err();
    assert!(matches!(only_two, Error::Protocol(ProtocolError::Version { plugin: 2, .. })), "{only_two}");
    let lacking = launch("2,7").await.unwrap_err();
    assert!(lacking.to_string().contains("SUPPORTED_PROTOCOL_VERSIONS is \"7\""), "{lacking}");
}

#[tokio::test]
async fn a_plugin_limits_its_calls_where_it_is_told() {
    let limits = [
        ("PLUGIN_RATE_LIMIT_ENABLED", "yes"),
        ("PLUGIN_RATE_LIMIT_BURST_CAPACITY", "3"),
        ("PLUGIN_RATE_LIMIT_REQUESTS_PER_SECOND", "0.001"),
    ];
    let calls = async |limits| {
        let kv: KvClient = configured(limits).launch().await.unwrap().client();
        let mut answered = 0;
        for _ in 0..5 {
            answered += u32::from(kv.get("version".into()).await.is_ok());
        }
        answered
    };
    assert_eq!(calls(&limits).await, 3);
    assert_eq!(calls(&limits[1..]).await, 5, "there is no limit unless it is enabled");
}

#[tokio::test]
async fn a_plugin_tells_all_that_is_wrong_and_does_not_start() {
    let wrong = [
        ("PLUGIN_SERVER_PORT", "99999"),
        ("PLUGIN_GRPC_GRACE_PERIOD", "NaN"),
        ("PLUGIN_SERVER_KEY", "file:///nowhere"),
    ];
    let refused = started(&wrong).await.unwrap_err();
    assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
    for (name, _) in wrong {
        assert!(refused.stderr.contains(name), "{}", refused.stderr);
    }
}

#[tokio::test]
async fn a_plugin_that_demands_mutual_tls_starts_for_no_host_without() {
    let refused = started(&[("PLUGIN_AUTO_MTLS", "true")]).await.unwrap_err();
    assert!(refused.stderr.contains("security.host_without_tls"), "{}", refused.stderr);
    let config = Config::for_tests();
    let plaintext = launcher(command(PROBE)).0.config(&config).unwrap().security(pintle::Security::Plaintext);
    let refused = plaintext.launch().await.unwrap_err();
    assert!(refused.to_string().contains("PLUGIN_AUTO_MTLS"), "{refused}");
    assert!(launcher(command(PROBE)).0.config(&config).unwrap().launch().await.unwrap().tls().is_some());
}

#[tokio::test]
async fn a_host_is_as_its_file_says_and_code_wins() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, "PLUGIN_HANDSHAKE_TIMEOUT = 0.25\nPLUGIN_PROTOCOL_VERSIONS = [2, 3]\n").unwrap();
    let config = Config::reader().file(file.path()).read().unwrap();
    let mut silent = command(BROKEN);
    silent.arg("silent");
    let late = launcher(silent).0.config(&config).unwrap().launch().await.unwrap_err();
    let Error::Handshake(HandshakeError::Timeout { after, .. }) = late else { panic!("{late}") };
    assert_eq!(after, Duration::from_millis(250));

    let versions = |launcher: pintle::Launcher| async move {
        launcher.start_timeout(Duration::from_secs(20)).launch().await.map(|plugin| plugin.version())
    };
    let of_file = configured(&[("DRIVER_VERSIONS", "1,2")]).config(&config).unwrap();
    assert_eq!(versions(of_file).await.unwrap(), 2);
    let of_code = configured(&[("DRIVER_VERSIONS", "1,2")]).config(&config).unwrap().versions([1]);
    assert_eq!(versions(of_code).await.unwrap(), 1);
}

#[tokio::test]
async fn logs_below_the_level_that_is_set_are_not_handed_on() {
    let (quiet, heard) = launcher(command(PROBE));
    let quiet = quiet.config(&Config::reader().set("PLUGIN_LOG_LEVEL", "warn").read().unwrap()).unwrap();
    let plugin = quiet.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("log".into(), b"not to be heard".to_vec()).await.unwrap();
    kv.put("panic".into(), b"to be heard".to_vec()).await.unwrap_err();
    heard.logged(|record| record.message.contains("to be heard")).await;
    let logs = heard.logs.lock().unwrap();
    assert!(logs.iter().all(|record| record.level >= Level::Warn), "{logs:?}");
}
