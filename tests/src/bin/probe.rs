//! A key/value store whose keys make it act, as the Go driver's do (`tests/go`): the same script runs against both.
//! Beside it are the services that lend: `lending`, and from version 2 `joining`.
//!
//! Its environment: `DRIVER_VERSIONS`, the versions it serves (`1` unless set), `PROBE_TCP` to listen on TCP,
//! `CONFIGURED` to take settings from there too, `PROBE_EARLY` to print that text on both streams before it serves, and `PROBE_EARLY_BYTES` to print so many bytes without a line feed.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it does as it is told")]

use std::collections::HashMap;
use std::io::Write;
use std::process::Command;
use std::sync::Mutex;

use kv::{Kv, KvServer, kv as service};
use pintle::{Code, Error, Server, Status, Transport};
use pintle_tests::configured::configured;
use pintle_tests::joining::{JoinerLender, JoiningServer};
use pintle_tests::lending::{Lender, LendingServer};
use tracing::{info, info_span};

struct Probe {
    version: u32,
    values: Mutex<HashMap<String, Vec<u8>>>,
}

impl Kv for Probe {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        let stored = self.values.lock().expect("the lock is never held across a panic").get(&key).cloned();
        let known = match key.as_str() {
            "version" => Some(self.version.to_string().into_bytes()),
            "pid" => Some(std::process::id().to_string().into_bytes()),
            "fds" => Some(std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count).to_string().into_bytes()),
            other => other.strip_prefix("env:").and_then(std::env::var_os).map(std::ffi::OsString::into_encoded_bytes),
        };
        stored.or(known).ok_or_else(|| Status::new(Code::NotFound, format!("no value under {key:?}")))
    }

    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status> {
        let text = String::from_utf8_lossy(&value).into_owned();
        match key.as_str() {
            "stdout" => print_all(&mut std::io::stdout(), &value),
            "stderr" => print_all(&mut std::io::stderr(), &value),
            "raw-stdout" => write_all(rustix::stdio::stdout(), &value),
            "raw-stderr" => write_all(rustix::stdio::stderr(), &value),
            "child" => shell(&text)?,
            "log" => info_span!("put", depth = 3).in_scope(|| info!(foo = "bar", number = 12, "{text}")),
            "panic" => panic!("{text}"),
            "exit" => std::process::exit(text.parse().map_err(|_| Status::new(Code::InvalidArgument, text))?),
            "hang" => std::future::pending().await,
            "block" => std::thread::park(),
            _ => _ = self.values.lock().expect("the lock is never held across a panic").insert(key, value),
        }
        Ok(())
    }
}

fn print_all(stream: &mut impl Write, bytes: &[u8]) {
    stream.write_all(bytes).and_then(|()| stream.flush()).expect("the stream takes all");
}

fn write_all(stream: impl rustix::fd::AsFd, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        let count = rustix::io::write(&stream, bytes).expect("the stream takes all");
        bytes = &bytes[count..];
    }
}

fn shell(script: &str) -> Result<(), Status> {
    let status = Command::new("sh").arg("-c").arg(script).status();
    status.map(|_| ()).map_err(|error| Status::new(Code::Internal, error.to_string()))
}

#[pintle::main(handshake = service::HANDSHAKE)]
fn main() -> Result<Server, Error> {
    if let Ok(text) = std::env::var("PROBE_EARLY") {
        println!("{text} on stdout");
        eprintln!("{text} on stderr");
    }
    if let Some(count) = std::env::var("PROBE_EARLY_BYTES").ok().and_then(|count| count.parse().ok()) {
        print_all(&mut std::io::stdout(), &vec![b'x'; count]);
    }
    let transport = if std::env::var_os("PROBE_TCP").is_some() { Transport::Tcp } else { Transport::Unix };
    let versions = std::env::var("DRIVER_VERSIONS").unwrap_or_else(|_| "1".to_owned());
    let versions = versions.split(',').map(|version| version.parse::<u32>().expect("versions are numbers"));
    configured(versions.fold(Server::new(service::HANDSHAKE).transport(transport), serve))
}

/// What a version has.
fn serve(server: Server, version: u32) -> Server {
    let probe = KvServer::new(Probe { version, values: Mutex::default() });
    let server = server.serve(version, probe).serve(version, LendingServer::new(Lender::default()));
    if version < 2 { server } else { server.serve(version, JoiningServer::new(JoinerLender)) }
}
