//! The scripted host: it says what it is told to, shows what it sees, and leaves nothing.

use std::process::Command;
use std::time::Duration;

use pintle::testing::host::{Approach, Heard, Host, Identity, NoLine, Signal};
use pintle::{Address, Code};

const PATIENCE: Duration = Duration::from_secs(10);
const SHUTDOWN: &str = "/plugin.GRPCController/Shutdown";

fn store() -> Host {
    Host::new(Command::new(env!("CARGO_BIN_EXE_disk"))).cookie("BASIC_PLUGIN", "hello").versions([1])
}

fn shell(script: &str) -> Host {
    let mut command = Command::new("sh");
    command.args(["-c", script]).env("PLUGIN_CLIENT_CERT", "inherited").env("PLUGIN_MULTIPLEX_GRPC", "true");
    Host::new(command)
}

#[tokio::test]
async fn a_plugin_gets_the_variables_that_were_told_and_no_others() {
    let mut plugin = shell("env | grep ^PLUGIN_ | sort").versions([3, 1]).without("PLUGIN_MIN_PORT").start().unwrap();
    plugin.ended(PATIENCE).await.unwrap();
    assert!(plugin.stdout().ended(PATIENCE).await);
    assert_eq!(plugin.stdout().text(), "PLUGIN_MAX_PORT=25000\nPLUGIN_PROTOCOL_VERSIONS=3,1\n");
}

#[tokio::test]
async fn a_host_sees_the_line_and_calls_in_bytes() {
    let mut plugin = store().start().unwrap();
    let line = plugin.line(PATIENCE).await.unwrap();
    assert_eq!((line.core_version, line.version, line.protocol.as_str()), (1, 1, "grpc"));
    let connection = plugin.connect(&line.address, &Approach::plaintext()).await.unwrap();
    let health = connection.call("/grpc.health.v1.Health/Check", &b"\x0a\x06plugin"[..]).await.unwrap();
    assert_eq!((health.end, &health.messages[0][..]), (Ok(()), &b"\x08\x01"[..]));
    let nothing = connection.call("/no.such.Service/Method", "").await.unwrap();
    assert_eq!(nothing.end.unwrap_err().code(), Code::Unimplemented);
    let mut stdio = connection.open_call("/plugin.GRPCStdio/StreamStdio").unwrap();
    stdio.tell("");
    assert!(connection.call(SHUTDOWN, "").await.unwrap().end.is_ok());
    assert!(matches!(stdio.next().await, Ok(Heard::End(_)) | Err(_)));
    assert!(plugin.ended(PATIENCE).await.unwrap().success());
}

#[tokio::test]
async fn only_the_host_that_was_told_of_gets_in() {
    let host = Identity::like_go().unwrap();
    let mut plugin = store().certificate(&host).start().unwrap();
    let line = plugin.line(PATIENCE).await.unwrap();
    let asks = async |approach: Approach| {
        let connection = plugin.connect(&line.address, &approach).await?;
        connection.call("/grpc.health.v1.Health/Check", "").await.map(|_| connection.certificate().map(<[u8]>::to_vec))
    };
    let shown = asks(Approach::showing(&host)).await.unwrap();
    assert_eq!(shown, line.certificate);
    assert!(asks(Approach::showing(&host).older()).await.is_ok());
    let strangers = [Identity::like_go().unwrap(), Identity::of_p256().unwrap(), host.namesake().unwrap()];
    let strangers = strangers.iter().map(Approach::showing);
    for approach in strangers.chain([Approach::tls(), Approach::plaintext(), Approach::showing(&host).without_alpn()]) {
        assert!(asks(approach.clone()).await.is_err(), "{approach:?}");
    }
}

#[tokio::test]
async fn a_session_has_many_connections() {
    let mut plugin = store().multiplex().start().unwrap();
    let line = plugin.line(PATIENCE).await.unwrap();
    assert_eq!(line.multiplex.as_deref(), Some("true"));
    let session = plugin.session(&line.address).await.unwrap();
    for _ in 0..3 {
        let connection = session.connect(&Approach::plaintext()).await.unwrap();
        assert!(connection.call("/grpc.health.v1.Health/Check", "").await.unwrap().end.is_ok());
    }
}

#[tokio::test]
async fn what_is_no_line_is_shown_as_it_is() {
    let mut silent = shell("printf 1\\|1; exec sleep 60").start().unwrap();
    let missing = silent.line(Duration::from_millis(300)).await.unwrap_err();
    assert!(matches!(&missing, NoLine::Silent { start, .. } if start == "1|1"), "{missing}");
    let mut brief = shell("printf half").start().unwrap();
    assert!(matches!(brief.line(PATIENCE).await.unwrap_err(), NoLine::Ended { start } if start == "half"));
    let mut chatty = shell("echo hello; exec sleep 60").start().unwrap();
    assert_eq!(chatty.first_line(PATIENCE).await.unwrap(), "hello\n");
    assert!(matches!(chatty.line(PATIENCE).await.unwrap_err(), NoLine::Other { text, .. } if text == "hello\n"));
}

#[tokio::test]
async fn nothing_is_left_of_a_host_that_is_dropped() {
    let mut plugin = store().start().unwrap();
    let line = plugin.line(PATIENCE).await.unwrap();
    let Address::Unix(socket) = line.address else { panic!("a socket was expected") };
    let (pid, directory) = (plugin.pid(), plugin.directory().to_owned());
    plugin.signal(Signal::Stop).unwrap();
    drop(plugin);
    assert!(!socket.exists() && !directory.exists());
    let gone = std::fs::read_to_string(format!("/proc/{pid}/stat")).map_or(true, |stat| stat.contains(") Z "));
    assert!(gone, "process {pid} is still there");
}

#[tokio::test]
async fn those_that_a_plugin_leaves_behind_are_seen_and_ended() {
    let mut plugin = shell("sleep 60 & exit 0").start().unwrap();
    assert!(plugin.ended(PATIENCE).await.unwrap().success());
    assert!(!plugin.stdout().ended(Duration::from_millis(100)).await, "the child has its stdout");
    assert_eq!(plugin.left_behind(Duration::from_millis(100)).await.len(), 1);
}
