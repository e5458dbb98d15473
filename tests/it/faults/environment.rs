//! What a plugin finds in its environment (wire.md E9 to E11, U12), and what no variable can do.

use std::collections::HashMap;

use crate::harness::{PROBE, command};
use crate::process::{HOLDER, Holder};
use crate::started::Started;
use crate::tls::{Identity, Profile};

/// The variables that a process was started with.
fn variables(process: u32) -> HashMap<String, String> {
    let bytes = std::fs::read(format!("/proc/{process}/environ")).unwrap();
    let entries = bytes.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    entries.filter_map(|entry| entry.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
}

/// Those of a plugin whose host has these.
async fn inherited(host: &[(&str, &str)]) -> HashMap<String, String> {
    let holder = Holder::of_probe(host).await;
    variables(holder.plugin)
}

#[tokio::test]
async fn the_plugins_own_variables_win_over_those_of_its_host() {
    for inherits in [None, Some(""), Some("FAULTS_SHARED")] {
        let mut host = vec![("FAULTS_SHARED", "host"), ("HOLDER_OWN", "FAULTS_SHARED=plugin")];
        host.extend(inherits.map(|names| ("HOLDER_ENV", names)));
        assert_eq!(inherited(&host).await["FAULTS_SHARED"], "plugin", "{inherits:?}");
    }
}

// E11, D6: the host is a plugin itself, and was secured; its own plugin is not.
#[tokio::test]
async fn a_plugin_without_tls_gets_no_certificate_of_an_outer_hosts() {
    let stale = Identity::new(Profile::P256).pem();
    let found = inherited(&[("PLUGIN_CLIENT_CERT", &stale), ("HOLDER_PLAINTEXT", "1")]).await;
    assert_eq!(found.get("PLUGIN_CLIENT_CERT"), None);
}

// pyvider hands its private key on (3.1, 29).
#[tokio::test]
async fn a_plugin_does_not_inherit_its_hosts_private_key() {
    let found = inherited(&[("PLUGIN_CLIENT_KEY", "secret"), ("PLUGIN_CLIENT_KEY_FILE", "/k")]).await;
    assert_eq!((found.get("PLUGIN_CLIENT_KEY"), found["PLUGIN_CLIENT_KEY_FILE"].as_str()), (None, "/k"));
    let own = inherited(&[("HOLDER_OWN", "PLUGIN_CLIENT_KEY=its own")]).await;
    assert_eq!(own["PLUGIN_CLIENT_KEY"], "its own", "where its command has one, that is meant");
}

// What a host of pyvider's takes for "no TLS".
#[tokio::test]
async fn no_variable_turns_tls_off() {
    for word in ["flase", "false", "0", "no"] {
        let output = command(HOLDER).arg(PROBE).env("PLUGIN_AUTO_MTLS", word).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && told.contains(&format!("PLUGIN_AUTO_MTLS is \"{word}\"")), "{told}");
    }
    for word in ["true", ""] {
        assert!(inherited(&[("PLUGIN_AUTO_MTLS", word)]).await.contains_key("PLUGIN_CLIENT_CERT"));
    }
}

#[tokio::test]
async fn a_variable_that_is_neither_yes_nor_no_is_refused() {
    for word in ["yes", "maybe", "FALSCH"] {
        let refused = Started::probe(&[("PLUGIN_MULTIPLEX_GRPC", word)]).await.unwrap_err();
        assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
        let told = refused.stderr;
        assert!(told.contains(&format!("PLUGIN_MULTIPLEX_GRPC is \"{word}\"")), "{told}");
        assert!(told.contains("[config.invalid]"), "{told}");
    }
}

// L3: an old Go host takes what is behind the sixth field for a part of it.
#[tokio::test]
async fn a_host_that_offers_nothing_gets_six_fields_and_no_certificate() {
    let plugin = Started::probe(&[]).await.unwrap();
    let line = plugin.line.to_string();
    assert_eq!((line.matches('|').count(), line.ends_with("|grpc|")), (5, true), "{line}");
}
