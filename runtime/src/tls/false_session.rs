//! Sessions that are not what they should be, for tests of hosts. Only [`Session::answering_as`] makes them.

use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::server::Acceptor;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{LazyConfigAcceptor, TlsStream};

use super::{ALPN, Ends, Session};

/// The ends of a session of which whoever dials sees another server. What that agrees on need not be HTTP/2 (T6).
#[derive(Debug, Clone)]
pub(crate) struct FalseEnds {
    ends: Ends,
    /// Whether those are let in who do not name `h2`.
    takes_unnamed: bool,
}

impl FalseEnds {
    pub(super) fn ends(&self) -> Ends {
        self.ends.clone()
    }

    /// As [`Session::accept`], but what is agreed on is the server's own affair.
    pub(super) async fn accept<S: AsyncRead + AsyncWrite + Unpin>(&self, socket: S) -> io::Result<TlsStream<S>> {
        let hello = LazyConfigAcceptor::new(Acceptor::default(), socket).await?;
        let names = hello.client_hello().alpn().is_some_and(|mut names| names.any(|name| name == ALPN));
        if !names && !self.takes_unnamed {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the peer did not name the protocol h2 (ALPN)"));
        }
        Ok(TlsStream::from(hello.into_stream(Arc::clone(&self.ends.server)).await?))
    }
}

impl Session {
    /// The same to whoever is dialled, but another to whoever dials; certificates of one's own stay as they are.
    pub(crate) fn answering_as(self, server: ServerConfig, takes_unnamed: bool) -> Self {
        match self {
            Self::Launch(ends) => {
                Self::False(FalseEnds { ends: Ends { server: Arc::new(server), ..ends }, takes_unnamed })
            }
            Self::Own(_) | Self::False(_) => self,
        }
    }
}
