//! A plugin within the test's own process: all of it but process, handshake line and signals.

mod connections;
mod cut;
mod cutting;
mod plugin;
mod running;
mod services;

use std::fmt;
use std::time::Duration;

pub use plugin::{Ended, HookEnd, InProcessPlugin, State};
use running::Running;

use super::Endpoint;
use crate::error::Error;
use crate::handshake::Handshake;
use crate::host::{Multiplex, Security};
use crate::serve::Server;
use crate::service::{CallLayer, Handler, Layers};
use crate::tls::Certificates;

/// Starts one service within this process: real gRPC with mutual TLS over a pipe in memory. It speaks the version that its
/// trait names.
///
/// The short form of [`InProcess`]; that has settings, several services, and hosts that come and go.
///
/// # Errors
///
/// When the service cannot be served.
pub async fn in_process(service: impl Handler) -> Result<InProcessPlugin, Error> {
    InProcess::service(service).start().await
}

/// How to start a plugin within this process.
///
/// What is left out is the process: the handshake line, signals, what is printed. All else is what a launched plugin has:
/// TLS, HTTP/2, the broker, limits, layers, and the end with its hook. By default nothing leaves memory, so a test may pause
/// tokio's clock.
///
/// ```
/// # use pintle::{Server, Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
/// # struct Memory;
/// # impl Kv for Memory { async fn len(&self) -> Result<u64, Status> { Ok(0) } }
/// use pintle::Security;
/// use pintle::testing::InProcess;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Memory));
/// let plugin = InProcess::of(server).security(Security::Plaintext).start().await?;
/// assert_eq!(plugin.client::<KvClient>().len().await?, 0);
///
/// let ended = plugin.shutdown().await?;
/// assert_eq!(ended.cut_off, 0);
/// # Ok(())
/// # }
/// ```
#[must_use = "it does nothing until it is started"]
pub struct InProcess {
    server: Server,
    versions: Vec<u32>,
    security: Security,
    certificates: Option<Certificates>,
    multiplex: Multiplex,
    endpoint: Option<Endpoint>,
    shutdown_timeout: Duration,
    layers: Layers,
}

impl InProcess {
    /// Starts a server as `main` would return it.
    pub fn of(server: Server) -> Self {
        Self {
            versions: vec![server.handshake.version],
            server,
            security: Security::default(),
            certificates: None,
            multiplex: Multiplex::default(),
            endpoint: None,
            shutdown_timeout: SHUTDOWN,
            layers: Layers::default(),
        }
    }

    /// Starts a single service, in the version that its trait names. The trait need not have a cookie.
    pub fn service(service: impl Handler) -> Self {
        let version = service.version();
        Self::of(Server::new(Handshake::new(version, "", "")).serve(version, service))
    }

    /// Offers these versions of the protocol, in place of the handshake's own; the newest that is served is spoken.
    pub fn versions(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.versions = versions.into_iter().collect();
        self
    }

    /// Sets how the two ends know each other; mutual TLS by default, as in a launch.
    pub fn security(mut self, security: Security) -> Self {
        (self.security, self.certificates) = (security, None);
        self
    }

    /// Gives the host certificates of its own, as [`Launcher::certificates`](crate::Launcher::certificates) does; the plugin has
    /// its own by [`Server::certificates`]. Of this and [`security`](Self::security) the last one holds.
    pub fn certificates(mut self, certificates: Certificates) -> Self {
        self.certificates = Some(certificates);
        self
    }

    /// Sets how callbacks travel: over the one connection by default. With [`Multiplex::Off`] they take Unix sockets in a
    /// private directory, as with a plugin of go-plugin's; a paused clock does not wait for those.
    pub fn multiplex(mut self, multiplex: Multiplex) -> Self {
        self.multiplex = multiplex;
        self
    }

    /// Has the plugin listen, and its hosts dial: on a Unix socket in a private directory
    /// ([`Transport::Unix`](crate::Transport::Unix)), at a free TCP port of 127.0.0.1
    /// ([`Transport::Tcp`](crate::Transport::Tcp)), at an [`Address`](crate::Address), or on a [listener](super::tcp_listener)
    /// that is bound already. By default nothing does: the two ends share a pipe in memory.
    ///
    /// The socket and its directory are gone when the plugin has ended, however it did.
    ///
    /// ```
    /// # use pintle::{Status, plugin};
    /// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
    /// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
    /// # struct Memory;
    /// # impl Kv for Memory { async fn len(&self) -> Result<u64, Status> { Ok(0) } }
    /// use pintle::testing::InProcess;
    /// use pintle::{Address, Transport};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let plugin = InProcess::service(KvServer::new(Memory)).listen(Transport::Tcp).start().await?;
    /// let Some(Address::Tcp { host, port }) = plugin.address() else { panic!("it listens on TCP") };
    /// assert!(host == "127.0.0.1" && *port > 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn listen(mut self, endpoint: impl Into<Endpoint>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets how long the plugin may take to end once it is asked; 2 s by default, as in a launch.
    pub fn shutdown_timeout(mut self, shutdown_timeout: Duration) -> Self {
        self.shutdown_timeout = shutdown_timeout;
        self
    }

    /// Adds a tower layer over the calls that the plugin answers, as [`Server::layer`] does.
    pub fn server_layer(mut self, layer: impl CallLayer) -> Self {
        self.server = self.server.layer(layer);
        self
    }

    /// Adds a tower layer over the calls that the host's side makes, as [`Launcher::layer`](crate::Launcher::layer) does; those
    /// of the plugin's side are [`Server::callback_layer`]'s.
    pub fn layer(mut self, layer: impl CallLayer) -> Self {
        self.layers.call(layer);
        self
    }

    /// Adds a tower layer over the calls that the host's side answers, of what it has lent, as
    /// [`Launcher::callback_layer`](crate::Launcher::callback_layer) does.
    pub fn callback_layer(mut self, layer: impl CallLayer) -> Self {
        self.layers.answer(layer);
        self
    }

    /// Starts the plugin, and connects to it: it is ready for calls when this returns.
    ///
    /// # Errors
    ///
    /// When what the server shall do makes no sense, such as a rate limit for a method that nobody serves; or when it cannot
    /// listen ([`TransportError::Bind`](crate::TransportError::Bind)), such as on a port that is taken.
    pub async fn start(self) -> Result<InProcessPlugin, Error> {
        Running::start(self).await?.connect().await
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcess").field("server", &self.server).finish_non_exhaustive()
    }
}

/// As a launch gives it.
const SHUTDOWN: Duration = Duration::from_secs(2);
