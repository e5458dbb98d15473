//! From a plugin's address to a connection that answers.

use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::plugin::Tls;
use crate::address::Address;
use crate::broker::{self, Core, Facts, Owner, Road};
use crate::error::{Error, LastWords, SecurityError, TransportError};
use crate::handshake::{Agreed, PortRange};
use crate::health::{self, Lost};
use crate::process::Fate;
use crate::service::{Edge, Layers};
use crate::tls::{Session, Socket};
use crate::transport::{Channel, Mode, Mux, MuxStream, Peer, Place, Stream, dial};

/// Who is met, where, and until when; with the story for whatever fails on the way.
pub(crate) struct Meeting<'a> {
    pub(crate) fate: &'a Fate,
    pub(crate) address: &'a Address,
    pub(crate) deadline: Instant,
    /// From the start of the launch to the deadline, for the story.
    pub(crate) patience: Duration,
    /// Over what is called, and over what is lent.
    pub(crate) layers: &'a Layers,
}

impl Meeting<'_> {
    /// Connects to the plugin, proves both ends to each other where the launch is secured, and waits for an answer. The
    /// session comes with the plugin's fingerprint.
    pub(super) async fn meet(
        &self,
        session: Option<(Session, String)>,
        agreed: Agreed,
        version: u32,
        sockets: Sockets<'_>,
    ) -> Result<Met, Error> {
        let socket = self.dial().await?;
        let who = Peer::of(&socket);
        self.meet_over((socket, who), session, agreed, (version, sockets)).await
    }

    /// The same, over a connection that is there.
    pub(crate) async fn meet_over<S>(
        &self,
        (socket, who): (S, Peer),
        session: Option<(Session, String)>,
        agreed: Agreed,
        (version, sockets): (u32, Sockets<'_>),
    ) -> Result<Met, Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let listener = who.pid();
        let mut tasks = JoinSet::new();
        let (session, fingerprint) = session.unzip();
        let facts = Facts {
            peer: "plugin",
            kin: agreed.kin,
            who,
            session: session.clone(),
            version,
            fate: Some(self.fate.clone()),
            edge: Arc::new(Edge { limits: None, layers: self.layers.clone() }),
            ending: CancellationToken::new(),
            calls: TaskTracker::new(),
        };
        let tls = session.as_ref().zip(fingerprint);
        let (core, owner, (stream, tls)) = if agreed.multiplexed {
            let (mux, driver) = Mux::new();
            let (core, owner) = Core::new(facts, Road::Streams(mux.clone()));
            let routing = Arc::clone(&core);
            // Streams that nobody has knocked for are nobody's: the host serves no main connection (X7).
            tasks.spawn(driver.drive(socket, Mode::Client, move |stream| drop(routing.arrived(stream))));
            let stream = self.in_time(opened(&mux), |source, words| self.refused(source, words)).await?;
            (core, owner, self.secure(stream, tls).await?)
        } else {
            let (core, owner) = Core::new(facts, Road::Sockets(sockets.place(self.address)));
            (core, owner, self.secure(socket, tls).await?)
        };
        let channel = self.speak(stream, tls.is_some(), &core, &mut tasks).await?;
        let address = self.address.clone();
        Ok(Met { address, version, listener, agreed, channel, tls, core, owner, tasks })
    }

    async fn dial(&self) -> Result<Socket, Error> {
        self.in_time(dial(self.address), |source, words| self.refused(source, words)).await
    }

    /// Proves both ends to each other, where the launch is secured.
    async fn secure<S>(&self, socket: S, tls: Option<(&Session, String)>) -> Result<(Stream, Option<Tls>), Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let Some((session, fingerprint)) = tls else {
            return Ok((Box::pin(socket), None));
        };
        let stream = self.in_time(session.connect(socket), |source, words| self.not_proven(source, words)).await?;
        let version = stream.get_ref().1.protocol_version();
        Ok((Box::pin(stream), Some(Tls::new(version, fingerprint))))
    }

    /// Speaks HTTP/2 until the plugin has answered something; `tasks` get what drives the connection.
    ///
    /// A connection alone says little: nobody may be reading, and with TLS 1.3 our own handshake is over before the
    /// plugin has judged us. The brokers' stream is opened before, so that a plugin without a broker has said so by then.
    async fn speak(
        &self,
        stream: Stream,
        secure: bool,
        core: &Arc<Core>,
        tasks: &mut JoinSet<()>,
    ) -> Result<Channel, Error> {
        let answered = async {
            let (channel, driver) = Channel::open(stream, secure).await.map_err(Lost::Connection)?;
            let session = Arc::clone(core);
            tasks.spawn(async move {
                _ = driver.await;
                // Nobody is left who could let go of what was lent.
                session.close();
            });
            let mut held = Box::pin(broker::hold(Arc::clone(core), channel.clone()));
            // Its request is on its way once it has been polled; a task might be polled only after the next request.
            let begun = poll_fn(|context| Poll::Ready(held.as_mut().poll(context))).await;
            if begun.is_pending() {
                tasks.spawn(held);
            }
            health::answers(channel.clone()).await?;
            Ok(channel)
        };
        self.in_time(answered, |lost: Lost, last_words| match lost.tls_failure().filter(|_| secure) {
            Some(source) => self.not_proven(source, last_words),
            None => TransportError::Http2 { address: self.address(), source: lost.into(), last_words }.into(),
        })
        .await
    }

    async fn in_time<T, E>(
        &self,
        step: impl Future<Output = Result<T, E>>,
        failed: impl FnOnce(E, Box<LastWords>) -> Error,
    ) -> Result<T, Error> {
        match timeout_at(self.deadline, step).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                // A plugin that crashes after its line closes its socket a moment before its status is known.
                const MOMENT: Duration = Duration::from_millis(100);
                self.fate.ended(MOMENT).await;
                Err(failed(error, self.last_words().await))
            }
            Err(_) => {
                let (address, after, last_words) = (self.address(), self.patience, self.last_words().await);
                Err(TransportError::NoAnswer { address, after, last_words }.into())
            }
        }
    }

    fn refused(&self, source: io::Error, last_words: Box<LastWords>) -> Error {
        TransportError::Connect { address: self.address(), source, last_words }.into()
    }

    fn not_proven(&self, source: io::Error, last_words: Box<LastWords>) -> Error {
        SecurityError::Tls { address: self.address(), source, last_words }.into()
    }

    async fn last_words(&self) -> Box<LastWords> {
        Box::new(self.fate.last_words().await)
    }

    fn address(&self) -> String {
        self.address.to_string()
    }
}

/// A plugin that has answered.
#[derive(Debug)]
pub(crate) struct Met {
    pub(crate) address: Address,
    pub(crate) version: u32,
    /// The process that listens there, where the system tells: behind a shell it is not the one that was launched.
    pub(crate) listener: Option<u32>,
    pub(crate) agreed: Agreed,
    pub(crate) channel: Channel,
    pub(crate) tls: Option<Tls>,
    pub(crate) core: Arc<Core>,
    pub(crate) owner: Owner,
    pub(crate) tasks: JoinSet<()>,
}

/// The first stream of a multiplexed connection: the main one (X4).
async fn opened(mux: &Mux) -> io::Result<MuxStream> {
    mux.open().await.map_err(|_| io::ErrorKind::ConnectionReset.into())
}

/// Where the host's half of the broker listens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sockets<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) group: Option<&'a str>,
}

impl Sockets<'_> {
    /// On the plugin's network (S6).
    pub(crate) fn place(self, address: &Address) -> Place {
        let Self { directory, group } = self;
        match address {
            Address::Unix(_) => Place::Unix { directory: Some(directory.to_owned()), group: group.map(str::to_owned) },
            Address::Tcp { .. } => Place::Tcp(PortRange::default()),
        }
    }
}
