//! What a plugin inherits, and what not (wire.md E1, E11).

use std::process::Stdio;

use kv::{Kv as _, KvClient};
use pintle::{Code, Multiplex, Security};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::Command;

use crate::harness::{PROBE, command, launcher};
use crate::process::HOLDER;
use crate::started::soon;
use crate::tls::{Identity, Profile};

// D6, E11: not even where somebody has set it on the command.
#[tokio::test]
async fn a_certificate_of_another_launch_does_not_secure_this_one() {
    let mut probe = command(PROBE);
    probe.env("PLUGIN_CLIENT_CERT", Identity::new(Profile::P256).pem()).env("PLUGIN_MULTIPLEX_GRPC", "true");
    let launcher = launcher(probe).0.security(Security::Plaintext).multiplex(Multiplex::Off);
    let plugin = launcher.launch().await.unwrap();
    assert_eq!((plugin.tls(), plugin.is_multiplexed()), (None, false));
    let kv: KvClient = plugin.client();
    for name in ["PLUGIN_CLIENT_CERT", "PLUGIN_MULTIPLEX_GRPC"] {
        assert_eq!(kv.get(format!("env:{name}")).await.unwrap_err().code(), Code::NotFound, "{name}");
    }
}

// TestClient_Stdin.
#[tokio::test]
async fn a_plugin_reads_the_stdin_of_its_host() {
    let folder = tempfile::tempdir().unwrap();
    let heard = folder.path().join("heard");
    let mut holder = Command::from(command(HOLDER));
    holder.args(["sh", "-c", &format!("head -c 6 > {}; exec {PROBE}", heard.display())]).env("HOLDER_STDIN", "1");
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut stdin = holder.stdin.take().unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    stdin.write_all(b"hello\n").await.unwrap();
    let ready = soon(lines.next_line()).await.unwrap().unwrap();
    assert!(ready.starts_with("ready "), "{ready}");
    assert_eq!(std::fs::read_to_string(&heard).unwrap(), "hello\n");
    stdin.write_all(b"end\n").await.unwrap();
    let ended = soon(lines.next_line()).await.unwrap();
    assert_eq!(ended.as_deref(), Some("ended exit status: 0 after Shutdown"));
}
