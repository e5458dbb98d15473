//! What holds for every error: a name, a way out, and the cause behind it.

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::handshake::{LineError, ReattachError};
use crate::status::{Code, Status};

/// One of each, and whether something caused it.
fn all() -> Vec<(Failure, bool)> {
    let call = [
        (CallError::Status(Status::new(Code::NotFound, "gone")), false),
        (CallError::PluginExited { last_words: words() }, false),
        (CallError::Disconnected { source: Arc::new(cause()) }, true),
        (CallError::Layer { source: Arc::new(cause()) }, true),
        (CallError::LetGo { service: "kv.v1.Watcher", by: "host" }, false),
        (CallError::NotRunning { waited: Duration::from_secs(10) }, false),
        (CallError::GaveUp { reason: "it was started anew 10 times within 60s".to_owned() }, false),
        (CallError::Stopped, false),
    ];
    let broker = broker().map(|(error, caused)| (error.into(), caused));
    let call = call.into_iter().chain(broker).map(|(error, caused)| (Failure::Call(error), caused));
    let other = config().into_iter().chain(transport()).chain(handshake()).chain(protocol()).chain(security());
    call.chain(other.map(|(error, caused)| (Failure::Other(error), caused))).collect()
}

fn broker() -> [(BrokerError, bool); 9] {
    let (side, id) = ("plugin", 1);
    let foreign = BrokerError::ForeignAddress { side, id, address: "tcp 192.0.2.1:1".into(), reason: "far".into() };
    [
        (BrokerError::Absent { side }, false),
        (BrokerError::Over { side }, false),
        (BrokerError::NoAnswer { side, id, after: Duration::ZERO }, false),
        (BrokerError::Refused { side, id, reason: "no".into() }, false),
        (foreign, false),
        (BrokerError::Connect { side, id, source: Arc::new(cause()) }, true),
        (BrokerError::Untrusted { side, id, fault: CertificateFault::Expired, source: Arc::new(cause()) }, true),
        (BrokerError::Listen { id, source: Arc::new(ConfigError::Runtime(cause()).into()) }, true),
        (BrokerError::InUse { id }, false),
    ]
}

fn config() -> Vec<(Error, bool)> {
    let all = vec![
        (ConfigError::EmptyCookie, false),
        (ConfigError::NotLaunchedByHost { key: "K".into(), seen: "not set" }, false),
        (ConfigError::CommandNotCarried { program: "./kv".into() }, false),
        (ConfigError::NoVersions, false),
        (
            ConfigError::Invalid { mistakes: vec![Mistake::new("PLUGIN_MULTIPLEX_GRPC", "banana", "true or false")] },
            false,
        ),
        (ConfigError::UnknownGroup { group: "g".into() }, false),
        (ConfigError::Reattach(ReattachError::Json(CAUSE.to_owned())), true),
        (ConfigError::NotChecked { pid: 7 }, false),
        (ConfigError::Runtime(cause()), true),
        (ConfigError::Descriptor { reason: "twice".into() }, false),
        (ConfigError::UnknownMethods { unknown: vec!["/a/B".into()], served: vec!["/a/A".into()] }, false),
    ];
    all.into_iter().map(|(error, caused)| (error.into(), caused)).collect()
}

fn transport() -> Vec<(Error, bool)> {
    let (program, address) = (PathBuf::from("./kv"), "/tmp/s".to_owned());
    let all = vec![
        (TransportError::ProgramNotFound { program: program.clone(), source: cause() }, true),
        (TransportError::WorkingDirectory { directory: program.clone(), source: cause() }, true),
        (TransportError::InterpreterNotFound { program: program.clone(), source: cause() }, true),
        (TransportError::NotExecutable { program: program.clone(), source: cause() }, true),
        (TransportError::WrongArchitecture { program: program.clone(), source: cause() }, true),
        (TransportError::Spawn { program: program.clone(), source: cause() }, true),
        (TransportError::SocketDirectory { parent: program.clone(), source: cause() }, true),
        (TransportError::PathTooLong { path: program, limit: 107 }, false),
        (TransportError::NoSocket { path: "/tmp/s".into(), source: cause() }, true),
        (TransportError::NotBuilt { program: "echo".into(), reason: "no such package".into() }, false),
        (TransportError::Bind { address: address.clone(), source: cause() }, true),
        (TransportError::Connect { address: address.clone(), source: cause(), last_words: words() }, true),
        (TransportError::StillServing { after: Duration::ZERO }, false),
        (TransportError::NoAnswer { address: address.clone(), after: Duration::ZERO, last_words: words() }, false),
        (TransportError::Http2 { address, source: cause().into(), last_words: words() }, true),
        (TransportError::ProcessNotFound { pid: 1, address: "/tmp/s".to_owned(), source: cause() }, true),
        (TransportError::NotEnded { pid: 1, after: Duration::ZERO }, false),
        (TransportError::Process { action: "signalled", source: cause() }, true),
        (TransportError::Descriptors { action: "taken", source: cause() }, true),
    ];
    all.into_iter().map(|(error, caused)| (error.into(), caused)).collect()
}

fn handshake() -> Vec<(Error, bool)> {
    let all = vec![
        (HandshakeError::Exited { last_words: words() }, false),
        (HandshakeError::Timeout { after: Duration::ZERO, last_words: words() }, false),
        (HandshakeError::StdoutClosed { last_words: words() }, false),
        (HandshakeError::BadLine { line: "1|".into(), reason: LineError::TooFewFields(2), last_words: words() }, true),
    ];
    all.into_iter().map(|(error, caused)| (error.into(), caused)).collect()
}

fn protocol() -> Vec<(Error, bool)> {
    let all = vec![
        (ProtocolError::CoreVersion { seen: 2 }, false),
        (ProtocolError::Version { plugin: 2, host: vec![1] }, false),
        (ProtocolError::NoMultiplexing { seen: "false".into() }, false),
        (ProtocolError::UnknownVersion { host: vec![1, 2] }, false),
        (ProtocolError::OneConnection, false),
        (ProtocolError::NotGrpc { seen: "netrpc".into() }, false),
    ];
    all.into_iter().map(|(error, caused)| (error.into(), caused)).collect()
}

fn security() -> Vec<(Error, bool)> {
    let (program, algorithm) = (PathBuf::from("./kv"), "sha256");
    let (expected, seen) = ("00".to_owned(), "01".to_owned());
    let mismatch = SecurityError::ChecksumMismatch { program: program.clone(), algorithm, expected, seen };
    let (address, path) = ("/tmp/s".to_owned(), PathBuf::from("/tmp/k"));
    let fault = CertificateFault::Expired;
    let all = vec![
        (SecurityError::AnotherProcess { pid: 1, address: address.clone(), reason: "other".into() }, false),
        (SecurityError::NoCredentials { address }, false),
        (SecurityError::NotSecured, false),
        (SecurityError::Credentials { path: path.clone(), action: "read", source: cause() }, true),
        (SecurityError::CredentialsExposed { path, reason: "a link" }, false),
        (SecurityError::Identity(cause().into()), true),
        (SecurityError::HostWithoutTls, false),
        (SecurityError::NoCertificate, false),
        (SecurityError::UnexpectedCertificate, false),
        (SecurityError::BadCertificate { owner: "plugin", reason: "empty".into() }, false),
        (SecurityError::Tls { address: "/tmp/s".into(), source: cause(), last_words: words() }, true),
        (SecurityError::OwnCertificates { part: "chain".into(), fault, reason: "over".into() }, false),
        (SecurityError::Untrusted { address: "/tmp/s".into(), fault, source: cause(), last_words: words() }, true),
        (
            SecurityError::RefusedByPlugin { address: "/tmp/s".into(), fault, source: cause(), last_words: words() },
            true,
        ),
        (mismatch, false),
        (SecurityError::Refused { program: program.clone(), source: cause().into() }, true),
        (SecurityError::Unreadable { program: program.clone(), source: cause() }, true),
        (SecurityError::NoCopy { program, source: cause() }, true),
    ];
    all.into_iter().map(|(error, caused)| (error.into(), caused)).collect()
}

/// An error of either of the two types that callers meet.
#[derive(Debug)]
enum Failure {
    Call(CallError),
    Other(Error),
}

impl Failure {
    fn code(&self) -> &'static str {
        match self {
            Self::Call(error) => error.code(),
            Self::Other(error) => error.code(),
        }
    }

    fn hint(&self) -> &'static str {
        match self {
            Self::Call(error) => error.hint(),
            Self::Other(error) => error.hint(),
        }
    }

    fn as_error(&self) -> &dyn StdError {
        match self {
            Self::Call(error) => error,
            Self::Other(error) => error,
        }
    }
}

fn cause() -> io::Error {
    io::Error::other(CAUSE)
}

fn words() -> Box<LastWords> {
    Box::default()
}

/// Every code that the sources of the families name.
fn named() -> BTreeSet<&'static str> {
    let sources = [
        ("broker.", include_str!("broker.rs")),
        ("call.", include_str!("call.rs")),
        ("config.", include_str!("config.rs")),
        ("handshake.", include_str!("handshake.rs")),
        ("protocol.", include_str!("protocol.rs")),
        ("security.", include_str!("security.rs")),
        ("transport.", include_str!("transport.rs")),
    ];
    let quoted = |source: &'static str| source.split('"').skip(1).step_by(2);
    sources.iter().flat_map(|(family, source)| quoted(source).filter(move |text| text.starts_with(family))).collect()
}

#[test]
fn every_variant_has_a_code_of_its_own() {
    let codes: Vec<&str> = all().iter().map(|(error, _)| error.code()).collect();
    let distinct: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(distinct.len(), codes.len(), "{codes:?}");
    assert_eq!(distinct, named(), "a variant is missing in this file");
    for code in codes {
        let (family, name) = code.split_once('.').unwrap();
        let plain =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        assert!(!family.is_empty() && !name.is_empty() && plain(family) && plain(name), "{code}");
    }
}

#[test]
fn every_variant_says_what_to_do() {
    for (error, _) in all() {
        let hint = error.hint();
        assert!(hint.len() > 10 && !hint.ends_with('.'), "{}: {hint:?}", error.code());
    }
}

#[test]
fn every_cause_is_kept_and_not_repeated() {
    for (error, caused) in all() {
        let (error, code) = (error.as_error(), error.code());
        assert_eq!(error.source().is_some(), caused, "{code}");
        assert!(!error.to_string().contains(CAUSE), "{code}: {error}");
    }
}

#[test]
fn a_kind_is_the_family_of_the_code() {
    for (error, _) in all() {
        if let Failure::Other(error) = error {
            assert!(error.code().starts_with(&format!("{}.", error.kind())), "{}", error.code());
        }
    }
}

#[test]
fn a_message_is_without_evidence() {
    let stderr = vec!["panic: no disk".to_owned()];
    let last_words = Box::new(LastWords { stderr, ..LastWords::default() });
    let error = Error::from(HandshakeError::Exited { last_words });
    assert_eq!(error.message(), "the plugin ended before its handshake line (still running)");
    assert_eq!(error.last_words().unwrap().stderr, ["panic: no disk"]);
    assert!(error.to_string().contains("stderr: panic: no disk"), "{error}");
    for (error, _) in all() {
        if let Failure::Other(error) = error {
            let shown = format!("{}\n  hint: {} [{}]", error.message(), error.hint(), error.code());
            assert_eq!(error.to_string(), shown, "without evidence, these are all of it");
        }
    }
}

/// `UPDATE=1 cargo test -p pintle the_page_has_every_error` writes the page.
#[test]
fn the_page_has_every_error() {
    let mut page = String::from(PAGE);
    for (error, _) in all() {
        let (code, hint) = (error.code(), error.hint());
        let message = match error {
            Failure::Call(error) => error.to_string(),
            Failure::Other(error) => error.message(),
        };
        let cell = |text: &str| text.replace('|', "\\|").replace("\n", "<br>");
        page += &format!("| `{code}` | {} | {} |\n", cell(&message), cell(hint));
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), page, "read `git diff` after UPDATE=1");
}

const PAGE: &str = "# Errors

Every error of pintle, by its stable code: what it says, with an example of what it is about, and what to do. A call that fails is
a `CallError`; everything else is an `Error`, whose `kind()` is the code's first word. This page is written by a test.

| code | message | what to do |
|---|---|---|
";

#[test]
fn an_error_shows_what_happened_and_what_to_do() {
    let shown = Error::from(ConfigError::EmptyCookie).to_string();
    let expected = "the plugin's magic cookie has an empty key or value\n  \
                    hint: give both words in `cookie(\"KEY\", \"VALUE\")` [config.empty_cookie]";
    assert_eq!(shown, expected);
}

const CAUSE: &str = "what the operating system said";
