//! The serving half of a plugin within this process, and the pipes that lead to it.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::duplex;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use super::InProcess;
use super::connections::{self, Connections, Open};
use super::cut::Cuttable;
use super::cutting::Cutting;
use super::plugin::{Ended, InProcessPlugin, State};
use super::services::Services;
use crate::address::Address;
use crate::error::{Error, SecurityError, TransportError};
use crate::handshake::{Agreed, Offer};
use crate::host::{Meeting, Multiplex, Security, Sockets, certificate};
use crate::process::{self, Fate, Words};
use crate::serve::{Chosen, Manner, Ready, Server, Steps, Surroundings};
use crate::service::Layers;
use crate::stdio::Backlog;
use crate::tls::{Credentials, Identity, Session};
use crate::transport::{Peer, Place, SocketDirectory, Stream, dial};

/// A plugin that runs within this process. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Running {
    steps: Steps,
    version: u32,
    agreed: Agreed,
    /// The host's half of the session.
    session: Option<Session>,
    layers: Layers,
    pub(super) shutdown_timeout: Duration,
    connections: Arc<Connections>,
    services: Services,
    /// What SIGTERM is to a process.
    pub(super) terminated: CancellationToken,
    ends: Ends,
    /// Waits for a reason to end, and ends it.
    life: Mutex<JoinSet<()>>,
    /// Where it listens, where that is no pipe.
    pub(super) address: Option<Address>,
    /// Where callbacks listen that have sockets of their own.
    directory: Option<SocketDirectory>,
}

/// Who learns of the plugin's end: whoever has ended it, and its clients, as if a process had.
#[derive(Debug, Clone)]
struct Ends {
    outcome: watch::Sender<Option<Ended>>,
    exited: watch::Sender<Option<process::Ended>>,
}

impl Running {
    /// Makes its services and keys. Nobody is connected yet.
    pub(super) async fn start(settings: InProcess) -> Result<Arc<Self>, Error> {
        let InProcess { mut server, versions, security, certificates, multiplex, endpoint, shutdown_timeout, layers } =
            settings;
        let listener = match endpoint {
            Some(endpoint) => Some(endpoint.bind().await?),
            None => None,
        };
        let address = listener.as_ref().map(|listener| listener.address().clone());
        let identity = match (security, &certificates) {
            (Security::MutualTls, None) => Some(Identity::generate()?),
            _ => None,
        };
        let directory = match multiplex {
            Multiplex::Off => Some(SocketDirectory::temporary()?),
            _ => None,
        };
        let agreed = Agreed { multiplexed: directory.is_none(), kin: true };
        let pem = identity.as_ref().map(Identity::pem);
        let offer = Offer { versions, certificate: pem, ..Offer::default() };
        let beside = directory.as_ref().map_or(Path::new(""), SocketDirectory::path);
        let place = Sockets { directory: beside, group: None }.place(address.as_ref().unwrap_or(&here()));
        let connections = Arc::<Connections>::default();
        let services = Services::of(&mut server);
        let ready = ready(server, &connections, &offer, (agreed, place)).await?;
        let plugin = certificate(&ready.line(&offer, &here()), identity.is_some())?;
        let made = identity.zip(plugin).map(|(host, plugin)| Credentials::new(host, plugin).session());
        let session = certificates.map(Session::Own).or(made.transpose()?);

        let (version, Ready { hosts, manner, .. }) = (ready.version, ready);
        let steps = hosts.steps.clone();
        connections.open(hosts);
        let (terminated, ends) = (CancellationToken::new(), Ends::new());
        let mut life = JoinSet::new();
        life.spawn(live(manner, steps.clone(), terminated.clone(), Arc::clone(&connections), ends.clone()));
        if let Some(listener) = listener {
            life.spawn(connections::take(listener, steps.ending.clone(), Arc::clone(&connections)));
        }
        let life = Mutex::new(life);
        Ok(Arc::new(Self {
            steps,
            version,
            agreed,
            session,
            layers,
            shutdown_timeout,
            connections,
            services,
            terminated,
            ends,
            life,
            address,
            directory,
        }))
    }

    /// Connects a host.
    pub(super) async fn connect(self: Arc<Self>) -> Result<InProcessPlugin, Error> {
        let (address, fate) = (self.address.clone().unwrap_or_else(here), self.ends.fate());
        let (near, who) = match self.reach().await {
            Ok(reached) => reached,
            Err(source) => {
                let (address, last_words) = (address.to_string(), Box::new(fate.last_words().await));
                return Err(TransportError::Connect { address, source, last_words }.into());
            }
        };
        let cut = CancellationToken::new();
        let near = Cuttable::new(near, cut.clone());
        let deadline = Instant::now() + PATIENCE;
        let meeting = Meeting { fate: &fate, address: &address, deadline, patience: PATIENCE, layers: &self.layers };
        let directory = self.directory.as_ref().map_or(Path::new(""), SocketDirectory::path);
        let sockets = Sockets { directory, group: None };
        let met = meeting.meet_over((near, who), self.session.clone(), self.agreed, (self.version, sockets)).await?;
        Ok(InProcessPlugin::new(self, met, cut))
    }

    /// The host's end of a new connection, and who is at the other.
    async fn reach(&self) -> io::Result<(Stream, Peer)> {
        if self.state() != State::Serving {
            return Err(io::ErrorKind::ConnectionRefused.into());
        }
        if let Some(address) = &self.address {
            let socket = dial(address).await?;
            let who = Peer::of(&socket);
            return Ok((Box::pin(socket), who));
        }
        let (near, far) = duplex(ROOM);
        match self.connections.add(far, Peer::myself()) {
            true => Ok((Box::pin(near), Peer::myself())),
            false => Err(io::ErrorKind::ConnectionRefused.into()),
        }
    }

    pub(super) fn state(&self) -> State {
        if self.ends.outcome.borrow().is_some() {
            State::Ended
        } else if self.steps.ending.is_cancelled() {
            State::Ending
        } else {
            State::Serving
        }
    }

    /// Waits for the end, and drops the services then.
    pub(super) async fn ended(&self) -> Ended {
        let mut outcome = self.ends.outcome.subscribe();
        let ended = outcome.wait_for(Option::is_some).await.map(|ended| *ended);
        self.services.give_back();
        // The sender is ours, so there is a value.
        ended.ok().flatten().unwrap_or_default()
    }

    /// Ends it at once, as SIGKILL ends a process.
    pub(super) fn kill(&self) {
        self.life.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
        drop(self.connections.take());
        self.ends.tell(Ended::default(), ExitStatus::from_raw(SIGKILL));
        self.services.give_back();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Ends {
    fn new() -> Self {
        Self { outcome: watch::Sender::new(None), exited: watch::Sender::new(None) }
    }

    /// What clients ask when a call is lost.
    fn fate(&self) -> Fate {
        let words = Words::new(0);
        // Nobody reads what this process prints.
        words.stdout.close();
        words.stderr.close();
        Fate::new(self.exited.subscribe(), words)
    }

    /// The first to tell is right.
    fn tell(&self, ended: Ended, status: ExitStatus) {
        let first = |outcome: &mut Option<Ended>| outcome.is_none() && outcome.replace(ended).is_none();
        if self.outcome.send_if_modified(first) {
            self.exited.send_replace(Some(process::Ended::With(status)));
        }
    }
}

/// Makes what hosts meet, in surroundings that nobody prints into.
async fn ready(
    server: Server,
    connections: &Arc<Connections>,
    offer: &Offer,
    (agreed, place): (Agreed, Place),
) -> Result<Ready, Error> {
    let around = Surroundings {
        offer,
        agreed,
        place,
        backlog: &Arc::new(Backlog::default()),
        flush: Arc::new(|| Box::pin(std::future::ready(())) as _),
        shutdown_file: None,
    };
    let demands_tls = server.demands_tls;
    let server = match server.layers.answers {
        Some(_) => server.layer(Cutting(Arc::clone(connections))),
        None => server,
    };
    let chosen = Chosen::of(&server, offer)?;
    match Ready::new(server, chosen, around).await? {
        ready if demands_tls && !ready.is_secured() => Err(SecurityError::HostWithoutTls.into()),
        ready => Ok(ready),
    }
}

/// Waits for a reason to end, and takes the steps of a process that ends.
async fn live(manner: Manner, steps: Steps, terminated: CancellationToken, connections: Arc<Connections>, ends: Ends) {
    let settled = manner.settle(terminated.cancelled(), &steps).await;
    steps.parting.cancel();
    if let Some(Open { mut tasks, .. }) = connections.take() {
        let finished = async { while tasks.join_next().await.is_some() {} };
        _ = timeout(PARTING, finished).await; // What has not finished is cut off.
    }
    ends.tell(settled.into(), ExitStatus::from_raw(0));
}

/// Where it is, in the words of errors.
fn here() -> Address {
    Address::Unix("(in this process)".into())
}

/// As much as waits between the two ends.
const ROOM: usize = 64 * 1024;
/// How long a connection may take to answer. Nothing but blocked threads could make it that slow.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long connections may take to finish when nothing is left to do.
const PARTING: Duration = Duration::from_millis(250);
const SIGKILL: i32 = 9;
