//! A plugin's services, and how they are served.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::by_hand::Starter;
use super::descriptors::Descriptors;
use super::end::{self, Ending, Hook};
use super::environment::Environment;
use super::running::Running;
use crate::error::Error;
use crate::handshake::{Handshake, Lifetime};
use crate::service::{CallLayer, Handler, Layers, RateLimit};
use crate::tls::Certificates;

/// What a plugin serves: services by version, and how to listen.
///
/// `#[pintle::main]` runs the server that `main` returns. A program with a `main` of its own calls [`run`](Self::run).
#[must_use = "a server does nothing until it runs"]
pub struct Server {
    pub(crate) handshake: Handshake,
    pub(crate) handlers: Vec<(u32, Arc<dyn Handler>)>,
    pub(crate) transport: Transport,
    /// The one to listen on over TCP.
    pub(super) port: Option<u16>,
    pub(super) certificates: Option<Certificates>,
    pub(crate) demands_tls: bool,
    /// Those to serve of the versions that there are; all, where it is None.
    pub(super) supported: Option<Vec<u32>>,
    pub(super) rate_limits: Vec<RateLimit>,
    pub(crate) layers: Layers,
    pub(super) grace: Duration,
    pub(super) lifetime: Lifetime,
    pub(super) shutdown_file: Option<PathBuf>,
    pub(super) on_shutdown: Option<Hook>,
}

/// How a plugin listens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transport {
    /// A Unix socket in a private directory.
    #[default]
    Unix,
    /// TCP on 127.0.0.1, at a port of the range that the host sets, or any (wire.md S5).
    Tcp,
}

impl Server {
    /// A server with no services yet.
    pub fn new(handshake: Handshake) -> Self {
        Self {
            handshake,
            handlers: Vec::new(),
            transport: Transport::default(),
            port: None,
            certificates: None,
            demands_tls: false,
            supported: None,
            rate_limits: Vec::new(),
            layers: Layers::default(),
            grace: GRACE,
            lifetime: Lifetime::default(),
            shutdown_file: None,
            on_shutdown: None,
        }
    }

    /// Adds a service to a version of the protocol.
    ///
    /// A version may have several services, and a plugin several versions: the newest that both ends have is spoken
    /// (wire.md V4).
    pub fn serve(mut self, version: u32, handler: impl Handler) -> Self {
        self.handlers.push((version, Arc::new(handler)));
        self
    }

    /// Chooses how to listen; a Unix socket by default.
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = transport;
        self
    }

    /// Sets the port to listen on over TCP, in place of one of the host's range; 0 is any. On a Unix socket it means nothing.
    pub fn port(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    /// Secures the connections by certificates of one's own (go-plugin's `TLSProvider`, wire.md T4): whoever connects has to prove
    /// to be vouched for. By default a launch's own are used, if the host offers them. A host must have its own as well,
    /// such as by [`Launcher::certificates`](crate::Launcher::certificates); what it offers for the launch is not looked at.
    pub fn certificates(mut self, certificates: Certificates) -> Self {
        self.certificates = Some(certificates);
        self
    }

    /// Adds a limit on how often calls may be made; none by default. With several, a call must be within all that concern
    /// it. Those of each peer are asked first, and what one refuses is not counted by those behind.
    ///
    /// A call beyond is refused with [`Code::ResourceExhausted`](crate::Code::ResourceExhausted) before its body is read; in
    /// its details is when there is room again, which [`Status::retry_after`](crate::Status::retry_after) reads. A stream is
    /// one call. Callbacks that the plugin has lent fall under the same limits, but not calls that stay within the process.
    /// The services of go-plugin itself have no limit: a plugin always answers a health check, and ends when it is told to.
    pub fn rate_limit(mut self, rate_limit: RateLimit) -> Self {
        self.rate_limits.push(rate_limit);
        self
    }

    /// Adds a tower layer over the calls that the host makes: of the services here, and of what the plugin has lent. The last
    /// one added sees a call first. None by default. Layers see what the [limits](Self::rate_limit) let through, and nothing
    /// of go-plugin's own services, so that none can keep a plugin from ending.
    ///
    /// Where a layer has an error in place of a response, the host gets a status: that which the error is or has as its cause,
    /// of tonic's or of this crate; `DeadlineExceeded` for tower's `Elapsed`, `ResourceExhausted` for its `Overloaded`, and
    /// `Unknown` with the error's text otherwise. One that panics makes it `Internal`, and the plugin lives on.
    pub fn layer(mut self, layer: impl CallLayer) -> Self {
        self.layers.answer(layer);
        self
    }

    /// Adds a tower layer over the calls that the plugin makes of what the host has lent it. The last one added sees a call
    /// first. None by default; errors and panics are as with [`Launcher::layer`](crate::Launcher::layer).
    pub fn callback_layer(mut self, layer: impl CallLayer) -> Self {
        self.layers.call(layer);
        self
    }

    /// Sets how long calls in flight may take to finish once the plugin is told to end; 1 s by default, and never more than
    /// the host waits.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Runs `hook` before the plugin ends, when the calls in flight have finished or had their time. It is told why the plugin
    /// ends and how long it may take; calls have at most half of that time, and the hook the rest. A pintle host says how long
    /// it waits (2 s after it has asked and 1 s after SIGTERM, unless set otherwise); of others 2 s and 1 s are assumed. A
    /// plugin whose host is gone has a second.
    ///
    /// ```
    /// # use pintle::{Server, Status, plugin};
    /// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
    /// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
    /// # fn main() {
    /// let server = Server::new(kv::HANDSHAKE).on_shutdown(async |ending| {
    ///     eprintln!("{:?}: {:?} to write everything down", ending.reason, ending.remaining);
    /// });
    /// # }
    /// ```
    pub fn on_shutdown<T>(mut self, hook: impl FnOnce(Ending) -> T + Send + 'static) -> Self
    where
        T: Future<Output = ()> + Send + 'static,
    {
        self.on_shutdown = Some(end::hook(hook));
        self
    }

    /// Ends the plugin when this file is there, and removes the file. It is looked for twice a second. None by default;
    /// `PLUGIN_SHUTDOWN_FILE_PATH` sets one too, unless this does.
    pub fn shutdown_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.shutdown_file = Some(path.into());
        self
    }

    /// Sets how long the plugin lives; no longer than its host by default. A host that launches a daemon need not be told.
    pub fn lifetime(mut self, lifetime: Lifetime) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Serves until the host ends the plugin, SIGTERM arrives, or the host is gone.
    ///
    /// # Errors
    ///
    /// When the program was not launched by a host, or cannot listen. Nothing was printed on stdout then.
    pub async fn run(self) -> Result<(), Error> {
        let environment = Environment::of_process();
        let descriptors = match environment.starter(&self.handshake)? {
            Starter::Host => Some(Descriptors::take()?),
            Starter::Person => None,
        };
        self.run_with(descriptors, &environment).await
    }

    /// [`run`](Self::run), with the cookie checked and the streams taken before, unless they are a person's.
    pub(super) async fn run_with(
        self,
        descriptors: Option<Descriptors>,
        environment: &Environment,
    ) -> Result<(), Error> {
        Running::start(self, descriptors, environment).await?.run().await;
        Ok(())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let services: Vec<_> = self.handlers.iter().map(|(version, handler)| (version, handler.name())).collect();
        f.debug_struct("Server")
            .field("services", &services)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

const GRACE: Duration = Duration::from_secs(1);
