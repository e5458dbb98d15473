//! For each check of the conformance suite, the plugin that fails it and no other.

use std::path::Path;
use std::sync::Arc;

use pintle::testing::misbehaving::{Act, Fault, Misbehaving, Moment, Reply, Variables};
use pintle::{Address, Code, Status};

use super::suite::good;

/// All of them, by the names of the checks.
pub(super) fn failing() -> Vec<(&'static str, Misbehaving)> {
    [
        handshake(),
        cookie(),
        versions(),
        connections(),
        services(),
        tls(),
        sizes(),
        output(),
        mux(),
        ends(),
        environment(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn handshake() -> Vec<(&'static str, Misbehaving)> {
    let changed = |from: &'static str, to: &'static str| {
        good().print(move |line, _| format!("{line}\n").replacen(from, to, 1).into_bytes())
    };
    let plain = |variables: &Variables| !variables.contains_key("PLUGIN_MULTIPLEX_GRPC");
    vec![
        ("handshake-time", good().with(Fault::NoLine)),
        ("handshake-line", good().at(Moment::Start, Act::Stdout(b"hello\n".to_vec()))),
        ("handshake-newline", good().print(|line, _| line.to_string().into_bytes())),
        ("handshake-core", good().line(|line| line.core_version = 2)),
        ("handshake-version", good().line(|line| line.version = 9)),
        ("handshake-network", changed("|unix|", "|udp|")),
        ("handshake-protocol", good().line(|line| line.protocol = "netrpc".into())),
        ("handshake-certificate", good().with(Fault::UnaskedCertificate)),
        ("handshake-fields", good().print(|line, _| format!("{line}|true\n").into_bytes()).only(plain)),
        ("handshake-reachable", good().line(|line| line.address = Address::Unix("/nowhere/at/all".into()))),
        ("handshake-answers", good().at(Moment::Connection(2), Act::HangUp)),
        (
            "handshake-private",
            good().with(Fault::OpenSocket).only(|variables| !variables.contains_key("PLUGIN_UNIX_SOCKET_GROUP")),
        ),
    ]
}

fn cookie() -> Vec<(&'static str, Misbehaving)> {
    let wrong = |variables: &Variables| variables.get("NUMBERS").is_some_and(|cookie| cookie != "4711");
    let missing = |variables: &Variables| !variables.contains_key("NUMBERS");
    let refused = move |variables: &Variables| wrong(variables) || missing(variables);
    let says = Act::Stderr(b"I am a plugin\n".to_vec());
    vec![
        ("cookie-wrong", good().with(Fault::AnyCookie).only(wrong)),
        ("cookie-missing", good().with(Fault::AnyCookie).only(missing)),
        ("cookie-code", good().at(Moment::Start, says).at(Moment::Start, Act::Exit(3)).only(refused)),
        ("cookie-message", good().at(Moment::Start, Act::Exit(1)).only(refused)),
    ]
}

fn offered(variables: &Variables) -> Vec<&str> {
    let offered = variables.get("PLUGIN_PROTOCOL_VERSIONS").map_or("", String::as_str);
    offered.split(',').filter(|version| !version.is_empty()).collect()
}

fn versions() -> Vec<(&'static str, Misbehaving)> {
    let dies = || good().at(Moment::Start, Act::Exit(1));
    let has = |variables: &Variables, version: &str| offered(variables).contains(&version);
    let is_number = |version: &&str| version.parse::<u32>().is_ok();
    let unknown = move |variables: &Variables| {
        let offered = offered(variables);
        !offered.is_empty() && offered.iter().all(is_number) && !has(variables, "1") && !has(variables, "2")
    };
    vec![
        ("versions-each", good().line(|line| line.version = 2).only(|variables| offered(variables) == ["1"])),
        (
            "versions-newest",
            good().line(|line| line.version = 1).only(move |variables| {
                has(variables, "1") && has(variables, "2") && offered(variables).iter().all(is_number)
            }),
        ),
        ("versions-unknown", dies().only(unknown)),
        (
            "versions-unsaid",
            dies().only(|variables| offered(variables).is_empty() && variables.contains_key("NUMBERS")),
        ),
        ("versions-garbage", dies().only(move |variables| !offered(variables).iter().all(is_number))),
    ]
}

fn connections() -> Vec<(&'static str, Misbehaving)> {
    let plain = |variables: &Variables| {
        !variables.contains_key("PLUGIN_MULTIPLEX_GRPC") && !variables.contains_key("PLUGIN_CLIENT_CERT")
    };
    vec![
        ("connections-again", good().with(Fault::OneConnection).only(plain)),
        ("connections-aborted", good().at(Moment::Connection(3), Act::Exit(1)).only(plain)),
        ("connections-idle", good().with(Fault::OneAtATime).only(plain)),
        ("connections-garbage", good().at(Moment::Noise, Act::Exit(1)).only(plain)),
    ]
}

fn unimplemented() -> Reply {
    Reply::Status(Status::new(Code::Unimplemented, "there is no such service"))
}

/// A message of gRPC, not compressed.
fn framed(message: &[u8]) -> Vec<u8> {
    [&[0][..], &u32::try_from(message.len()).unwrap().to_be_bytes(), message].concat()
}

/// The service's answers with another name in the place of one.
fn renamed(from: &'static str, to: &'static str) -> Reply {
    assert_eq!(from.len(), to.len(), "lengths are in the messages, too");
    Reply::changed(move |answer| {
        let mut answer = answer.to_vec();
        let names = answer.len().min(LARGEST_LIST);
        while let Some(at) = answer[..names].windows(from.len()).position(|name| name == from.as_bytes()) {
            answer[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        answer
    })
}

/// Larger answers have no list of interest: they repeat megabytes of their question.
const LARGEST_LIST: usize = 4096;

fn services() -> Vec<(&'static str, Misbehaving)> {
    const CHECK: &str = "/grpc.health.v1.Health/Check";
    const REFLECTION: &str = "grpc.reflection.v1.ServerReflection";
    const SERVING: &[u8] = &[8, 1];
    const NOT_SERVING: &[u8] = &[8, 2];
    // Field 1 of the question is the service's name.
    let ailing = Reply::to(|question| match question {
        [] => Reply::Bytes(framed(NOT_SERVING)),
        question if question.starts_with(b"\x0a\x06plugin") => Reply::Bytes(framed(SERVING)),
        _ => Reply::Status(Status::new(Code::NotFound, "who is that?")),
    });
    let two_kib = [&[8, 1, 0x12, 0x80, 0x10][..], &[b'x'; 2048]].concat();
    vec![
        ("health-plugin", good().answer(CHECK, Reply::Bytes(framed(NOT_SERVING)))),
        ("health-whole", good().answer(CHECK, ailing)),
        ("health-unknown", good().answer(CHECK, Reply::Bytes(framed(SERVING)))),
        ("health-watch", good().answer("/grpc.health.v1.Health/Watch", unimplemented())),
        ("reflection-v1", good().answer("grpc.reflection.v1.ServerReflection", unimplemented())),
        ("reflection-v1alpha", good().answer("grpc.reflection.v1alpha.ServerReflection", unimplemented())),
        // Names as long as those in the place of which they are.
        ("reflection-control", good().answer(REFLECTION, renamed("plugin.GRPCController", "grpc.health.v1.Health"))),
        ("reflection-descriptions", good().answer(REFLECTION, renamed("numbers.v1.Numbers", "numbers.v1.Letters"))),
        ("stdio-stream", good().answer("plugin.GRPCStdio", unimplemented())),
        ("stdio-frames", good().answer("plugin.GRPCStdio", Reply::Open(framed(&two_kib)))),
        ("broker-stream", good().answer("plugin.GRPCBroker", unimplemented())),
        ("broker-unknown", good().answer("plugin.GRPCBroker", Reply::EndAfter(2))),
    ]
}

fn tls() -> Vec<(&'static str, Misbehaving)> {
    let plain = |variables: &Variables| !variables.contains_key("PLUGIN_MULTIPLEX_GRPC");
    let small = |variables: &Variables| variables.get("PLUGIN_CLIENT_CERT").is_some_and(|pem| pem.len() < P521);
    vec![
        ("tls-certificate", good().with(Fault::NoCertificate)),
        ("tls-host", good().with(Fault::OtherCertificate)),
        ("tls-names", good().with(Fault::ExpiredCertificate)),
        ("tls-uses", good().with(Fault::ServerCertificate)),
        ("tls-nobody", good().with(Fault::NamelessHosts)),
        ("tls-stranger", good().with(Fault::StrangeHosts).only(plain)),
        ("tls-namesake", good().with(Fault::NamesakeHosts).only(plain)),
        ("tls-plaintext", good().with(Fault::AlsoPlaintext)),
        ("tls-alpn", good().with(Fault::NoAlpn)),
        ("tls-alpn-missing", good().with(Fault::AnyAlpn)),
        ("tls-unreadable", good().with(Fault::IgnoresBadHosts)),
        ("tls-curve", good().at(Moment::Start, Act::Exit(1)).only(small)),
        ("tls-older", good().with(Fault::OnlyTls13)),
    ]
}

/// A certificate with a key like those of go-plugin is longer than this in PEM.
const P521: usize = 750;

fn sizes() -> Vec<(&'static str, Misbehaving)> {
    const MIB: u64 = 1 << 20;
    let taken = |limit| good().at(Moment::Received(limit * MIB), Act::HangUp);
    let sent = |limit| good().at(Moment::Sent(limit * MIB), Act::HangUp);
    vec![
        ("sizes-3-mib-in", taken(2)),
        ("sizes-5-mib-in", taken(4)),
        ("sizes-16-mib-in", taken(10)),
        ("sizes-3-mib-out", sent(2)),
        ("sizes-16-mib-out", sent(10)),
    ]
}

fn output() -> Vec<(&'static str, Misbehaving)> {
    let logs = |line: String| good().at(Moment::Line, Act::Stderr(format!("{line}\n").into_bytes()));
    let long = "x".repeat(70_000);
    vec![
        ("stdio-clean", good().at(Moment::Line, Act::Stdout(b"progress: 1 %\n".to_vec()))),
        ("logs-crash", logs(r#"{"@level":"info","@message":7}"#.into())),
        ("logs-times", logs(r#"{"@level":"info","@message":"x","@timestamp":"yesterday"}"#.into())),
        ("logs-length", logs(format!(r#"{{"@level":"info","@message":"{long}"}}"#))),
    ]
}

fn mux() -> Vec<(&'static str, Misbehaving)> {
    let asked = |variables: &Variables| variables.get("PLUGIN_MULTIPLEX_GRPC").is_some_and(|asked| asked == "true");
    let is_secured = |variables: &Variables| variables.contains_key("PLUGIN_CLIENT_CERT");
    let hangs_up = || good().at(Moment::Connection(1), Act::HangUp);
    let both = Arc::new(move |variables: &Variables| asked(variables) && is_secured(variables));
    let secured = Arc::clone(&both);
    vec![
        ("mux-field", good().line(|line| line.multiplex = Some("perhaps".into())).only(asked)),
        ("mux-session", hangs_up().only(move |variables| asked(variables) && !is_secured(variables))),
        ("mux-again", good().with(Fault::OneStream)),
        ("mux-tls", hangs_up().only(move |variables| both(variables))),
        (
            "mux-stranger",
            good().with(Fault::StrangeHosts).with(Fault::NamesakeHosts).only(move |variables| secured(variables)),
        ),
        (
            "mux-off",
            hangs_up().only(|variables| variables.get("PLUGIN_MULTIPLEX_GRPC").is_some_and(|asked| asked == "false")),
        ),
    ]
}

fn ends() -> Vec<(&'static str, Misbehaving)> {
    vec![
        ("shutdown-exits", good().with(Fault::StaysAfterShutdown)),
        ("shutdown-code", good().ends_with(3)),
        ("shutdown-socket", good().at(Moment::Shutdown, Act::Exit(0))),
        ("shutdown-streams", good().at(Moment::Shutdown, Act::LeaveChild)),
        ("shutdown-children", good().at(Moment::Shutdown, Act::LeaveIdleChild)),
        ("signals-int", good().with(Fault::EndsAtInterrupt)),
        ("signals-term", good().with(Fault::StaysAfterTerminate)),
        ("signals-term-socket", good().at(Moment::Terminate, Act::Die(15))),
        ("signals-orphan", good().with(Fault::StaysAfterHost)),
    ]
}

fn environment() -> Vec<(&'static str, Misbehaving)> {
    let lost = |variables: &Variables| {
        variables.get("PLUGIN_UNIX_SOCKET_DIR").is_some_and(|directory| !Path::new(directory).exists())
    };
    let no_port = |variables: &Variables| {
        variables.get("PLUGIN_MIN_PORT").is_some_and(|port| !port.is_empty() && port.parse::<u16>().is_err())
    };
    let there = move |variables: &Variables| !lost(variables) && !variables.contains_key("PLUGIN_UNIX_SOCKET_GROUP");
    vec![
        ("environment-directory", good().with(Fault::OwnDirectory).only(there)),
        ("environment-group", good().with(Fault::OwnGroup)),
        ("environment-directory-missing", good().with(Fault::OwnDirectory).only(lost)),
        ("environment-ports", good().at(Moment::Start, Act::Exit(1)).only(no_port)),
    ]
}
