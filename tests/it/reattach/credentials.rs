//! What proves a host to its plugin, beyond the host's life (wire.md T13): a file for one user's eyes.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Error, Plugin, Security, SecurityError};

use super::{attach, folder, plain};
use crate::harness::{PROBE, attacher, command, launcher};

async fn secured() -> Plugin {
    launcher(command(PROBE)).0.security(Security::MutualTls).launch().await.unwrap()
}

async fn attach_with(plugin: &Plugin, credentials: &Path) -> Result<Plugin, Error> {
    attacher(service::HANDSHAKE, plugin.reattach()).0.credentials(credentials).attach().await
}

#[tokio::test]
async fn saved_credentials_are_for_their_owner_alone_and_prove_the_next_host() {
    let (plugin, folder) = (secured().await, folder());
    let path = folder.path().join("credentials");
    plugin.save_credentials(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    let next = attach_with(&plugin, &path).await.unwrap();
    assert_eq!(next.tls(), plugin.tls());
    let kv: KvClient = next.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    // Of an attached one they can be saved as well.
    let again = folder.path().join("again");
    next.save_credentials(&again).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(&again).unwrap());
}

#[tokio::test]
async fn without_credentials_a_secured_plugin_says_so() {
    let plugin = secured().await;
    let refused = attach(plugin.reattach()).await.err().unwrap();
    assert!(matches!(&refused, Error::Security(SecurityError::NoCredentials { .. })), "{refused}");
    assert!(refused.hint().contains("save_credentials"), "{refused}");
}

#[tokio::test]
async fn credentials_of_another_launch_are_refused_by_both_ends() {
    let (plugin, other, folder) = (secured().await, secured().await, folder());
    let (own, foreign) = (folder.path().join("own"), folder.path().join("foreign"));
    plugin.save_credentials(&own).unwrap();
    other.save_credentials(&foreign).unwrap();
    // The other plugin's certificate.
    let refused = attach_with(&plugin, &foreign).await.unwrap_err();
    assert!(matches!(&refused, Error::Security(SecurityError::Tls { .. })), "{refused}");
    // The right plugin's certificate, with a key that it does not know.
    let [key, certificate, _] = blocks(&foreign);
    let [.., plugins] = blocks(&own);
    let mixed = folder.path().join("mixed");
    write(&mixed, &[key, certificate, plugins].concat(), 0o600);
    let refused = attach_with(&plugin, &mixed).await.unwrap_err();
    assert!(matches!(&refused, Error::Security(SecurityError::Tls { .. })), "{refused}");
    attach_with(&plugin, &own).await.unwrap();
}

#[tokio::test]
async fn a_plugin_without_tls_has_none_to_save_and_takes_none() {
    let (plugin, secured, folder) = (plain().await, secured().await, folder());
    let path = folder.path().join("credentials");
    let refused = plugin.save_credentials(&path).unwrap_err();
    assert!(matches!(refused, Error::Security(SecurityError::NotSecured)));
    assert!(!path.exists());
    secured.save_credentials(&path).unwrap();
    let refused = attach_with(&plugin, &path).await.unwrap_err();
    assert!(matches!(&refused, Error::Security(SecurityError::Tls { .. })), "{refused}");
}

#[tokio::test]
async fn nothing_that_is_there_is_written_over_or_followed() {
    let (plugin, folder) = (secured().await, folder());
    let at = |name: &str| folder.path().join(name);
    write(&at("file"), "mine", 0o600);
    symlink(at("file"), at("link")).unwrap();
    symlink(at("nothing"), at("dangling")).unwrap();
    for name in ["file", "link", "dangling", "no/such/folder"] {
        let refused = plugin.save_credentials(at(name)).unwrap_err();
        assert!(matches!(&refused, Error::Security(SecurityError::Credentials { action: "saved", .. })), "{refused}");
    }
    assert_eq!(std::fs::read(at("file")).unwrap(), b"mine");
    assert!(!at("nothing").exists());
}

#[tokio::test]
async fn credentials_that_others_may_know_are_not_used() {
    let (plugin, folder) = (secured().await, folder());
    let at = |name: &str| folder.path().join(name);
    plugin.save_credentials(at("file")).unwrap();
    symlink(at("file"), at("link")).unwrap();
    let fifo = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, at("fifo"), rustix::fs::FileType::Fifo, fifo, 0).unwrap();
    let exposed = async |name: &str| match attach_with(&plugin, &at(name)).await.unwrap_err() {
        Error::Security(SecurityError::CredentialsExposed { reason, .. }) => reason,
        other => panic!("{name}: {other}"),
    };
    assert_eq!(exposed("link").await, "it is a link");
    assert_eq!(exposed("fifo").await, "it is no file");
    for mode in [0o640, 0o604, 0o620, 0o602, 0o601, 0o644] {
        std::fs::set_permissions(at("file"), std::fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(exposed("file").await, "others than its owner may read it", "{mode:o}");
    }
    for mode in [0o600, 0o400] {
        std::fs::set_permissions(at("file"), std::fs::Permissions::from_mode(mode)).unwrap();
        attach_with(&plugin, &at("file")).await.unwrap();
    }
}

#[tokio::test]
async fn a_file_that_holds_no_credentials_says_what_is_missing() {
    let (plugin, folder) = (secured().await, folder());
    let path = folder.path().join("credentials");
    plugin.save_credentials(&path).unwrap();
    let [key, host, plugins] = blocks(&path);
    let broken = plugins.replacen("MII", "!!!", 1);
    let cases = [
        (String::new(), "private key"),
        (format!("{host}{plugins}"), "private key"),
        (format!("{key}{host}"), "two certificates"),
        (format!("{key}{host}{plugins}{host}"), "two certificates"),
        (format!("{key}{host}{broken}"), "not PEM"),
    ];
    for (at, (text, told)) in cases.into_iter().enumerate() {
        let path = folder.path().join(at.to_string());
        write(&path, &text, 0o600);
        let refused = attach_with(&plugin, &path).await.unwrap_err();
        let Error::Security(SecurityError::Credentials { action: "read", source, .. }) = &refused else {
            panic!("{refused}")
        };
        assert!(source.to_string().contains(told), "{source}");
    }
}

/// The three blocks of the file: the key, the host's certificate, the plugin's.
fn blocks(path: &Path) -> [String; 3] {
    let text = std::fs::read_to_string(path).unwrap();
    let blocks: Vec<String> =
        text.split_inclusive("-----\n").collect::<Vec<_>>().chunks(2).map(<[_]>::concat).collect();
    blocks.try_into().unwrap()
}

fn write(path: &Path, text: &str, mode: u32) {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
