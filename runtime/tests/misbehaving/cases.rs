//! Every way in which a launch fails that a plugin can bring about, and the code of what this crate's host then says.

use std::time::Duration;

use pintle::testing::misbehaving::{Act, Fault, Misbehaving, Moment, Reply};
use pintle::{Code, Launcher, Multiplex, Security, Status};

use super::numbers;

/// What a plugin does, what the host wants, and what comes of it: the error's code, or that all goes well.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) fake: Misbehaving,
    pub(crate) host: fn(Launcher) -> Launcher,
    pub(crate) outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fails(&'static str),
    Serves,
}

use Outcome::{Fails, Serves};

fn case(name: &'static str, fake: Misbehaving, outcome: Outcome) -> Case {
    Case { name, fake, host: |launcher| launcher, outcome }
}

impl Case {
    fn host(self, host: fn(Launcher) -> Launcher) -> Self {
        Self { host, ..self }
    }
}

pub(crate) fn cases() -> Vec<Case> {
    [before_the_line(), lines(), ends(), silences(), certificates(), control_services(), connections()]
        .into_iter()
        .flatten()
        .collect()
}

/// For what would be waited for in vain.
fn briefly(launcher: Launcher) -> Launcher {
    launcher.start_timeout(Duration::from_secs(2))
}

fn plaintext(launcher: Launcher) -> Launcher {
    launcher.security(Security::Plaintext)
}

fn prints(bytes: impl Into<Vec<u8>>) -> Misbehaving {
    numbers().at(Moment::Start, Act::Stdout(bytes.into()))
}

fn instead(text: &'static str) -> Misbehaving {
    numbers().print(move |_, _| text.as_bytes().to_vec())
}

fn before_the_line() -> Vec<Case> {
    vec![
        case("text before its line", prints("starting up…\nlistening\n"), Serves),
        case("bytes that are no text before its line", prints([0xff, 0xfe, 0, b'\n']), Serves),
        case("text before its line, without an end", prints("ready: "), Fails("handshake.timeout")).host(briefly),
        case("a very long line before its line", prints([vec![b'x'; 1 << 20], b"\n".to_vec()].concat()), Serves),
        case("a flood of stderr before its line", numbers().at(Moment::Start, flood()), Serves),
        case("its line a little late", numbers().late(Duration::from_millis(300)), Serves),
        case("its line too late", numbers().late(Duration::from_secs(60)), Fails("handshake.timeout")).host(briefly),
        case("any cookie will do", numbers().with(Fault::AnyCookie), Serves),
    ]
}

fn flood() -> Act {
    Act::Stderr([[b'x'; 99].as_slice(), b"\n"].concat().repeat(40_000))
}

fn lines() -> Vec<Case> {
    let bad = Fails("handshake.bad_line");
    let odd = |line: &pintle::Line| {
        let fields: Vec<String> = line.to_string().split('|').take(6).map(str::to_owned).collect();
        format!("{}|perhaps\n", fields.join("|")).into_bytes()
    };
    vec![
        case("half a line, and it stays", numbers().with(Fault::HalfLine), Fails("handshake.timeout")).host(briefly),
        case(
            "half a line, and it ends",
            numbers().with(Fault::HalfLine).at(Moment::Line, Act::Exit(0)),
            Fails("handshake.exited"),
        ),
        case("another core version", numbers().line(|line| line.core_version = 2), Fails("protocol.core_version")),
        case("another version", numbers().line(|line| line.version = 9), Fails("protocol.version")),
        case("another protocol", numbers().line(|line| line.protocol = "netrpc".into()), Fails("protocol.not_grpc")),
        case("another network", instead("1|1|udp|127.0.0.1:1|grpc|\n"), bad),
        case("fields that are nonsense", instead("1|one|two|three|four|five\n"), bad),
        case("three fields", instead("1|1|unix\n"), bad),
        case("a dead address", instead("1|1|unix|/nowhere/at/all|grpc|\n"), Fails("transport.connect")).host(plaintext),
        case("a seventh field that is neither", numbers().print(move |line, _| odd(line)), Serves)
            .host(|launcher| launcher.multiplex(Multiplex::Off)),
        case(
            "a seventh field that is neither, where it matters",
            numbers().print(move |line, _| odd(line)),
            Fails("protocol.no_multiplexing"),
        )
        .host(|launcher| launcher.multiplex(Multiplex::Require)),
        case("a line feed of Windows", numbers().print(|line, _| format!("{line}\r\n").into_bytes()), Serves),
    ]
}

fn ends() -> Vec<Case> {
    let exited = Fails("handshake.exited");
    vec![
        case("it exits before its line", numbers().at(Moment::Start, Act::Exit(3)), exited),
        case("it is killed before its line", numbers().at(Moment::Start, Act::Die(9)), exited),
        case("it aborts before its line", numbers().at(Moment::Start, Act::Die(6)), exited),
        // The host may be quicker than its end.
        case(
            "it exits after its line",
            numbers().at(Moment::Line, Act::Exit(0)),
            Fails("transport.connect or security.tls"),
        ),
        case(
            "it exits at the first connection",
            numbers().at(Moment::Connection(1), Act::Exit(1)),
            Fails("transport.connect or security.tls"),
        ),
        case(
            "it hangs up on the first connection",
            numbers().at(Moment::Connection(1), Act::HangUp),
            Fails("transport.connect or security.tls"),
        ),
    ]
}

fn silences() -> Vec<Case> {
    let unanswered = Fails("transport.no_answer");
    vec![
        case("no line", numbers().with(Fault::NoLine), Fails("handshake.timeout")).host(briefly),
        case(
            "no line, and stdout closed",
            numbers().with(Fault::NoLine).at(Moment::Line, Act::CloseStdout),
            Fails("handshake.stdout_closed"),
        ),
        case("it freezes before its line", numbers().at(Moment::Start, Act::Freeze), Fails("handshake.timeout"))
            .host(briefly),
        case("it freezes after its line", numbers().at(Moment::Line, Act::Freeze), unanswered).host(briefly),
        case("it never reads", numbers().at(Moment::Connection(1), Act::StopReading), unanswered).host(briefly),
        case("it closes stdout after its line", numbers().at(Moment::Line, Act::CloseStdout), Serves),
    ]
}

fn certificates() -> Vec<Case> {
    let refused = Fails("security.tls");
    vec![
        case("another certificate", numbers().with(Fault::OtherCertificate), refused),
        case("an expired certificate", numbers().with(Fault::ExpiredCertificate), refused),
        case("no TLS behind its certificate", numbers().with(Fault::Plaintext), refused),
        case("no HTTP/2 in its TLS", numbers().with(Fault::NoAlpn), refused),
        case("no certificate", numbers().with(Fault::NoCertificate), Fails("security.no_certificate")),
        case("no certificate at all", numbers().with(Fault::BadCertificate), Fails("security.bad_certificate")),
        case("a certificate", numbers().with(Fault::UnaskedCertificate), Fails("security.unexpected_certificate"))
            .host(plaintext),
        case("it takes any host", numbers().with(Fault::AnyHost), Serves),
    ]
}

fn control_services() -> Vec<Case> {
    let none = || Reply::Status(Status::new(Code::Unimplemented, "there is no such service"));
    vec![
        case("no broker", numbers().answer("plugin.GRPCBroker", none()), Serves),
        case("no stdio", numbers().answer("plugin.GRPCStdio", none()), Serves),
        case("no health", numbers().answer("grpc.health.v1.Health", none()), Serves),
        case("a broker that ends at once", numbers().answer("plugin.GRPCBroker", Reply::End), Serves),
        case("a broker that is torn", numbers().answer("plugin.GRPCBroker", Reply::Reset), Serves),
        case("a broker that talks nonsense", numbers().answer("plugin.GRPCBroker", Reply::Bytes(vec![7; 99])), Serves),
        case("stdio that talks nonsense", numbers().answer("plugin.GRPCStdio", Reply::Bytes(vec![7; 99])), Serves),
        case(
            "health that never answers",
            numbers().answer("grpc.health.v1.Health", Reply::Silence),
            Fails("transport.no_answer"),
        )
        .host(briefly),
    ]
}

fn connections() -> Vec<Case> {
    vec![
        case("a flood of stdout after its line", numbers().at(Moment::Line, Act::Stdout(vec![b'x'; 8 << 20])), Serves),
        case("a flood of stderr after its line", numbers().at(Moment::Line, flood()), Serves),
        case("a child left behind", numbers().at(Moment::Line, Act::LeaveChild), Serves),
    ]
}
