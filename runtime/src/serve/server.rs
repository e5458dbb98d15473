//! A plugin's services, and how they are served.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::descriptors::Descriptors;
use super::environment::Environment;
use super::running::Running;
use crate::error::Error;
use crate::handshake::Handshake;
use crate::service::{CallLayer, Handler, Layers, RateLimit};

/// What a plugin serves: services by version, and how to listen.
///
/// `#[pintle::main]` runs the server that `main` returns. A program with a `main` of its own calls [`run`](Self::run).
#[must_use = "a server does nothing until it runs"]
pub struct Server {
    pub(super) handshake: Handshake,
    pub(super) handlers: Vec<(u32, Arc<dyn Handler>)>,
    pub(super) transport: Transport,
    pub(super) rate_limits: Vec<RateLimit>,
    pub(super) layers: Layers,
    pub(super) grace: Duration,
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
        let (handlers, rate_limits) = (Vec::new(), Vec::new());
        Self {
            handshake,
            handlers,
            transport: Transport::default(),
            rate_limits,
            layers: Layers::default(),
            grace: GRACE,
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

    /// Adds a limit on how often calls may be made; none by default. With several, a call must be within all that concern
    /// it, and is counted by none once one refuses it: those of each peer are asked first.
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

    /// Sets how long calls in flight may take to finish once the plugin is told to end; 1 s by default. Mind that a Go
    /// host kills after 2 s (wire.md K3).
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Serves until the host ends the plugin, SIGTERM arrives, or the host is gone.
    ///
    /// # Errors
    ///
    /// When the program was not launched by a host, or cannot listen. Nothing was printed on stdout then.
    pub async fn run(self) -> Result<(), Error> {
        let environment = Environment::of_process();
        environment.check(&self.handshake)?;
        self.run_with(Descriptors::take()?, &environment).await
    }

    /// [`run`](Self::run), with the cookie checked and the streams taken before.
    pub(super) async fn run_with(self, descriptors: Descriptors, environment: &Environment) -> Result<(), Error> {
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
