//! From a plugin's address to a connection that answers.

use std::io;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::plugin::Tls;
use crate::address::Address;
use crate::error::{Error, LastWords, SecurityError, TransportError};
use crate::health::{self, Lost};
use crate::process::Process;
use crate::tls::{Session, Socket};
use crate::transport::{Channel, Stream, dial};

/// Who is met, where, and until when; with the story for whatever fails on the way.
pub(super) struct Meeting<'a> {
    pub(super) process: &'a Process,
    pub(super) address: &'a Address,
    pub(super) deadline: Instant,
    /// From the start of the launch to the deadline, for the story.
    pub(super) patience: Duration,
}

impl Meeting<'_> {
    pub(super) async fn dial(&self) -> Result<Socket, Error> {
        let refused = |source, last_words| TransportError::Connect { address: self.address(), source, last_words };
        self.in_time(dial(self.address), |source, last_words| refused(source, last_words).into()).await
    }

    /// Proves both ends to each other, where the launch is secured; the session comes with the plugin's fingerprint.
    pub(super) async fn secure(
        &self,
        socket: Socket,
        session: Option<(Session, String)>,
    ) -> Result<(Stream, Option<Tls>), Error> {
        let Some((session, fingerprint)) = session else {
            return Ok((Box::pin(socket), None));
        };
        let stream = self.in_time(session.connect(socket), |source, words| self.not_proven(source, words)).await?;
        let version = stream.get_ref().1.protocol_version();
        Ok((Box::pin(stream), Some(Tls::new(version, fingerprint))))
    }

    /// Speaks HTTP/2 until the plugin has answered something; `tasks` get what drives the connection.
    ///
    /// A connection alone says little: nobody may be reading, and with TLS 1.3 our own handshake is over before the
    /// plugin has judged us.
    pub(super) async fn speak(&self, stream: Stream, secure: bool, tasks: &mut JoinSet<()>) -> Result<Channel, Error> {
        let answered = async {
            let (channel, driver) = Channel::open(stream, secure).await.map_err(Lost::Connection)?;
            tasks.spawn(async move { _ = driver.await });
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
                self.process.ended(MOMENT).await;
                Err(failed(error, self.last_words().await))
            }
            Err(_) => {
                let (address, after, last_words) = (self.address(), self.patience, self.last_words().await);
                Err(TransportError::NoAnswer { address, after, last_words }.into())
            }
        }
    }

    fn not_proven(&self, source: io::Error, last_words: Box<LastWords>) -> Error {
        SecurityError::Tls { address: self.address(), source, last_words }.into()
    }

    async fn last_words(&self) -> Box<LastWords> {
        Box::new(self.process.last_words().await)
    }

    fn address(&self) -> String {
        self.address.to_string()
    }
}
