//! One launch, from its first word to its end.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::Permissions;
use std::future::{pending, ready};
use std::io::{self, Cursor};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::sync::mpsc;

use super::Script;
use super::actor::{Actor, Left, Then, lock};
use super::body::{self, Body};
use super::calls;
use super::gate::Gated;
use super::lies::{Lie, lie};
use super::mischief::{Act, Fault, Moment, Variables};
use super::seen::{Register, Seen};
use crate::address::Address;
use crate::error::{ConfigError, Error};
use crate::handshake::{Handshake, Offer};
use crate::serve::{Before, Chosen, Hosts, Ready, Surroundings, Transport};
use crate::stdio::Backlog;
use crate::tls::{Pinned, Socket};
use crate::transport::{Listener, Peer, Place, accept};

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
            Some(name) = signals.recv() => {
                leaves |= actor.signalled(&name, &mut body).await;
                if leaves && life.take().is_some() {
                    left.extend(actor.dead_socket());
                }
            }
            status = lived(&mut life) => {
                (life, leaves) = (None, true);
                body.exit(status).await;
            }
        }
    }
    log.saw(if leaves { Seen::Ended } else { Seen::Killed });
    Ok(left)
}

/// Waits for the end of a life; for ever, where there is none any more.
async fn lived(life: &mut Option<Pin<Box<impl Future<Output = i32>>>>) -> i32 {
    match life {
        Some(life) => life.as_mut().await,
        None => pending().await,
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
    let chosen = Chosen::of(&server, &offer)?;
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
        place: place.beside(&address),
        backlog: &Arc::new(Backlog::default()),
        flush: Arc::new(|| Box::pin(ready(()))),
        shutdown_file: None,
    };
    let mut ready = Ready::new(server, chosen, around).await?;
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
    let open = actor.mischief.has(Fault::AlsoPlaintext).then(|| {
        let mut open = Hosts::clone(&hosts);
        open.session = None;
        Arc::new(open)
    });
    let late = async {
        steps.parting.cancelled().await;
        tokio::time::sleep(PARTING).await;
    };
    let served = accept(listener, steps.ending.clone(), late, |socket| {
        let (peer, hosts, open) = (Peer::of(&socket), Arc::clone(&hosts), open.clone());
        Arc::clone(actor).connected(socket, move |socket| {
            Box::pin(async move {
                match open {
                    Some(open) => either(socket, peer, hosts, open).await,
                    None => hosts.connected(socket, peer).await,
                }
            })
        })
    });
    let host_is_gone = async {
        if actor.mischief.has(Fault::StaysAfterHost) {
            pending::<()>().await;
        }
        if let Ok(host) = body::watched(parent) {
            Body::ended(&host).await;
        }
        steps.orphaned.cancel();
        pending::<()>().await;
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

/// Serves whoever begins as HTTP/2 does as one of the `open`, and any other as one of the `proven`.
async fn either(mut socket: Gated<Socket>, peer: Peer, proven: Arc<Hosts>, open: Arc<Hosts>) {
    let mut first = [0];
    if socket.read_exact(&mut first).await.is_err() {
        return; // Nobody has said anything.
    }
    let hosts = if &first == b"P" { open } else { proven };
    let (reader, writer) = tokio::io::split(socket);
    hosts.connected(tokio::io::join(Cursor::new(first).chain(reader), writer), peer).await;
}

/// How long connections may take to finish when nothing is left to do.
const PARTING: Duration = Duration::from_millis(250);
