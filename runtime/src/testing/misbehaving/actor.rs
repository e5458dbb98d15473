//! What one launch does, whoever asks for it.

use std::fs::File;
use std::future::pending;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::body::{Body, Stream};
use super::gate::{Gate, Gated, Passed};
use super::mischief::{Act, Fault, Mischief, Moment};
use super::seen::{Log, Seen};
use super::streams::Streams;

/// What a launch shares with its connections.
#[derive(Debug)]
pub(super) struct Actor {
    pub(super) mischief: Mischief,
    pub(super) log: Log,
    gate: Arc<Gate>,
    connections: AtomicUsize,
    /// Held by the connection that is served, where that is one after the other.
    turn: tokio::sync::Mutex<()>,
    /// Where acts are done, in turn; each is told when it was.
    doing: mpsc::UnboundedSender<Doing>,
    /// Whether it would put things in order before it ends.
    pub(super) serves: AtomicBool,
    pub(super) terminated: CancellationToken,
    /// Cancelled when the connections that there are shall close.
    hung_up: Mutex<CancellationToken>,
    /// Its socket, and whether the directory around it is its own.
    pub(super) socket: Mutex<Option<(PathBuf, bool)>>,
    /// Cancelled when no more requests are taken.
    pub(super) ending: Mutex<CancellationToken>,
}

pub(super) type Doing = (Act, oneshot::Sender<()>);

/// What follows an act.
pub(super) enum Then {
    GoesOn,
    /// The same, and a process is left that lives as long as this.
    Left(File),
    Nothing,
}

impl Actor {
    pub(super) fn new(mischief: Mischief, log: Log, doing: mpsc::UnboundedSender<Doing>) -> Self {
        Self {
            mischief,
            log,
            gate: Arc::default(),
            connections: AtomicUsize::new(0),
            turn: tokio::sync::Mutex::default(),
            doing,
            serves: AtomicBool::new(false),
            terminated: CancellationToken::new(),
            hung_up: Mutex::default(),
            socket: Mutex::default(),
            ending: Mutex::default(),
        }
    }

    /// Leaves the socket as one who ended without putting things in order does.
    pub(super) fn dead_socket(&self) -> Option<Left> {
        let (socket, own) = lock(&self.socket).take()?;
        if own {
            std::fs::create_dir(socket.parent()?).ok()?;
        }
        // What the host has removed meanwhile stays so.
        UnixListener::bind(&socket).ok().map(|_| Left::Socket(socket, own))
    }

    /// Whether anything is read from its connections.
    pub(super) fn reads(&self) -> bool {
        self.gate.reads()
    }

    /// Does what is to be done at this point. It does not return if nothing follows.
    pub(super) async fn now(&self, moment: Moment) {
        for act in self.mischief.acts_at(moment) {
            self.act(act.clone()).await;
        }
    }

    pub(super) async fn act(&self, act: Act) {
        let (done, did) = oneshot::channel();
        let asked = self.doing.send((act, done)).is_ok();
        if !asked || did.await.is_err() {
            pending::<()>().await; // The launch is over.
        }
    }

    pub(super) async fn perform(&self, act: &Act, body: &mut Body) -> Then {
        match act {
            Act::Exit(status) => {
                self.hang_up();
                body.exit(*status).await;
                return Then::Nothing;
            }
            Act::Die(signal) => {
                self.hang_up();
                body.die(*signal).await;
                return Then::Nothing;
            }
            Act::Freeze => {
                self.gate.freeze();
                body.freeze().await;
                return Then::Nothing;
            }
            Act::StopReading => self.gate.stop_reading(),
            Act::HangUp => self.hang_up(),
            Act::GoAway => lock(&self.ending).cancel(),
            Act::Stdout(bytes) => body.print(Stream::Stdout, bytes),
            Act::Stderr(bytes) => body.print(Stream::Stderr, bytes),
            Act::CloseStdout => body.close(Stream::Stdout).await,
            Act::CloseStderr => body.close(Stream::Stderr).await,
            Act::LeaveChild | Act::LeaveIdleChild => {
                return body.leave_child(*act == Act::LeaveIdleChild).await.map_or_else(
                    |error| {
                        tracing::warn!(%error, "no process could be left behind");
                        Then::GoesOn
                    },
                    Then::Left,
                );
            }
        }
        Then::GoesOn
    }

    /// Whether it ends.
    pub(super) async fn signalled(&self, name: &str, body: &mut Body) -> bool {
        self.log.saw(Seen::Signal(name.to_owned()));
        let ends = match name {
            "TERM" => !self.mischief.has(Fault::StaysAfterTerminate),
            "INT" => self.mischief.has(Fault::EndsAtInterrupt),
            _ => false,
        };
        let acts: Vec<_> = self.mischief.acts_at(Moment::Terminate).filter(|_| name == "TERM").cloned().collect();
        let mut leaves = false;
        for act in acts {
            leaves |= matches!(act, Act::Exit(_) | Act::Die(_));
            self.perform(&act, body).await;
        }
        match (ends && !leaves, self.serves.load(Ordering::Relaxed)) {
            (true, true) => self.terminated.cancel(),
            (true, false) => {
                body.die(if name == "INT" { 2 } else { 15 }).await;
                leaves = true;
            }
            (false, _) => {}
        }
        leaves
    }

    /// Something went over a connection: what is to be done then is not waited for.
    fn passed(&self, passed: Passed) {
        let is_due = |moment: Moment| match (moment, passed) {
            (Moment::Noise, Passed::First(byte)) => !OPENINGS.contains(&byte),
            (Moment::Received(limit), Passed::Received(before, now)) => before <= limit && limit < now,
            (Moment::Sent(limit), Passed::Sent(before, now)) => before <= limit && limit < now,
            _ => false,
        };
        for (_, act) in self.mischief.acts.iter().filter(|(moment, _)| is_due(*moment)) {
            if matches!(act, Act::Exit(_) | Act::Die(_)) {
                self.gate.freeze(); // Nothing more is said until it has ended.
            }
            // Where nobody does it any more, the launch is over.
            _ = self.doing.send((act.clone(), oneshot::channel().0));
        }
    }

    fn hang_up(&self) {
        std::mem::take(&mut *lock(&self.hung_up)).cancel();
    }

    /// Serves a connection until it ends, or is closed.
    pub(super) async fn connected<S>(
        self: Arc<Self>,
        socket: S,
        serve: impl FnOnce(Gated<S>) -> BoxFuture<'static, ()>,
    ) {
        let hung_up = lock(&self.hung_up).clone();
        self.log.saw(Seen::Connected);
        if self.mischief.has(Fault::OneConnection) && self.gate.has_received() {
            return self.log.saw(Seen::Disconnected);
        }
        let count = self.connections.fetch_add(1, Ordering::Relaxed) + 1;
        let served = async {
            self.now(Moment::Connection(count)).await;
            let _turn = match self.mischief.has(Fault::OneAtATime) {
                true => Some(self.turn.lock().await),
                false => None,
            };
            let (gate, actor) = (Arc::clone(&self.gate), Arc::clone(&self));
            let watch = Box::new(move |passed| actor.passed(passed));
            let streams = self.mischief.has(Fault::OneStream).then(Streams::default);
            serve(Gated { socket, gate, begun: false, streams, watch }).await;
        };
        tokio::select! {
            () = served => {}
            () = hung_up.cancelled() => {}
        }
        self.log.saw(Seen::Disconnected);
    }
}

/// What a launch leaves behind, for as long as this.
#[derive(Debug)]
pub(super) enum Left {
    /// A process that lives until this closes.
    Child(#[expect(dead_code, reason = "it is held")] File),
    /// A socket that nobody listens at, and the directory around it where that was the plugin's own.
    Socket(PathBuf, bool),
}

impl Drop for Left {
    fn drop(&mut self) {
        if let Self::Socket(socket, own) = self {
            let _ = std::fs::remove_file(&*socket); // An error means that the host has.
            if let Some(directory) = socket.parent().filter(|_| *own) {
                let _ = std::fs::remove_dir(directory);
            }
        }
    }
}

pub(super) fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What HTTP/2, TLS and yamux begin with.
const OPENINGS: [u8; 3] = [b'P', 0x16, 0];
