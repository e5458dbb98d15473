//! The process that a host has launched: a shell that does as it is told, and is the plugin to its host.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use tokio::io::unix::AsyncFd;
use tokio::io::{AsyncWriteExt as _, Interest};
use tokio::net::unix::pipe;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::mischief::Variables;
use super::seen::{Launched, Log};

/// Which of the two streams.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// One launched process. Dropping it kills the process, if it has not ended.
#[derive(Debug)]
pub(super) struct Body {
    handle: AsyncFd<OwnedFd>,
    orders: pipe::Sender,
    stdout: Pipe,
    stderr: Pipe,
    own: PathBuf,
    writers: JoinSet<()>,
}

/// What is still to be printed.
type Pipe = Option<mpsc::UnboundedSender<Vec<u8>>>;

/// Makes the file that hosts launch, and the pipe in which launches are told.
///
/// Another process writes it: what this one has open to write, a child of another thread may have open too, and the kernel runs
/// no file that somebody writes to.
pub(super) fn make(home: &Path) -> io::Result<()> {
    let script = include_str!("shim.sh")
        .replace("HOME_HERE", &home.display().to_string().replace('\'', r"'\''"))
        .replace("OWNER_HERE", &std::process::id().to_string());
    let mut writer = Command::new("/bin/sh");
    writer.args(["-c", r#"cd "$1" && mkfifo news && cat >plugin && chmod 700 plugin"#, "sh"]).arg(home);
    let mut writer = writer.stdin(Stdio::piped()).spawn()?;
    let mut stdin = writer.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    io::Write::write_all(&mut stdin, script.as_bytes())?;
    drop(stdin);
    match writer.wait()? {
        status if status.success() => Ok(()),
        status => Err(io::Error::other(format!("the plugin's file could not be written ({status})"))),
    }
}

/// A pipe of ours with both its ends, so that opening it waits for nobody.
pub(super) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open(path)
}

/// The variables that a process was started with.
pub(super) fn variables(pid: u32) -> io::Result<Variables> {
    let bytes = std::fs::read(format!("/proc/{pid}/environ"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let pairs = bytes.split(|byte| *byte == 0).filter_map(|entry| {
        let equals = entry.iter().position(|byte| *byte == b'=')?;
        Some((text(&entry[..equals]), text(&entry[equals + 1..])))
    });
    Ok(pairs.collect())
}

/// A handle on a process that becomes readable when it has ended.
pub(super) fn watched(pid: u32) -> io::Result<AsyncFd<OwnedFd>> {
    registered(pidfd(pid)?)
}

fn pidfd(pid: u32) -> io::Result<OwnedFd> {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).ok_or(io::ErrorKind::InvalidInput)?;
    Ok(pidfd_open(pid, PidfdFlags::empty())?)
}

#[expect(deprecated, reason = "what it warns of is a type that changes its descriptor; an `OwnedFd` does not")]
fn registered(handle: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::with_interest(handle, Interest::READABLE)
}

impl Body {
    /// Takes over the process of this number, which waits for that.
    pub(super) fn of(home: &Path, pid: u32, log: &Log) -> io::Result<Self> {
        let own = home.join(pid.to_string());
        let handle = watched(pid)?;
        let sender = |name: &str| pipe::Sender::from_file(open(&own.join(name))?);
        let mut writers = JoinSet::new();
        let mut written = |name, stream| {
            let (queue, queued) = mpsc::unbounded_channel();
            writers.spawn(write(sender(name)?, queued, stream, log.clone()));
            Ok::<_, io::Error>(Some(queue))
        };
        let (stdout, stderr) = (written("out", Stream::Stdout)?, written("err", Stream::Stderr)?);
        // Last: it goes on when this is open.
        let orders = sender("orders")?;
        Ok(Self { handle, orders, stdout, stderr, own, writers })
    }

    /// Waits for its end.
    pub(super) async fn ended(handle: &AsyncFd<OwnedFd>) {
        // An error would mean that nobody can watch it; it is then taken for ended.
        let _ = handle.readable().await;
    }

    pub(super) fn handle(&self) -> io::Result<AsyncFd<OwnedFd>> {
        registered(self.handle.get_ref().try_clone()?)
    }

    /// Has these bytes printed, after what was to be before.
    pub(super) fn print(&self, stream: Stream, bytes: &[u8]) {
        let pipe = match stream {
            Stream::Stdout => &self.stdout,
            Stream::Stderr => &self.stderr,
        };
        // What is closed prints nothing.
        pipe.as_ref().map(|pipe| pipe.send(bytes.to_vec()));
    }

    pub(super) async fn close(&mut self, stream: Stream) {
        match stream {
            Stream::Stdout => {
                self.stdout = None;
                self.order("exec >&-").await;
            }
            Stream::Stderr => {
                self.stderr = None;
                self.order("exec 2>&-").await;
            }
        }
    }

    /// Ends it once all is printed.
    pub(super) async fn exit(&mut self, status: i32) {
        self.last(&format!("exit {status}")).await;
    }

    /// Has it end itself by a signal once all is printed.
    pub(super) async fn die(&mut self, signal: i32) {
        self.last(&format!("ulimit -c 0; trap - HUP INT TERM; kill -{signal} $$")).await;
    }

    async fn last(&mut self, order: &str) {
        (self.stdout, self.stderr) = (None, None);
        self.order(&format!("exec >&- 2>&-; wait $out $err; {order}")).await;
    }

    /// Stops it. If this program is killed, nobody else could make it go on and end: one of its own looks out for that.
    pub(super) async fn freeze(&mut self) {
        self.order(r#"{ cat <&3 >/dev/null; [ -e "$own" ] && kill -KILL $$; } >/dev/null 2>&1 4>&- &"#).await;
        self.order("kill -STOP $$").await;
    }

    /// Has it leave a process behind, which holds its stdout and stderr unless it is `idle`, and ends when what this gives is dropped.
    pub(super) async fn leave_child(&mut self, idle: bool) -> io::Result<File> {
        let life = open(&self.own.join("child"))?;
        // What it reads is opened before it starts, so that it is certainly there when the rest has ended.
        let child = match idle {
            true => "cat <&9 >/dev/null 2>&1 3<&- 4>&- 9<&- &",
            false => "setsid cat <&9 3<&- 4>&- 9<&- &",
        };
        self.order(&format!(r#"exec 9<"$own/child"; {child}; exec 9<&-"#).replace("&;", "&")).await;
        Ok(life)
    }

    async fn order(&mut self, order: &str) {
        // One that has ended takes no orders.
        let _ = self.orders.write_all(format!("{order}\n").as_bytes()).await;
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        // Errors mean that it is gone. The directory goes first: whoever looks out for a frozen one sees that all is well.
        let _ = std::fs::remove_dir_all(&self.own);
        let _ = pidfd_send_signal(self.handle.get_ref(), Signal::KILL);
        self.writers.abort_all();
    }
}

async fn write(mut pipe: pipe::Sender, mut queued: mpsc::UnboundedReceiver<Vec<u8>>, stream: Stream, log: Log) {
    while let Some(bytes) = queued.recv().await {
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let Ok(count) = pipe.write(rest).await else { return };
            rest = &rest[count..];
            log.write(|launched| *counted(launched, stream) += count as u64);
        }
    }
}

fn counted(launched: &mut Launched, stream: Stream) -> &mut u64 {
    match stream {
        Stream::Stdout => &mut launched.stdout,
        Stream::Stderr => &mut launched.stderr,
    }
}
