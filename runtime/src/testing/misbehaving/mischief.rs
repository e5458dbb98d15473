//! What a plugin does wrong, as plain data.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::handshake::Line;
use crate::status::Status;

/// What a plugin is or does from its start to its end, though it should not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// It starts whatever the cookie is (wire.md C2).
    AnyCookie,
    /// It listens, and prints no handshake line (L4).
    NoLine,
    /// It prints half of its line, and no line feed.
    HalfLine,
    /// Its line has another certificate than it proves itself with (T2).
    OtherCertificate,
    /// Its line has something for a certificate that is none.
    BadCertificate,
    /// Its certificate has expired (T7).
    ExpiredCertificate,
    /// Its line has no certificate, though the host has asked for TLS; it speaks TLS all the same (T3).
    NoCertificate,
    /// Its line has a certificate, though the host has not asked for TLS (D6).
    UnaskedCertificate,
    /// Its line has a certificate, and it speaks no TLS.
    Plaintext,
    /// It asks nobody for a certificate: whoever reaches its socket may call (T3).
    AnyHost,
    /// It asks for a certificate, and takes whoever shows none.
    NamelessHosts,
    /// It takes any certificate with another subject or number than the host's.
    StrangeHosts,
    /// It takes any certificate with the subject and the number of the host's.
    NamesakeHosts,
    /// It does as if the host had not asked for TLS where the host's certificate cannot be read.
    IgnoresBadHosts,
    /// Its certificate is for servers only, and so of no use for calling back (T5).
    ServerCertificate,
    /// It speaks TLS 1.3 alone (T2).
    OnlyTls13,
    /// Everybody may connect to its socket (S2).
    OpenSocket,
    /// Its socket is in a directory of its own, whatever the host says (E8).
    OwnDirectory,
    /// Its socket is its own group's, whatever the host says (E7).
    OwnGroup,
    /// It takes no other connection once one has said something (G5).
    OneConnection,
    /// It serves one connection after the other.
    OneAtATime,
    /// It does not agree on HTTP/2 in TLS, though it wants hosts to name it (T6).
    NoAlpn,
    /// It takes hosts that do not name HTTP/2 in TLS (T6).
    AnyAlpn,
    /// It takes whoever speaks no TLS, too, though its line has a certificate (T3).
    AlsoPlaintext,
    /// It ends a session of yamux when a second stream is opened in it (X4).
    OneStream,
    /// It answers Shutdown, and goes on (K3).
    StaysAfterShutdown,
    /// It goes on after SIGTERM.
    StaysAfterTerminate,
    /// It goes on when the process that started it is gone (D8).
    StaysAfterHost,
    /// It ends at SIGINT (D7).
    EndsAtInterrupt,
}

/// A point in the life of one launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Moment {
    /// Before the handshake line.
    Start,
    /// After the handshake line, with nothing accepted yet.
    Line,
    /// So many connections have come; nothing is read from the last one yet.
    Connection(usize),
    /// So many calls of the plugin's own services have come; the last one is not answered yet.
    Call(usize),
    /// So many messages were sent in answer to one of these calls, and the next one is at hand.
    Message(usize),
    /// So many of these calls are answered to the end.
    Answer(usize),
    /// A connection has begun with what is neither HTTP/2, TLS nor yamux.
    Noise,
    /// More than so many bytes have come, over all connections.
    Received(u64),
    /// More than so many bytes have gone, over all connections.
    Sent(u64),
    /// The host has asked the plugin to end; it has not begun to.
    Shutdown,
    /// SIGTERM has come.
    Terminate,
}

/// What a plugin does at such a point.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Act {
    /// Ends with this status, and nothing put in order.
    Exit(i32),
    /// Ends itself by the signal of this number.
    Die(i32),
    /// Stands still, as if stopped by SIGSTOP, which its process is: it reads, writes and answers nothing any more.
    Freeze,
    /// Reads nothing from its connections any more.
    StopReading,
    /// Closes all its connections; it takes new ones.
    HangUp,
    /// Sends GOAWAY on all its connections, and takes no new ones.
    GoAway,
    /// Writes these bytes to the original stdout.
    Stdout(Vec<u8>),
    /// Writes these bytes to the original stderr.
    Stderr(Vec<u8>),
    /// Closes the original stdout.
    CloseStdout,
    /// Closes the original stderr.
    CloseStderr,
    /// Starts a process that lives on, in a group of its own, and holds stdout and stderr open.
    LeaveChild,
    /// Starts a process that lives on, in the plugin's group, and holds nothing.
    LeaveIdleChild,
}

/// What a method answers in place of what it should.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Reply {
    /// Nothing, ever.
    Silence,
    /// This status. With [`Code::Unimplemented`](crate::Code::Unimplemented) it is as if there were no such service.
    Status(Status),
    /// No message, and that all is well: a stream that ends at once.
    End,
    /// These bytes as the whole body, whether they are messages or not, and that all is well.
    Bytes(Vec<u8>),
    /// These bytes, and then nothing more, ever.
    Open(Vec<u8>),
    /// Nothing until so many frames of the request's messages have come, and then that all is well.
    EndAfter(usize),
    /// The stream is reset (RST_STREAM).
    Reset,
    /// This status of HTTP, as a proxy or a web server would.
    Http(u16),
    /// What this says to the first message of the request; see [`Reply::to`].
    To(By<Self>),
    /// What the service says, with its messages changed; see [`Reply::changed`].
    Changed(By<Vec<u8>>),
}

/// Something that depends on a message: on its bytes, without gRPC's prefix.
#[derive(Clone)]
pub struct By<T>(Arc<Make<T>>);

/// What makes it.
type Make<T> = dyn Fn(&[u8]) -> T + Send + Sync;

impl<T> By<T> {
    pub(super) fn message(&self, message: &[u8]) -> T {
        self.0(message)
    }
}

impl Reply {
    /// What `reply` says to the first message of the request.
    pub fn to(reply: impl Fn(&[u8]) -> Self + Send + Sync + 'static) -> Self {
        Self::To(By(Arc::new(reply)))
    }

    /// What the service says, each message of it as `change` makes it.
    pub fn changed(change: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::Changed(By(Arc::new(change)))
    }
}

impl<T> fmt::Debug for By<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("By").finish_non_exhaustive()
    }
}

/// The environment variables that a launch was given.
pub type Variables = BTreeMap<String, String>;

/// All that one launch does wrong.
#[derive(Clone, Default)]
pub(super) struct Mischief {
    pub(super) faults: Vec<Fault>,
    pub(super) acts: Vec<(Moment, Act)>,
    pub(super) replies: Vec<(String, Reply)>,
    pub(super) late: Duration,
    pub(super) status: i32,
    pub(super) line: Option<Arc<Write>>,
}

/// What is written in place of the line that would be right.
pub(super) type Write = dyn Fn(&Line, &Variables) -> Vec<u8> + Send + Sync;

impl Mischief {
    pub(super) fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    /// What is done then, in order.
    pub(super) fn acts_at(&self, moment: Moment) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |(when, _)| *when == moment).map(|(_, act)| act)
    }

    /// What is answered in place of what is right: by the method's path, or the service's name.
    pub(super) fn reply_to(&self, path: &str) -> Option<&Reply> {
        let service = service(path);
        self.replies.iter().find(|(to, _)| to == path || to == service).map(|(_, reply)| reply)
    }

    /// What is printed for the line.
    pub(super) fn printed(&self, line: &Line, variables: &Variables) -> Vec<u8> {
        let whole = match &self.line {
            Some(write) => write(line, variables),
            None => format!("{line}\n").into_bytes(),
        };
        match (self.has(Fault::NoLine), self.has(Fault::HalfLine)) {
            (true, _) => Vec::new(),
            (_, true) => whole[..whole.len() / 2].to_vec(),
            _ => whole,
        }
    }
}

/// The service of a path, `/kv.v1.Kv/Get`.
pub(super) fn service(path: &str) -> &str {
    path.trim_start_matches('/').rsplit_once('/').map_or("", |(service, _)| service)
}

impl fmt::Debug for Mischief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { faults, acts, replies, late, status, line } = self;
        f.debug_struct("Mischief")
            .field("faults", faults)
            .field("acts", acts)
            .field("replies", replies)
            .field("late", late)
            .field("status", status)
            .field("line", &line.is_some())
            .finish()
    }
}
