//! Many connections in one (yamux).

use std::io;

use tokio::task::JoinSet;

use super::{Approach, Connection};
use crate::tls::Socket;
use crate::transport::{Mode, Mux};

/// The one socket of a host that multiplexes; each of its streams is a connection. Dropped, it ends.
#[derive(Debug)]
pub struct Session {
    mux: Mux,
    _driver: JoinSet<()>,
}

impl Session {
    pub(super) fn over(socket: Socket) -> Self {
        let (mux, driver) = Mux::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(driver.drive(socket, Mode::Client, drop));
        Self { mux, _driver: tasks }
    }

    /// A connection on the next stream.
    ///
    /// # Errors
    ///
    /// When the session has ended, or as for any [connection](super::Started::connect).
    pub async fn connect(&self, approach: &Approach) -> io::Result<Connection> {
        let gone = |_| io::Error::new(io::ErrorKind::NotConnected, "the multiplexed session has ended");
        let stream = self.mux.open().await.map_err(gone)?;
        Connection::over(stream, approach).await
    }
}
