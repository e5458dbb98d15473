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
use crate::error::{CertificateFault, Error, LastWords, SecurityError, TransportError};
use crate::handshake::{Agreed, PortRange};
use crate::health::{self, Lost};
use crate::process::Fate;
use crate::service::{Edge, Layers};
use crate::tls::{Session, Socket, fingerprint};
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
    /// Connects to the plugin, proves both ends to each other where the launch is secured, and waits for an answer.
    pub(super) async fn meet(
        &self,
        session: Option<Session>,
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
        session: Option<Session>,
        agreed: Agreed,
        (version, sockets): (u32, Sockets<'_>),
    ) -> Result<Met, Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let listener = who.pid();
        let mut tasks = JoinSet::new();
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
        let (core, owner, (stream, tls)) = if agreed.multiplexed {
            let (mux, driver) = Mux::new();
            let (core, owner) = Core::new(facts, Road::Streams(mux.clone()));
            let routing = Arc::clone(&core);
            // Streams that nobody has knocked for are nobody's: the host serves no main connection (X7).
            tasks.spawn(driver.drive(socket, Mode::Client, move |stream| drop(routing.arrived(stream))));
            let stream = self.in_time(opened(&mux), |source, words| self.refused(source, words)).await?;
            (core, owner, self.secure(stream, session.as_ref()).await?)
        } else {
            let (core, owner) = Core::new(facts, Road::Sockets(sockets.place(self.address)));
            (core, owner, self.secure(socket, session.as_ref()).await?)
        };
        let channel = self.speak(stream, session.as_ref(), &core, &mut tasks).await?;
        let address = self.address.clone();
        Ok(Met { address, version, listener, agreed, channel, tls, core, owner, tasks })
    }

    async fn dial(&self) -> Result<Socket, Error> {
        self.in_time(dial(self.address), |source, words| self.refused(source, words)).await
    }

    /// Proves both ends to each other, where the launch is secured.
    async fn secure<S>(&self, socket: S, session: Option<&Session>) -> Result<(Stream, Option<Tls>), Error>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let Some(session) = session else {
            return Ok((Box::pin(socket), None));
        };
        let failed = |source, words| self.not_proven(session, source, words);
        let stream = self.in_time(session.connect(socket), failed).await?;
        let tls = Tls::new(stream.get_ref().1.protocol_version(), fingerprint(&stream));
        Ok((Box::pin(stream), Some(tls)))
    }

    /// Speaks HTTP/2 until the plugin has answered something; `tasks` get what drives the connection.
    ///
    /// A connection alone says little: nobody may be reading, and with TLS 1.3 our own handshake is over before the
    /// plugin has judged us. The brokers' stream is opened before, so that a plugin without a broker has said so by then.
    async fn speak(
        &self,
        stream: Stream,
        session: Option<&Session>,
        core: &Arc<Core>,
        tasks: &mut JoinSet<()>,
    ) -> Result<Channel, Error> {
        let answered = async {
            let (channel, driver) = Channel::open(stream, session.is_some()).await.map_err(Lost::Connection)?;
            let core_of_session = Arc::clone(core);
            tasks.spawn(async move {
                _ = driver.await;
                // Nobody is left who could let go of what was lent.
                core_of_session.close();
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
        self.in_time(answered, |lost: Lost, last_words| match session.zip(lost.tls_failure()) {
            Some((session, source)) => self.not_proven(session, source, last_words),
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

    /// Of certificates of one's own it is told what is wrong with which; those of a launch are right, or somebody else's.
    fn not_proven(&self, session: &Session, source: io::Error, last_words: Box<LastWords>) -> Error {
        let address = self.address();
        let is_own = matches!(session, Session::Own(_));
        match (CertificateFault::found(&source), CertificateFault::told(&source)) {
            (Some(fault), _) if is_own => SecurityError::Untrusted { address, fault, source, last_words },
            (_, Some(fault)) if is_own => SecurityError::RefusedByPlugin { address, fault, source, last_words },
            _ => SecurityError::Tls { address, source, last_words },
        }
        .into()
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
