//! Settings are values: tests that have their own disturb nobody.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use pintle::testing::{self, launched, with_env};
use pintle::{Config, ConfigError, ErrorKind, Launcher};
use store::{Kv, KvClient, kv};

// region: value
#[tokio::test]
async fn each_test_has_settings_of_its_own() {
    let program = Command::new(env!("CARGO_BIN_EXE_store-plugin"));
    let launcher = Launcher::new(kv::HANDSHAKE, program).config(&Config::for_tests()).unwrap();
    let plugin = launched(launcher).await.unwrap();
    assert_eq!(plugin.client::<KvClient>().get("a".into()).await.unwrap(), None);
    assert!(plugin.tls().is_some(), "they demand mutual TLS");
    plugin.shutdown().await.unwrap();
}
// endregion

// region: sources
#[test]
fn code_comes_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("host.toml");
    fs::write(&file, "PLUGIN_HANDSHAKE_TIMEOUT = 1\nPLUGIN_LOG_LEVEL = \"info\"\nPLUGIN_AUTO_MTLS = true\n").unwrap();
    let environment = |name: &str| match name {
        "PLUGIN_HANDSHAKE_TIMEOUT" => Some(OsString::from("2")),
        "PLUGIN_LOG_LEVEL" => Some(OsString::from("warn")),
        _ => None,
    };
    let read = Config::reader().file(file).environment(environment).set("PLUGIN_HANDSHAKE_TIMEOUT", "3").read();
    let same = Config::reader()
        .set("PLUGIN_HANDSHAKE_TIMEOUT", "3")
        .set("PLUGIN_LOG_LEVEL", "warn")
        .set("PLUGIN_AUTO_MTLS", "true")
        .read();
    assert_eq!(read.unwrap(), same.unwrap());
}
// endregion

// region: mistakes
#[test]
fn every_mistake_is_told_at_once() {
    let error = Config::reader()
        .set("PLUGIN_HANDSHAKE_TIMEOUT", "-1")
        .set("PLUGIN_SERVER_PORT", "99999")
        .set("PLUGIN_SERVER_TRANSPORTS", "pigeon")
        .read()
        .unwrap_err();
    let ConfigError::Invalid { mistakes } = &error else { panic!("{error}") };
    let names: Vec<&str> = mistakes.iter().map(|mistake| mistake.name.as_str()).collect();
    assert_eq!(names, ["PLUGIN_HANDSHAKE_TIMEOUT", "PLUGIN_SERVER_TRANSPORTS", "PLUGIN_SERVER_PORT"]);
    assert_eq!(pintle::Error::from(error).kind(), ErrorKind::Config);
}
// endregion

// region: secrets
#[test]
fn a_key_is_in_no_message() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("host.key");
    fs::write(&key, testing::TestPki::new().client().issue().key_pem()).unwrap();
    let config = Config::reader().set("PLUGIN_SERVER_KEY", format!("file://{}", key.display())).read().unwrap();
    assert!(!format!("{config:?}").contains("PRIVATE KEY"), "{config:?}");
}
// endregion

// region: environment
#[test]
fn a_test_of_the_real_environment_leaves_it_as_it_was() {
    let before = Config::of_process().unwrap();
    with_env(&[("PLUGIN_HANDSHAKE_TIMEOUT", Some("7"))], || {
        assert_ne!(Config::of_process().unwrap(), before);
    });
    assert_eq!(Config::of_process().unwrap(), before);
}
// endregion
