//! A plugin that listens, from its handshake line to its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tracing::{debug, info};

use super::by_hand::{self, Starter};
use super::descriptors::Descriptors;
use super::end::{GO_PATIENCE, Manner, Steps, TERMINATE};
use super::environment::Environment;
use super::host_watch::{self, HostWatch};
use super::hosts::Hosts;
use super::printing::Printing;
use super::server::{Server, Transport};
use super::signals::Signals;
use crate::address::Address;
use crate::error::{ConfigError, Error, Mistake, SecurityError};
use crate::handshake::{Agreed, BROKER, DAEMON, Lifetime, Line, Offer, PRIVATE_DIRECTORY, Reattach, chosen};
use crate::service::{Edge, Handler, Limits, RouterBuilder};
use crate::stdio::Backlog;
use crate::tls::{Identity, Pinned, Session};
use crate::transport::{Listener, Place, accept};
use crate::{broker, controller, health, process, reflection, stdio};

/// Everything a running plugin owns.
#[derive(Debug)]
pub(super) struct Running {
    listener: Listener,
    hosts: Arc<Hosts>,
    manner: Manner,
    printing: Arc<Printing>,
    signals: Signals,
    steps: Steps,
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
        let (version, handlers) = chosen_services(&server, &offer)?;
        let edge = Arc::new(edge(&server)?);
        let (agreed, place) = judged(server.transport, &offer, environment)?;
        let listener = Listener::bind(&place)?;
        let (session, certificate) = offer.certificate.as_deref().map(secured).transpose()?.unzip();

        let steps = Steps::default();
        let backlog = Arc::new(Backlog::default());
        let printing = Arc::new(Printing::new(descriptors.clone(), Arc::clone(&backlog)));
        let router = control_services(&handlers, &backlog, &printing, &steps).await?;
        let router = router.edge(Arc::clone(&edge)).build(version);
        let remains = remains(&offer, listener.address());
        let ends_with_host = server.lifetime == Lifetime::Host && !offer.extensions.iter().any(|name| name == DAEMON);
        let watch = |host| HostWatch::start(host, steps.orphaned.clone(), remains.clone());
        let host = descriptors.as_ref().filter(|_| ends_with_host);
        let host_watch = host.map(watch).transpose().map_err(ConfigError::Runtime)?;

        let address = listener.address().clone();
        match &descriptors {
            Some(host) => host.announce(&line(&offer, version, &address, certificate, agreed).to_string())?,
            None => by_hand::tell(&server.handshake, &reattach(version, &address)),
        }
        printing.start()?;
        info!(%address, version, mutual_tls = session.is_some(), "plugin ready");
        let place = beside(&place, &address);
        let hosts = Hosts { router, session, agreed, version, place, edge, steps: steps.clone() };
        let manner = Manner {
            grace: server.grace,
            terminate: offer.terminate.unwrap_or(TERMINATE),
            hook: server.on_shutdown,
            file: server.shutdown_file.or_else(|| environment.shutdown_file()),
        };
        Ok(Self { listener, hosts: Arc::new(hosts), manner, printing, signals, steps, remains, host_watch })
    }

    /// Serves until the host, a signal or the host's end says so.
    pub(super) async fn run(self) {
        let Self { listener, hosts, manner, printing, signals, steps, .. } = self;
        let late = async {
            steps.parting.cancelled().await;
            tokio::time::sleep(PARTING).await;
        };
        let served = accept(listener, steps.ending.clone(), late, |socket| Arc::clone(&hosts).connected(socket));
        let ended = async {
            manner.settle(signals, &steps).await;
            printing.stop().await;
            steps.parting.cancel();
        };
        tokio::join!(served, ended);
        // A plugin that outlives its host is nobody's.
        if steps.orphaned.is_cancelled() || self.host_watch.is_none() {
            host_watch::remove(&self.remains);
        }
        debug!("plugin ended");
    }
}

/// The version to speak, and the services of that version.
fn chosen_services(server: &Server, offer: &Offer) -> Result<(u32, Vec<Arc<dyn Handler>>), ConfigError> {
    let served = server.handlers.iter().map(|(version, _)| *version);
    let version = chosen(served, &offer.versions).ok_or(ConfigError::NoVersions)?;
    let of_version = server.handlers.iter().filter(|(served, _)| *served == version);
    Ok((version, of_version.map(|(_, handler)| Arc::clone(handler)).collect()))
}

/// What calls meet first, whatever their version.
fn edge(server: &Server) -> Result<Edge, ConfigError> {
    let services = server.handlers.iter().map(|(_, handler)| &**handler);
    let limits = Limits::of_server(&server.rate_limits, services)?;
    Ok(Edge { limits, layers: server.layers.clone() })
}

/// What the environment says of brokering, of where to listen, and of security: all of it, or all that is wrong with it.
fn judged(transport: Transport, offer: &Offer, environment: &Environment) -> Result<(Agreed, Place), Error> {
    let agreed = offer.agreed(std::os::unix::process::parent_id().into());
    let place = place(transport, offer);
    let demanded = environment.demands_tls();
    match (agreed, place, demanded) {
        (Ok(_), Ok(_), Ok(true)) if offer.certificate.is_none() => Err(SecurityError::HostWithoutTls.into()),
        (Ok(agreed), Ok(place), Ok(_)) => Ok((agreed, place)),
        (agreed, place, demanded) => {
            let mistakes = [agreed.err(), place.err(), demanded.err()].into_iter().flatten().collect();
            Err(ConfigError::Invalid { mistakes }.into())
        }
    }
}

fn place(transport: Transport, offer: &Offer) -> Result<Place, Mistake> {
    Ok(match transport {
        Transport::Unix => Place::Unix { directory: offer.directory.clone(), group: offer.group.clone() },
        Transport::Tcp => Place::Tcp(offer.ports.range()?),
    })
}

/// What the host is told.
fn line(offer: &Offer, version: u32, address: &Address, certificate: Option<Vec<u8>>, agreed: Agreed) -> Line {
    let line = Line {
        core_version: 1,
        version,
        address: address.clone(),
        protocol: "grpc".to_owned(),
        certificate,
        multiplex: offer.multiplex.as_ref().map(|_| agreed.multiplexed.to_string()),
        extensions: Vec::new(),
    };
    if agreed.kin { among_kin(line, agreed) } else { line }
}

/// What a person is told: this very process (A8).
fn reattach(version: u32, address: &Address) -> Reattach {
    let (pid, started) = process::myself();
    let agreed = Agreed::default();
    Reattach { address: address.clone(), pid, version: Some(version), test: true, started, agreed }
}

/// The line, as one pintle end writes it for another.
fn among_kin(line: Line, agreed: Agreed) -> Line {
    Line { multiplex: Some(agreed.multiplexed.to_string()), extensions: vec![BROKER.to_owned()], ..line }
}

/// Where the broker's sockets go: beside the main one.
fn beside(place: &Place, address: &Address) -> Place {
    match (place, address) {
        (Place::Unix { group, .. }, Address::Unix(socket)) => {
            Place::Unix { directory: socket.parent().map(PathBuf::from), group: group.clone() }
        }
        _ => place.clone(),
    }
}

/// A session with the one host that holds the key to `pem`, and our own certificate for the handshake line (T3).
fn secured(pem: &str) -> Result<(Session, Vec<u8>), SecurityError> {
    let bad = |reason| SecurityError::BadCertificate { owner: "host", reason };
    let host = Pinned::from_pem(pem).map_err(bad)?;
    let identity = Identity::generate()?;
    Ok((Session::new(&identity, host)?, identity.certificate.to_vec()))
}

/// The plugin's own services and those that every go-plugin plugin has (wire.md §1.8).
async fn control_services(
    handlers: &[Arc<dyn Handler>],
    backlog: &Arc<Backlog>,
    printing: &Arc<Printing>,
    steps: &Steps,
) -> Result<RouterBuilder, ConfigError> {
    let files = reflection::files(handlers);
    let flushed = Arc::clone(printing);
    let flush = Arc::new(move || Box::pin(flushed.flush()) as _);
    let (asked, settled) = (steps.asked.clone(), steps.settled.clone());
    let controller = controller::Service { asked, patience: GO_PATIENCE, settled, flush };
    let builder = RouterBuilder::default()
        .service(health::service().await)
        .service(reflection::service(&files)?)
        .service(reflection::alpha_service(&files)?)
        .service(broker::service())
        .service(controller::service(controller))
        .service(stdio::service(Arc::clone(backlog)));
    let add = |builder: RouterBuilder, handler: &Arc<dyn Handler>| builder.handler(Arc::clone(handler));
    Ok(handlers.iter().fold(builder, add))
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
