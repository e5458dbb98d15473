//! What the failures need: files that are no programs, addresses where nobody answers, and an ear for what is left.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use pintle::Launcher;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpSocket, UnixListener, UnixSocket, UnixStream};
use tokio::task::JoinSet;

use crate::harness::{BROKEN, command, launcher};
use crate::started::soon;

/// A launch that is about to fail.
pub struct Attempt {
    pub launcher: Launcher,
    /// The other end of the program's stdin: what it tells of itself, and when its last process ends.
    pub ear: BufReader<UnixStream>,
}

impl Attempt {
    pub fn of(mut command: Command) -> Self {
        let (stdin, ear) = std::os::unix::net::UnixStream::pair().unwrap();
        ear.set_nonblocking(true).unwrap();
        command.stdin(Stdio::from(std::os::fd::OwnedFd::from(stdin)));
        Self { launcher: launcher(command).0, ear: BufReader::new(UnixStream::from_std(ear).unwrap()) }
    }

    pub fn with(self, set: impl FnOnce(Launcher) -> Launcher) -> Self {
        Self { launcher: set(self.launcher), ..self }
    }
}

/// A launch of `broken`, which first tells its process id and its socket directory.
pub fn broken(steps: &[&str]) -> Attempt {
    let mut broken = command(BROKEN);
    broken.arg("tell").args(steps);
    Attempt::of(broken)
}

/// A launch of a shell, which first tells the same.
pub fn shell(script: &str) -> Attempt {
    let mut shell = command("sh");
    shell.arg("-c").arg(format!("echo $$ $PLUGIN_UNIX_SOCKET_DIR >&0; {script}"));
    Attempt::of(shell)
}

pub async fn line(ear: &mut BufReader<UnixStream>) -> String {
    let mut line = String::new();
    soon(ear.read_line(&mut line)).await.unwrap();
    line
}

/// All that is told until nobody is left to tell.
pub async fn everything(ear: &mut BufReader<UnixStream>) -> String {
    let mut all = String::new();
    soon(ear.read_to_string(&mut all)).await.unwrap();
    all
}

pub struct Stage {
    directory: TempDir,
    /// A certificate, as the handshake line has it.
    pub certificate: String,
    silent_tcp: TcpListener,
    _silent_unix: UnixListener,
    /// Where everybody is told off in HTTP/1.1.
    rude_tcp: SocketAddr,
    _rude: JoinSet<()>,
    /// Bound, so that nobody else is; not listening.
    deaf_tcp: SocketAddr,
    _deaf: (TcpSocket, UnixSocket),
}

impl Stage {
    pub async fn set() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let deaf_tcp = TcpSocket::new_v4().unwrap();
        deaf_tcp.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let deaf_unix = UnixSocket::new_stream().unwrap();
        deaf_unix.bind(directory.path().join("deaf")).unwrap();
        let rude = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            rude_tcp: rude.local_addr().unwrap(),
            _rude: JoinSet::from_iter([tell_off(rude)]),
            certificate: crate::tls::some_certificate(),
            silent_tcp: TcpListener::bind("127.0.0.1:0").await.unwrap(),
            _silent_unix: UnixListener::bind(directory.path().join("silent")).unwrap(),
            deaf_tcp: deaf_tcp.local_addr().unwrap(),
            _deaf: (deaf_tcp, deaf_unix),
            directory,
        }
    }

    /// A name in a directory that the test has to itself.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// A launch of a file with this content and mode.
    pub fn file(&self, name: &str, content: &[u8], mode: &str) -> Attempt {
        // Another process writes it: what this one has open to write, a child of another test may have open too, and the
        // kernel runs no file that somebody writes to.
        let mut writer = Command::new("sh");
        writer.args(["-c", "cat > \"$0\" && chmod \"$1\" \"$0\""]).arg(self.path(name)).arg(mode).stdin(Stdio::piped());
        let mut writer = writer.spawn().unwrap();
        writer.stdin.take().unwrap().write_all(content).unwrap();
        assert!(writer.wait().unwrap().success());
        Attempt::of(command(self.path(name)))
    }

    pub fn silent_unix(&self) -> String {
        format!("unix|{}", self.path("silent").display())
    }

    pub fn silent_tcp(&self) -> String {
        format!("tcp|{}", self.silent_tcp.local_addr().unwrap())
    }

    pub fn rude_tcp(&self) -> String {
        format!("tcp|{}", self.rude_tcp)
    }

    pub fn deaf_unix(&self) -> String {
        format!("unix|{}", self.path("deaf").display())
    }

    pub fn deaf_tcp(&self) -> String {
        format!("tcp|{}", self.deaf_tcp)
    }

    /// The text without what differs from run to run, and from machine to machine.
    pub fn anonymous(&self, text: &str) -> String {
        let directory = self.directory.path().display().to_string();
        let silent = format!(":{}", self.silent_tcp.local_addr().unwrap().port());
        let [deaf, rude] = [self.deaf_tcp, self.rude_tcp].map(|address| format!(":{}", address.port()));
        let arch = format!("({})", std::env::consts::ARCH);
        let ports = [silent, deaf, rude].map(|port| (port, ":PORT"));
        let pairs = [(directory, "DIRECTORY"), (arch, "(ARCHITECTURE)")];
        pairs.iter().chain(&ports).fold(text.to_owned(), |text, (from, to)| text.replace(from.as_str(), to))
    }
}

async fn tell_off(listener: TcpListener) {
    let mut told = JoinSet::new();
    while let Ok((mut visitor, _)) = listener.accept().await {
        told.spawn(async move {
            let _ = visitor.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            crate::tls::until_hung_up(visitor).await;
        });
    }
}
