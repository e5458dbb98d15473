//! A peer that does what a test says, and nothing else: a host of our plugin, or a plugin of our host.

mod broker;
mod grpc;
mod host;
mod plugin;
mod road;

pub use broker::{ConnInfo, Mode, Mux, MuxStream, ack, at, knock, refusal};
pub use grpc::{Asked, Callee, Caller, Numbers, Talk, numbers};
pub use host::ScriptedHost;
pub use plugin::ScriptedPlugin;
pub use road::{Road, listen};

/// How a scripted peer presents itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Over one connection, or over a socket for each number.
    pub multiplexed: bool,
    /// As pintle, or as somebody else.
    pub kin: bool,
}

impl Kind {
    pub const PLAIN: Self = Self { multiplexed: false, kin: false };
    pub const MULTIPLEXED: Self = Self { multiplexed: true, kin: false };
    pub const KIN: Self = Self { multiplexed: true, kin: true };
    pub const ALL: [Self; 3] = [Self::PLAIN, Self::MULTIPLEXED, Self::KIN];
}
