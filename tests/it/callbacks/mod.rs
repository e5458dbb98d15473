//! Callbacks between two pintle ends: over one connection and over sockets of their own, in every place of a message, for as
//! long as they are held; and against peers that do as they like.

mod against_host;
mod against_plugin;
mod ends;
mod lives;
mod places;
pub mod script;
mod secured;
mod storms;
mod upstream;
mod watched;
mod ways;
mod windows;

use std::process::Command;

use pintle::{Multiplex, Plugin, Security};
use pintle_tests::errand::{ErrandClient, errand};

use crate::harness::{ERRAND, command, launcher_with};

/// How the two ends are connected.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub multiplex: Multiplex,
    pub security: Security,
    pub tcp: bool,
}

/// Every way there is.
pub fn ways() -> impl Iterator<Item = Way> {
    let multiplex = [Multiplex::Auto, Multiplex::Off];
    let security = [Security::MutualTls, Security::Plaintext];
    multiplex.into_iter().flat_map(move |multiplex| {
        security.into_iter().flat_map(move |security| [false, true].map(|tcp| Way { multiplex, security, tcp }))
    })
}

impl Way {
    /// The usual one.
    pub const USUAL: Self = Self { multiplex: Multiplex::Auto, security: Security::MutualTls, tcp: false };
    /// The usual one over sockets.
    pub const SOCKETS: Self = Self { multiplex: Multiplex::Off, ..Self::USUAL };

    /// A running plugin that is connected so.
    pub async fn launch(self) -> (Plugin, ErrandClient) {
        let mut command: Command = command(ERRAND);
        if self.tcp {
            command.env("ERRAND_TCP", "1");
        }
        let launcher = launcher_with(errand::HANDSHAKE, command).0;
        let plugin = launcher.multiplex(self.multiplex).security(self.security).launch().await.unwrap();
        let client = plugin.client();
        (plugin, client)
    }
}
