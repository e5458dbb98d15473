//! What settings may be, which come first, and what is never shown.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::keys::KEYS;
use super::{Config, HOST_KEYS, Own, Rate};
use crate::error::{ConfigError, Mistake};
use crate::log::Level;
use crate::tls::Certificates;

fn of(variables: &[(&'static str, &str)]) -> Result<Config, ConfigError> {
    let map: BTreeMap<_, _> = variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect();
    Config::from_env(move |name| map.get(name).cloned())
}

fn mistakes(read: Result<Config, ConfigError>) -> Vec<Mistake> {
    match read {
        Err(ConfigError::Invalid { mistakes }) => mistakes,
        other => panic!("{other:?}"),
    }
}

/// The one mistake that there is.
fn mistake(read: Result<Config, ConfigError>) -> Mistake {
    let mut all = mistakes(read);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn file(directory: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn nothing_set_is_the_default() {
    assert_eq!(of(&[]).unwrap(), Config::default());
    let empty: Vec<_> = KEYS.iter().map(|key| (key.name, "")).collect();
    assert_eq!(of(&empty).unwrap(), Config::default(), "empty is unset");
    assert_eq!(of(&[("PLUGIN_NO_SUCH_KEY", "x"), ("PLUGIN_BUFFER_SIZE", "x")]).unwrap(), Config::default());
}

#[test]
fn each_key_is_understood() {
    let config = of(&[
        ("PLUGIN_HANDSHAKE_TIMEOUT", "5.5"),
        ("SUPPORTED_PROTOCOL_VERSIONS", "2, 1"),
        ("PLUGIN_LOG_LEVEL", "Warning"),
        ("PLUGIN_SERVER_TRANSPORTS", "tcp, unix"),
        ("PLUGIN_SERVER_PORT", "7777"),
        ("PLUGIN_AUTO_MTLS", "true"),
        ("PLUGIN_GRPC_GRACE_PERIOD", "0"),
        ("PLUGIN_SHUTDOWN_FILE_PATH", "/run/kv/stop"),
        ("PLUGIN_RATE_LIMIT_ENABLED", "ON"),
        ("PLUGIN_RATE_LIMIT_REQUESTS_PER_SECOND", "0.5"),
    ]);
    let expected = Config {
        start_timeout: Some(Duration::from_millis(5500)),
        served: Some(vec![2, 1]),
        log_level: Some(Level::Warn),
        tcp: Some(true),
        port: Some(7777),
        demands_tls: true,
        grace: Some(Duration::ZERO),
        shutdown_file: Some("/run/kv/stop".into()),
        rate_limit: Some(Rate { per_second: 0.5, burst: 200 }),
        ..Config::default()
    };
    assert_eq!(config.unwrap(), expected);
}

#[test]
fn what_a_key_cannot_be_is_refused() {
    const NONE: &[&str] = &["x", "-1", "NaN", "inf", "-inf", "1e400", "86401", "5 s", "0x5", " "];
    let cases: [(&'static str, &[&str]); 11] = [
        ("PLUGIN_HANDSHAKE_TIMEOUT", &[NONE, &["0", "-0", "0.0"]].concat()),
        ("PLUGIN_GRPC_GRACE_PERIOD", NONE),
        ("SUPPORTED_PROTOCOL_VERSIONS", &["x", "1,,2", "1,1", "-1", "[1, 2]", "4294967296"]),
        ("PLUGIN_LOG_LEVEL", &["loud", "3"]),
        ("PLUGIN_SERVER_TRANSPORTS", &["udp", "unix,udp", "TCP", ","]),
        ("PLUGIN_SERVER_PORT", &["99999", "-1", "65536", "http", "80.0"]),
        ("PLUGIN_AUTO_MTLS", &["false", "0", "banana", "t rue"]),
        ("PLUGIN_SERVER_NAME", &["two words", "a/b", "ä.example"]),
        ("PLUGIN_RATE_LIMIT_ENABLED", &["banana", "t", "2", "tru"]),
        ("PLUGIN_RATE_LIMIT_BURST_CAPACITY", &["0", "-1", "1.5", "4294967296"]),
        ("PLUGIN_RATE_LIMIT_REQUESTS_PER_SECOND", &["0", "-1", "NaN", "inf", "1000000001"]),
    ];
    for (name, values) in cases {
        for value in values {
            let mistake = mistake(of(&[(name, value)]));
            assert_eq!(mistake.name, name);
            assert!(!mistake.allowed.is_empty() && mistake.value == *value, "{mistake}");
        }
    }
    let odd = |name: &str| (name == "PLUGIN_LOG_LEVEL").then(|| OsString::from_vec(vec![0xff]));
    assert_eq!(mistake(Config::from_env(odd)).allowed, "text in UTF-8");
}

#[test]
fn every_mistake_of_every_source_is_told_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let text = "PLUGIN_HANDSHAKE_TIMEUOT = 5\nPLUGIN_BUFFER_SIZE = 1\nPLUGIN_SERVER_PORT = -1\nPLUGIN_LOG_LEVEL = { a = 1 }\nfoo = 1\n";
    let path = file(directory.path(), "plugin.toml", text);
    let variable = |name: &str| (name == "PLUGIN_GRPC_GRACE_PERIOD").then(|| "soon".into());
    let read = Config::reader().file(path).environment(variable).set("PLUGIN_RATE_LIMIT_ENABLED", "maybe").read();
    let all = mistakes(read);
    let told = |name: &str| &all.iter().find(|mistake| mistake.name == name).unwrap().allowed;
    assert!(told("PLUGIN_HANDSHAKE_TIMEUOT").contains("such as PLUGIN_HANDSHAKE_TIMEOUT"));
    assert!(told("PLUGIN_BUFFER_SIZE").contains("not offered"));
    assert!(told("foo").contains("docs/configuration.md"));
    for name in ["PLUGIN_SERVER_PORT", "PLUGIN_LOG_LEVEL", "PLUGIN_GRPC_GRACE_PERIOD", "PLUGIN_RATE_LIMIT_ENABLED"] {
        told(name);
    }
    assert_eq!(all.len(), 7, "{all:?}");
}

#[test]
fn code_comes_before_the_environment_and_that_before_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = file(
        directory.path(),
        "plugin.toml",
        "PLUGIN_SERVER_PORT = 1\nPLUGIN_HANDSHAKE_TIMEOUT = 1.0\nPLUGIN_GRPC_GRACE_PERIOD = 1\n\
         PLUGIN_SERVER_TRANSPORTS = [\"tcp\", \"unix\"]\nPLUGIN_RATE_LIMIT_ENABLED = true\n",
    );
    let variable = |name: &str| ["PLUGIN_SERVER_PORT", "PLUGIN_HANDSHAKE_TIMEOUT"].contains(&name).then(|| "2".into());
    // In whatever order they are named; and what does not count need not be right.
    let reader = Config::reader().set("PLUGIN_SERVER_PORT", "3").environment(variable).file(&path);
    let config = reader.read().unwrap();
    assert_eq!((config.port, config.start_timeout), (Some(3), Some(Duration::from_secs(2))));
    assert_eq!((config.grace, config.tcp), (Some(Duration::from_secs(1)), Some(true)));
    assert_eq!(config.rate_limit, Some(Rate { per_second: 100.0, burst: 200 }));
}

#[test]
fn what_a_host_tells_its_plugin_is_no_setting_in_the_environment() {
    let theirs = crate::handshake::CONTROL_VARIABLES.map(|name| (name, "banana"));
    assert_eq!(of(&theirs).unwrap(), Config::default());
    assert_eq!(of(&[("PLUGIN_CLIENT_KEY", "banana")]).unwrap(), Config::default());
    let offered = Config::reader().set("PLUGIN_PROTOCOL_VERSIONS", "3,4").read().unwrap().offered;
    assert_eq!(offered, Some(vec![3, 4]), "in a file or in code it is one");
}

#[test]
fn a_value_may_be_in_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let url = |path: &Path| format!("file://{}", path.display());
    let good = file(directory.path(), "port", "7777 \r\n\n");
    assert_eq!(of(&[("PLUGIN_SERVER_PORT", &url(&good))]).unwrap().port, Some(7777));
    let cases = [
        (url(&directory.path().join("nowhere")), "No such file"),
        (url(directory.path()), "it is no file"),
        (url(&file(directory.path(), "empty", " \n")), "it is empty"),
        (url(&file(directory.path(), "large", vec![b'1'; 1024 * 1024 + 1])), "larger than"),
        (url(&file(directory.path(), "binary", [0xff])), "not UTF-8"),
        ("file://relative".to_owned(), "not absolute"),
        (url(&file(directory.path(), "wrong", "lots")), "from 0 to 65535"),
    ];
    for (value, reason) in cases {
        let mistake = mistake(of(&[("PLUGIN_SERVER_PORT", &value)]));
        assert!(mistake.name == "PLUGIN_SERVER_PORT" && mistake.value == value, "{mistake}");
        assert!(mistake.allowed.contains(reason), "{mistake}");
    }
}

#[test]
fn a_path_may_be_written_as_one_of_a_file() {
    let set = [("PLUGIN_SHUTDOWN_FILE_PATH", "file:///run/stop"), ("PLUGIN_CLIENT_KEY_FILE", "file:///etc/host.key")];
    let config = of(&set).unwrap();
    assert_eq!(config.shutdown_file.as_deref(), Some(Path::new("/run/stop")));
    assert_eq!(config.host.key.and_then(|key| key.file).as_deref(), Some(Path::new("/etc/host.key")));
}

#[test]
fn no_secret_is_shown_wherever_it_is() {
    const MARKER: &str = "f00dcafe5ec2e7";
    let directory = tempfile::tempdir().unwrap();
    let in_file = format!("file://{}", file(directory.path(), "key", MARKER).display());
    let lines = |lines: &str| Config::reader().file(file(directory.path(), "plugin.toml", lines));
    let good = Config::reader().set("PLUGIN_CLIENT_KEY", MARKER).set("PLUGIN_SERVER_KEY", &in_file);
    let shown = format!("{good:?}");
    let config = good.read().unwrap();
    assert!(config.host.key.as_ref().is_some_and(|key| key.value == MARKER));
    assert!(config.plugin.key.as_ref().is_some_and(|key| key.value == MARKER));
    let incomplete = [&config.host, &config.plugin].map(|own| Certificates::configured(own, HOST_KEYS).unwrap_err());
    let whole = Own { chain: config.host.key.clone(), roots: config.host.key.clone(), ..config.host.clone() };
    let unusable = Certificates::configured(&whole, HOST_KEYS).unwrap_err();
    let by_path =
        Own { key: Config::reader().set("PLUGIN_CLIENT_KEY_FILE", &in_file).read().unwrap().host.key, ..whole };
    let by_path = Certificates::configured(&by_path, HOST_KEYS).unwrap_err();
    let twice = Config::reader().set("PLUGIN_CLIENT_KEY", MARKER).set("PLUGIN_CLIENT_KEY_FILE", "/k").read();
    let wrong = [
        lines(&format!("PLUGIN_SERVER_KEY = \"{MARKER}")).read(),
        lines(&format!("{MARKER}\nPLUGIN_SERVER_KEY = 1")).read(),
        lines(&format!("PLUGIN_SERVER_KEEY = \"{MARKER}\"")).read(),
        lines(&format!("PLUGIN_SERVER_KEY = {{ a = \"{MARKER}\" }}")).read(),
        lines(&format!("PLUGIN_SERVER_KEY = \"{MARKER}\"\nPLUGIN_SERVER_KEY = \"{MARKER}\"")).read(),
        lines(&format!("PLUGIN_MAGIC_COOKIE_VALUE = \"{MARKER}\"")).read(),
        twice,
        Config::reader().set("PLUGIN_AUTO_MTLS", &in_file).read(),
        Config::reader().set("PLUGIN_SERVER_PORT", &in_file).read(),
        Config::reader()
            .set(
                "PLUGIN_SERVER_NAME",
                format!("file://{}", file(directory.path(), "pem", format!("-- {MARKER}")).display()),
            )
            .read(),
    ];
    let wrong = wrong.map(|read| (format!("{read:?}"), read.unwrap_err().to_string()));
    let texts = [
        shown,
        format!("{config:?}"),
        format!("{incomplete:?}"),
        format!("{unusable:?}"),
        unusable.to_string(),
        by_path.to_string(),
    ];
    for text in texts.into_iter().chain(wrong.into_iter().flat_map(|(debug, display)| [debug, display])) {
        assert!(!text.contains(&MARKER[..8]), "{text}");
    }
}

#[test]
fn the_page_of_settings_says_what_the_code_does() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/configuration.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| `")).filter_map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((name, cells))
    });
    let mut documented: BTreeMap<&str, bool> = BTreeMap::new();
    for (name, cells) in rows {
        let [_, kind, default, end, what] = cells[..] else { panic!("five cells: {cells:?}") };
        let is_offered = end != "no";
        assert!(["host", "plugin", "both", "no"].contains(&end), "{name}: {end}");
        assert_eq!((kind.is_empty(), default.is_empty()), (!is_offered, !is_offered), "{name}: type and default");
        assert!(what.len() > 15, "{name}: how, or why not");
        assert!(documented.insert(name, is_offered).is_none(), "{name} twice");
    }
    let known: BTreeMap<_, _> = KEYS.iter().map(|key| (key.name, key.is_offered())).collect();
    assert_eq!(known.len(), KEYS.len(), "each once");
    assert_eq!(documented, known);
}
