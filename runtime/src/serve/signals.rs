//! Signals of a plugin: Ctrl-C is the host's business, SIGTERM is a wish to end (wire.md D7).

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{debug, trace};

/// The two signals that a plugin takes over.
#[derive(Debug)]
pub(crate) struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// Takes both over. From here on SIGINT does not end the process.
    pub(crate) fn take() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for SIGTERM.
    pub(crate) async fn terminated(mut self) {
        loop {
            tokio::select! {
                _ = self.interrupt.recv() => trace!("SIGINT is left to the host"),
                _ = self.terminate.recv() => return debug!("SIGTERM: the plugin ends"),
            }
        }
    }
}
