//! A plugin that listens, from its handshake line to its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tracing::{debug, info};

use super::by_hand::{self, Starter};
use super::descriptors::Descriptors;
use super::end::Settled;
use super::environment::Environment;
use super::host_watch::{self, HostWatch};
use super::printing::Printing;
use super::ready::{Chosen, Ready, Surroundings};
use super::server::{Server, Transport};
use super::signals::Signals;
use crate::address::Address;
use crate::error::{ConfigError, Error, Mistake, SecurityError};
use crate::handshake::{Agreed, DAEMON, Lifetime, Offer, PRIVATE_DIRECTORY, PortRange, Reattach};
use crate::process;
use crate::stdio::Backlog;
use crate::transport::{Listener, Peer, Place, accept};

/// Everything a running plugin owns.
#[derive(Debug)]
pub(super) struct Running {
    listener: Listener,
    ready: Ready,
    printing: Arc<Printing>,
    signals: Signals,
    /// What a host that is gone cannot remove itself.
    remains: Vec<PathBuf>,
    /// None where the plugin outlives its host.
    host_watch: Option<HostWatch>,
}

impl Running {
    /// Binds, and then prints the handshake line: in the order of go-plugin (wire.md C3), and nothing before all is
    /// well. The kernel takes connections from now on; they wait for [`run`](Self::run).
    pub(super) async fn start(
        server: Server,
        descriptors: Option<Descriptors>,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let starter = if descriptors.is_some() { Starter::Host } else { Starter::Person };
        let offer = match starter {
            Starter::Host => environment.offer(),
            Starter::Person => by_hand::offer(environment.offer(), server.handlers.iter().map(|(version, _)| *version)),
        };
        let signals = Signals::take(starter).map_err(ConfigError::Runtime)?;
        let chosen = Chosen::of(&server, &offer)?;
        let (agreed, place) = judged(&server, &offer, environment)?;
        let listener = Listener::bind(&place)?;
        let address = listener.address().clone();

        let (handshake, lifetime) = (server.handshake, server.lifetime);
        let backlog = Arc::new(Backlog::default());
        let printing = Arc::new(Printing::new(descriptors.clone(), Arc::clone(&backlog)));
        let flushed = Arc::clone(&printing);
        let around = Surroundings {
            offer: &offer,
            agreed,
            place: place.beside(&address),
            backlog: &backlog,
            flush: Arc::new(move || Box::pin(flushed.flush()) as _),
            shutdown_file: environment.shutdown_file(),
        };
        let ready = Ready::new(server, chosen, around).await?;
        let remains = remains(&offer, &address);
        let ends_with_host = lifetime == Lifetime::Host && !offer.extensions.iter().any(|name| name == DAEMON);
        let watch = |host| HostWatch::start(host, ready.steps().orphaned.clone(), remains.clone());
        let host = descriptors.as_ref().filter(|_| ends_with_host);
        let host_watch = host.map(watch).transpose().map_err(ConfigError::Runtime)?;

        match &descriptors {
            Some(host) => host.announce(&ready.line(&offer, &address).to_string())?,
            None => by_hand::tell(&handshake, &reattach(ready.version, &address)),
        }
        printing.start()?;
        info!(%address, version = ready.version, mutual_tls = ready.is_secured(), "plugin ready");
        Ok(Self { listener, ready, printing, signals, remains, host_watch })
    }

    /// Serves until the host, a signal or the host's end says so.
    pub(super) async fn run(self) {
        let Self { listener, ready, printing, signals, .. } = self;
        let Ready { hosts, manner, .. } = ready;
        let steps = hosts.steps.clone();
        let late = async {
            steps.parting.cancelled().await;
            tokio::time::sleep(PARTING).await;
        };
        let served = accept(listener, steps.ending.clone(), late, |socket| {
            let peer = Peer::of(&socket);
            Arc::clone(&hosts).connected(socket, peer)
        });
        let ended = async {
            let settled = manner.settle(signals.terminated(), &steps).await;
            printing.stop().await;
            steps.parting.cancel();
            settled
        };
        let ((), Settled { reason, cut_off, hook }) = tokio::join!(served, ended);
        // A plugin that outlives its host is nobody's.
        if steps.orphaned.is_cancelled() || self.host_watch.is_none() {
            host_watch::remove(&self.remains);
        }
        debug!(?reason, cut_off, ?hook, "plugin ended");
    }
}

/// What the environment says of brokering, of where to listen, and of security: all of it, or all that is wrong with it.
fn judged(server: &Server, offer: &Offer, environment: &Environment) -> Result<(Agreed, Place), Error> {
    let agreed = offer.agreed(std::os::unix::process::parent_id().into());
    let place = place(server, offer);
    let secured = offer.certificate.is_some() || server.certificates.is_some();
    let demanded = environment.demands_tls().map(|demanded| demanded || server.demands_tls);
    match (agreed, place, demanded) {
        (Ok(_), Ok(_), Ok(true)) if !secured => Err(SecurityError::HostWithoutTls.into()),
        (Ok(agreed), Ok(place), Ok(_)) => Ok((agreed, place)),
        (agreed, place, demanded) => {
            let mistakes = [agreed.err(), place.err(), demanded.err()].into_iter().flatten().collect();
            Err(ConfigError::Invalid { mistakes }.into())
        }
    }
}

fn place(server: &Server, offer: &Offer) -> Result<Place, Mistake> {
    Ok(match server.transport {
        Transport::Unix => Place::Unix { directory: offer.directory.clone(), group: offer.group.clone() },
        Transport::Tcp => Place::Tcp(match server.port {
            Some(port) => PortRange { min: port, max: port },
            None => offer.ports.range()?,
        }),
    })
}

/// What a person is told: this very process (A8).
fn reattach(version: u32, address: &Address) -> Reattach {
    let (pid, started) = process::myself();
    let agreed = Agreed::default();
    Reattach { address: address.clone(), pid, version: Some(version), test: true, started, agreed }
}

/// The socket, and the directory around it where the host made that for this launch alone.
fn remains(offer: &Offer, address: &Address) -> Vec<PathBuf> {
    let Address::Unix(socket) = address else {
        return Vec::new();
    };
    let private = offer.directory.is_none() || offer.extensions.iter().any(|name| name == PRIVATE_DIRECTORY);
    let directory = socket.parent().filter(|_| private);
    std::iter::once(socket.clone()).chain(directory.map(PathBuf::from)).collect()
}

/// How long connections may take to finish when nothing is left to do.
const PARTING: Duration = Duration::from_millis(250);
