//! What the tests share: how to launch and attach, and where the peers are. Only this file builds a `Launcher`.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kv::kv as service;
use pintle::{Attacher, Handshake, Launcher, Output, Plugin, Reattach, Record};
use pintle_tests::flow::{FlowClient, flow};
use tokio::io::{AsyncRead, AsyncReadExt as _, duplex};
use tokio::sync::Notify;

/// Our plugin that does as it is told.
pub const PROBE: &str = env!("CARGO_BIN_EXE_probe");

/// Our plugin with calls of every kind.
pub const FLOW: &str = env!("CARGO_BIN_EXE_flow");

/// Our plugin that lends services, and is lent some.
pub const ERRAND: &str = env!("CARGO_BIN_EXE_errand");

/// Our plugin behind limits and layers.
pub const GUARDED: &str = env!("CARGO_BIN_EXE_guarded");

/// Our plugin that ends when it is told to.
pub const LIFE: &str = env!("CARGO_BIN_EXE_life");

/// A program that is no plugin, or not quite.
pub const BROKEN: &str = env!("CARGO_BIN_EXE_broken");

/// A command for `program`, with nothing on stdin.
pub fn command(program: impl Into<PathBuf>) -> Command {
    let mut command = Command::new(program.into());
    command.stdin(Stdio::null());
    command
}

/// A launcher of `command` whose output and logs are collected, with a start that fails rather than hangs.
pub fn launcher(command: Command) -> (Launcher, Heard) {
    launcher_with(service::HANDSHAKE, command)
}

/// The same, for a plugin of another host.
pub fn launcher_with(handshake: Handshake, command: Command) -> (Launcher, Heard) {
    let heard = Heard::default();
    let (logs, logged) = (Arc::clone(&heard.logs), Arc::clone(&heard.logged));
    let launcher = Launcher::new(handshake, command)
        .start_timeout(Duration::from_secs(20))
        .stdout(heard.stdout.output())
        .stderr(heard.stderr.output())
        .on_log(move |record| {
            logs.lock().unwrap_or_else(PoisonError::into_inner).push(record.clone());
            logged.notify_waiters();
        });
    (launcher, heard)
}

/// An attacher to a plugin of this handshake, whose output is collected.
pub fn attacher(handshake: Handshake, reattach: Reattach) -> (Attacher, Heard) {
    let heard = Heard::default();
    let attacher = Attacher::new(handshake, reattach).timeout(Duration::from_secs(20));
    (attacher.stdout(heard.stdout.output()).stderr(heard.stderr.output()), heard)
}

/// A running [`FLOW`], with a client.
pub async fn flow() -> (Plugin, FlowClient) {
    flow_of(command(FLOW)).await
}

/// The same, launched by `command`.
pub async fn flow_of(command: Command) -> (Plugin, FlowClient) {
    let (launcher, _heard) = launcher_with(flow::HANDSHAKE, command);
    let plugin = launcher.launch().await.unwrap();
    let client = plugin.client();
    (plugin, client)
}

/// Everything that a plugin said.
#[derive(Default)]
pub struct Heard {
    pub stdout: Collected,
    pub stderr: Collected,
    pub logs: Arc<Mutex<Vec<Record>>>,
    logged: Arc<Notify>,
}

impl Heard {
    /// Waits for a log record, and gives it.
    pub async fn logged(&self, meant: impl Fn(&Record) -> bool) -> Record {
        let find =
            || self.logs.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|record| meant(record)).cloned();
        let record = wait(&self.logged, find).await;
        record.unwrap_or_else(|| panic!("no such record came, but {:?}", self.logs))
    }
}

/// The bytes of one stream, as they come.
#[derive(Clone, Default)]
pub struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    more: Arc<Notify>,
}

impl Collected {
    /// An output that is collected here.
    pub fn output(&self) -> Output {
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
        self.until(|bytes| bytes.len() >= count).await
    }

    /// Waits until these bytes are enough, and gives them.
    pub async fn until(&self, enough: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        let bytes = wait(&self.more, || Some(self.bytes()).filter(|bytes| enough(bytes))).await;
        bytes.unwrap_or_else(|| panic!("not enough came, only {} bytes", self.bytes().len()))
    }
}

/// Looks whenever there is something new; not for ever.
async fn wait<T>(news: &Notify, look: impl Fn() -> Option<T>) -> Option<T> {
    let found = async {
        loop {
            let more = news.notified();
            if let Some(found) = look() {
                return found;
            }
            more.await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), found).await.ok()
}
