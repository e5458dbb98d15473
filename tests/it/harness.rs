//! What the tests share: how to launch, and where the peers are. Only this file builds a `Launcher`.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kv::kv as service;
use pintle::{Launcher, Output, Record};
use tokio::io::{AsyncRead, AsyncReadExt as _, duplex};

/// Our plugin that does as it is told.
pub const PROBE: &str = env!("CARGO_BIN_EXE_probe");

/// A command for `program`, with nothing on stdin.
pub fn command(program: impl Into<PathBuf>) -> Command {
    let mut command = Command::new(program.into());
    command.stdin(Stdio::null());
    command
}

/// A launcher of `command` whose output and logs are collected, with a start that fails rather than hangs.
pub fn launcher(command: Command) -> (Launcher, Heard) {
    let heard = Heard::default();
    let logs = Arc::clone(&heard.logs);
    let launcher = Launcher::new(service::HANDSHAKE, command)
        .start_timeout(Duration::from_secs(20))
        .stdout(heard.stdout.output())
        .stderr(heard.stderr.output())
        .on_log(move |record| logs.lock().unwrap_or_else(PoisonError::into_inner).push(record.clone()));
    (launcher, heard)
}

/// Everything that a plugin said.
#[derive(Default)]
pub struct Heard {
    pub stdout: Collected,
    pub stderr: Collected,
    pub logs: Arc<Mutex<Vec<Record>>>,
}

/// The bytes of one stream, as they come.
#[derive(Clone, Default)]
pub struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    more: Arc<tokio::sync::Notify>,
}

impl Collected {
    fn output(&self) -> Output {
        const ROOM: usize = 64 * 1024;
        let (write, read) = duplex(ROOM);
        tokio::spawn(self.clone().collect(read));
        Output::to(write)
    }

    async fn collect(self, mut from: impl AsyncRead + Unpin) {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = from.read(&mut buffer).await {
            self.bytes.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&buffer[..count]);
            self.more.notify_waiters();
        }
    }

    /// All bytes so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many bytes have come, and gives them.
    pub async fn at_least(&self, count: usize) -> Vec<u8> {
        let enough = async {
            loop {
                let more = self.more.notified();
                let bytes = self.bytes();
                if bytes.len() >= count {
                    return bytes;
                }
                more.await;
            }
        };
        let bytes = tokio::time::timeout(Duration::from_secs(30), enough).await;
        bytes.unwrap_or_else(|_| panic!("only {} of {count} bytes came", self.bytes().len()))
    }
}
