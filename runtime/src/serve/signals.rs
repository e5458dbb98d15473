//! Signals of a plugin: Ctrl-C is the host's business, SIGTERM is a wish to end (wire.md D7).

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{debug, trace};

use super::by_hand::Starter;

/// The two signals that a plugin takes over.
#[derive(Debug)]
pub(crate) struct Signals {
    interrupt: Signal,
    terminate: Signal,
    by_hand: bool,
}

impl Signals {
    /// Takes both over. From here on SIGINT does not end the process.
    pub(crate) fn take(starter: Starter) -> io::Result<Self> {
        let (interrupt, terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(Self { interrupt, terminate, by_hand: starter == Starter::Person })
    }

    /// Waits for SIGTERM, and where a person runs the plugin for Ctrl-C too.
    pub(crate) async fn terminated(mut self) {
        loop {
            tokio::select! {
                _ = self.interrupt.recv() => match self.by_hand {
                    true => return debug!("SIGINT: the plugin ends"),
                    false => trace!("SIGINT is left to the host"),
                },
                _ = self.terminate.recv() => return debug!("SIGTERM: the plugin ends"),
            }
        }
    }
}
