//! A plugin that is ready for its hosts, however they connect: its version, its services, its keys.

use std::path::PathBuf;
use std::sync::Arc;

use super::end::{GO_PATIENCE, Manner, Steps, TERMINATE};
use super::hosts::Hosts;
use super::server::Server;
use crate::address::Address;
use crate::controller::{self, Flush};
use crate::error::{ConfigError, Error, Mistake, SecurityError};
use crate::handshake::{Agreed, BROKER, Line, Offer, chosen};
use crate::service::{Edge, Handler, Limits, RouterBuilder};
use crate::stdio::{self, Backlog};
use crate::tls::{Identity, Pinned, Session};
use crate::transport::Place;
use crate::{broker, health, reflection};

/// What hosts meet, and how it ends.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) hosts: Arc<Hosts>,
    pub(crate) manner: Manner,
    pub(crate) version: u32,
    /// For the handshake line, in DER; none where the host offers none, or the plugin has its own (T4).
    certificate: Option<Vec<u8>>,
    agreed: Agreed,
}

/// Where a plugin runs.
pub(crate) struct Surroundings<'a> {
    pub(crate) offer: &'a Offer,
    pub(crate) agreed: Agreed,
    /// Where a broker listens that is not multiplexed.
    pub(crate) place: Place,
    /// What the plugin prints.
    pub(crate) backlog: &'a Arc<Backlog>,
    pub(crate) flush: Flush,
    /// The shutdown file that the environment names.
    pub(crate) shutdown_file: Option<PathBuf>,
}

/// What is served to a host that made an offer; nothing listens for it yet.
pub(crate) struct Chosen {
    version: u32,
    handlers: Vec<Arc<dyn Handler>>,
    edge: Arc<Edge>,
}

impl Chosen {
    /// Chooses the version, and judges what the server is to do: go-plugin does so before it binds (wire.md C3).
    pub(crate) fn of(server: &Server, offer: &Offer) -> Result<Self, ConfigError> {
        let (version, handlers) = chosen_services(server, offer)?;
        Ok(Self { version, handlers, edge: Arc::new(edge(server)?) })
    }
}

impl Ready {
    /// Makes the services and the key.
    pub(crate) async fn new(server: Server, chosen: Chosen, around: Surroundings<'_>) -> Result<Self, Error> {
        let Surroundings { offer, agreed, place, backlog, flush, shutdown_file } = around;
        let Chosen { version, handlers, edge } = chosen;
        let (session, certificate) = match (server.certificates, offer.certificate.as_deref()) {
            (Some(own), _) => (Some(Session::Own(own)), None),
            (None, Some(pem)) => secured(pem).map(|(session, certificate)| (Some(session), Some(certificate)))?,
            (None, None) => (None, None),
        };
        let steps = Steps::default();
        let router = control_services(&handlers, backlog, flush, &steps).await?;
        let router = router.edge(Arc::clone(&edge)).build(version);
        let hosts = Arc::new(Hosts { router, session, agreed, version, place, edge, steps, before: None });
        let manner = Manner {
            grace: server.grace,
            terminate: offer.terminate.unwrap_or(TERMINATE),
            hook: server.on_shutdown,
            file: server.shutdown_file.or(shutdown_file),
        };
        Ok(Self { hosts, manner, version, certificate, agreed })
    }

    /// Whether hosts have to prove themselves.
    pub(crate) fn is_secured(&self) -> bool {
        self.hosts.session.is_some()
    }

    pub(crate) fn steps(&self) -> &Steps {
        &self.hosts.steps
    }

    /// What a host is told that made this offer.
    pub(crate) fn line(&self, offer: &Offer, address: &Address) -> Line {
        let Self { agreed, .. } = *self;
        let told = agreed.kin || offer.multiplex.is_some();
        Line {
            core_version: 1,
            version: self.version,
            address: address.clone(),
            protocol: "grpc".to_owned(),
            certificate: self.certificate.clone(),
            multiplex: told.then(|| agreed.multiplexed.to_string()),
            extensions: agreed.kin.then(|| BROKER.to_owned()).into_iter().collect(),
        }
    }
}

/// The version to speak, and the services of that version.
fn chosen_services(server: &Server, offer: &Offer) -> Result<(u32, Vec<Arc<dyn Handler>>), ConfigError> {
    let all = || server.handlers.iter().map(|(version, _)| *version);
    let none = |version: &&u32| !all().any(|served| served == **version);
    if let Some(lacking) = server.supported.iter().flatten().find(none) {
        let mut served: Vec<u32> = all().collect();
        served.sort_unstable();
        served.dedup();
        let mistake = Mistake::new(SUPPORTED, lacking.to_string(), format!("those that the plugin has: {served:?}"));
        return Err(ConfigError::Invalid { mistakes: vec![mistake] });
    }
    let served = all().filter(|version| server.supported.as_ref().is_none_or(|some| some.contains(version)));
    let version = chosen(served, &offer.versions).ok_or(ConfigError::NoVersions)?;
    let of_version = server.handlers.iter().filter(|(served, _)| *served == version);
    Ok((version, of_version.map(|(_, handler)| Arc::clone(handler)).collect()))
}

/// The setting that leaves versions out.
const SUPPORTED: &str = "SUPPORTED_PROTOCOL_VERSIONS";

/// What calls meet first, whatever their version.
fn edge(server: &Server) -> Result<Edge, ConfigError> {
    let services = server.handlers.iter().map(|(_, handler)| &**handler);
    let limits = Limits::of_server(&server.rate_limits, services)?;
    Ok(Edge { limits, layers: server.layers.clone() })
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
    flush: Flush,
    steps: &Steps,
) -> Result<RouterBuilder, ConfigError> {
    let files = reflection::files(handlers);
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
