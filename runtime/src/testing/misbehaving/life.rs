//! One launch, from its first word to its end.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::future::{pending, ready};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::Script;
use super::body::{self, Body, Stream};
use super::calls;
use super::gate::{Gate, Gated, Passed};
use super::lies::{Lie, lie};
use super::mischief::{Act, Fault, Mischief, Moment, Variables};
use super::seen::{Log, Register, Seen};
use crate::address::Address;
use crate::error::{ConfigError, Error};
use crate::handshake::{Handshake, Offer};
use crate::serve::{Before, Ready, Surroundings, Transport};
use crate::stdio::Backlog;
use crate::tls::Pinned;
use crate::transport::{Listener, Peer, Place, accept};

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
    serves: AtomicBool,
    terminated: CancellationToken,
    /// Cancelled when the connections that there are shall close.
    hung_up: Mutex<CancellationToken>,
    /// Its socket, and whether the directory around it is its own.
    socket: Mutex<Option<(PathBuf, bool)>>,
    /// Cancelled when no more requests are taken.
    ending: Mutex<CancellationToken>,
}

type Doing = (Act, oneshot::Sender<()>);

/// Plays one launch to its end, and gives what keeps alive whom it has left behind. `signals` are those that its process tells of.
pub(super) async fn play(
    home: Arc<Path>,
    (pid, parent): (u32, u32),
    script: Arc<Script>,
    register: Register,
    mut signals: mpsc::UnboundedReceiver<String>,
) -> io::Result<Vec<Left>> {
    let variables = body::variables(pid)?;
    let log = register.launched(pid, parent, variables.clone());
    let mut body = Body::of(&home, pid, &log)?;
    let ended = body.handle()?;
    let (doing, mut acts) = mpsc::unbounded_channel();
    let actor = Arc::new(Actor::new(script.mischief(&variables), log.clone(), doing));
    let mut life = Some(Box::pin(live(Arc::clone(&actor), &script, &variables, parent)));
    let (mut leaves, mut for_ever, mut left) = (false, Vec::new(), Vec::new());
    loop {
        tokio::select! {
            () = Body::ended(&ended) => break,
            Some((act, done)) = acts.recv() => {
                leaves |= matches!(act, Act::Exit(_) | Act::Die(_));
                match actor.perform(&act, &mut body).await {
                    Then::GoesOn => _ = done.send(()),
                    Then::Left(child) => {
                        left.push(Left::Child(child));
                        _ = done.send(());
                    }
                    Then::Nothing => for_ever.push(done),
                }
                // As the system would: what is open closes.
                if leaves && life.take().is_some() {
                    left.extend(actor.dead_socket());
                }
            }
            Some(name) = signals.recv() => leaves |= actor.signalled(&name, &mut body).await,
            status = lived(&mut life) => {
                (life, leaves) = (None, true);
                body.exit(status).await;
            }
        }
    }
    log.saw(if leaves { Seen::Ended } else { Seen::Killed });
    Ok(left)
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

/// Waits for the end of a life; for ever, where there is none any more.
async fn lived(life: &mut Option<Pin<Box<impl Future<Output = i32>>>>) -> i32 {
    match life {
        Some(life) => life.as_mut().await,
        None => pending().await,
    }
}

/// What follows an act.
enum Then {
    GoesOn,
    /// The same, and a process is left that lives as long as this.
    Left(File),
    Nothing,
}

impl Actor {
    fn new(mischief: Mischief, log: Log, doing: mpsc::UnboundedSender<Doing>) -> Self {
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
    fn dead_socket(&self) -> Option<Left> {
        let (socket, own) = lock(&self.socket).take()?;
        if own {
            std::fs::create_dir(socket.parent()?).ok()?;
        }
        // What the host has removed meanwhile stays so.
        UnixListener::bind(&socket).ok().map(|_| Left::Socket(socket, own))
    }

    /// Does what is to be done at this point. It does not return if nothing follows.
    pub(super) async fn now(&self, moment: Moment) {
        for act in self.mischief.acts_at(moment) {
            self.act(act.clone()).await;
        }
    }

    async fn act(&self, act: Act) {
        let (done, did) = oneshot::channel();
        let asked = self.doing.send((act, done)).is_ok();
        if !asked || did.await.is_err() {
            pending().await // The launch is over.
        }
    }

    async fn perform(&self, act: &Act, body: &mut Body) -> Then {
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
    async fn signalled(&self, name: &str, body: &mut Body) -> bool {
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
            // Where nobody does it any more, the launch is over.
            _ = self.doing.send((act.clone(), oneshot::channel().0));
        }
    }

    fn hang_up(&self) {
        std::mem::take(&mut *lock(&self.hung_up)).cancel();
    }

    /// Serves a connection until it ends, or is closed.
    async fn connected<S>(self: Arc<Self>, socket: S, serve: impl FnOnce(Gated<S>) -> BoxFuture<'static, ()>) {
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
            serve(Gated { socket, gate, begun: false, watch }).await;
        };
        tokio::select! {
            () = served => {}
            () = hung_up.cancelled() => {}
        }
        self.log.saw(Seen::Disconnected);
    }
}

/// The plugin, until it ends of its own accord, with this status.
async fn live(actor: Arc<Actor>, script: &Script, variables: &Variables, parent: u32) -> i32 {
    match serve(&actor, script, variables, parent).await {
        Ok(()) => actor.mischief.status,
        Err(error) => {
            actor.act(Act::Stderr(format!("{error}\n").into_bytes())).await;
            1
        }
    }
}

async fn serve(actor: &Arc<Actor>, script: &Script, variables: &Variables, parent: u32) -> Result<(), Error> {
    actor.now(Moment::Start).await;
    let server = (script.server)();
    knows(actor, &server.handshake, variables)?;
    let offer = offered(actor, variables);
    let wrong = |mistake| ConfigError::Invalid { mistakes: vec![mistake] };
    let agreed = offer.agreed(Some(parent)).map_err(wrong)?;
    let place = match server.transport {
        Transport::Unix => Place::Unix { directory: offer.directory.clone(), group: offer.group.clone() },
        Transport::Tcp => Place::Tcp(offer.ports.range().map_err(wrong)?),
    };
    let listener = Listener::bind(&place)?;
    let address = listener.address().clone();
    if let Address::Unix(socket) = &address {
        *lock(&actor.socket) = Some((socket.clone(), offer.directory.is_none()));
        if actor.mischief.has(Fault::OpenSocket) {
            open_to_all(socket, offer.directory.is_none()).map_err(ConfigError::Runtime)?;
        }
    }
    let around = Surroundings {
        offer: &offer,
        agreed,
        place: beside(place, &address),
        backlog: &Arc::new(Backlog::default()),
        flush: Arc::new(|| Box::pin(ready(()))),
        shutdown_file: None,
    };
    let mut ready = Ready::new(server, around).await?;
    let mut line = ready.line(&offer, &address);
    let hosts = Arc::get_mut(&mut ready.hosts).expect("nobody is served yet");
    let truth = Lie { certificate: line.certificate, session: hosts.session.take() };
    let told = lie(&actor.mischief, offer.certificate.as_deref(), truth)?;
    (line.certificate, hosts.session) = (told.certificate, told.session);
    hosts.before = Some(Before(calls::look(Arc::clone(actor))));

    tokio::time::sleep(actor.mischief.late).await;
    let printed = actor.mischief.printed(&line, variables);
    actor.log.saw(Seen::Line(String::from_utf8_lossy(&printed).into_owned()));
    actor.act(Act::Stdout(printed)).await;
    actor.serves.store(true, Ordering::Relaxed);
    actor.now(Moment::Line).await;
    served(actor, ready, listener, parent).await;
    Ok(())
}

/// Lets everybody reach the socket, through its directory where that is `own`.
fn open_to_all(socket: &Path, own: bool) -> io::Result<()> {
    if let Some(directory) = socket.parent().filter(|_| own) {
        std::fs::set_permissions(directory, Permissions::from_mode(0o755))?;
    }
    std::fs::set_permissions(socket, Permissions::from_mode(0o777))
}

/// What the host offers, or as much of it as the plugin heeds.
fn offered(actor: &Actor, variables: &Variables) -> Offer {
    let offer = Offer::read(|name| variables.get(name).map(OsString::from));
    let has = |fault| actor.mischief.has(fault);
    let readable = |pem: &String| !has(Fault::IgnoresBadHosts) || Pinned::from_pem(pem).is_ok();
    Offer {
        directory: offer.directory.filter(|_| !has(Fault::OwnDirectory)),
        group: offer.group.filter(|_| !has(Fault::OwnGroup)),
        certificate: offer.certificate.filter(readable),
        ..offer
    }
}

/// Whether the host has the right cookie.
fn knows(actor: &Actor, handshake: &Handshake, variables: &BTreeMap<String, String>) -> Result<(), ConfigError> {
    let Handshake { cookie_key, cookie_value, .. } = handshake;
    let seen = match variables.get(*cookie_key) {
        _ if actor.mischief.has(Fault::AnyCookie) => return Ok(()),
        Some(value) if value == cookie_value => return Ok(()),
        Some(_) => "set to something else",
        None => "not set",
    };
    actor.log.saw(Seen::Refused);
    Err(ConfigError::NotLaunchedByHost { key: (*cookie_key).to_owned(), seen })
}

/// Serves hosts until one of them, a signal, or the end of the one that launched it says so.
async fn served(actor: &Arc<Actor>, ready: Ready, listener: Listener, parent: u32) {
    let steps = ready.steps().clone();
    *lock(&actor.ending) = steps.ending.clone();
    let Ready { hosts, manner, .. } = ready;
    let late = async {
        steps.parting.cancelled().await;
        tokio::time::sleep(PARTING).await;
    };
    let served = accept(listener, steps.ending.clone(), late, |socket| {
        let (peer, hosts) = (Peer::of(&socket), Arc::clone(&hosts));
        Arc::clone(actor).connected(socket, move |socket| Box::pin(hosts.connected(socket, peer)))
    });
    let host_is_gone = async {
        if actor.mischief.has(Fault::StaysAfterHost) {
            pending().await
        }
        if let Ok(host) = body::watched(parent) {
            Body::ended(&host).await;
        }
        steps.orphaned.cancel();
        pending().await
    };
    let ended = async {
        tokio::select! {
            _ = manner.settle(actor.terminated.cancelled(), &steps) => {}
            () = host_is_gone => {}
        }
        steps.parting.cancel();
    };
    tokio::join!(served, ended);
}

/// Where the broker's sockets go: beside the main one.
fn beside(place: Place, address: &Address) -> Place {
    match (place, address) {
        (Place::Unix { group, .. }, Address::Unix(socket)) => {
            Place::Unix { directory: socket.parent().map(PathBuf::from), group }
        }
        (place, _) => place,
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What HTTP/2, TLS and yamux begin with.
const OPENINGS: [u8; 3] = [b'P', 0x16, 0];
/// How long connections may take to finish when nothing is left to do.
const PARTING: Duration = Duration::from_millis(250);
