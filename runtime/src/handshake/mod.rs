//! How host and plugin introduce themselves: cookie, environment, versions, and the line. Pure: nothing here reads the
//! environment or a stream.

mod env;
mod lifetime;
mod line;
mod reattach;
mod start_time;
mod version;

pub(crate) use env::{
    AUTO_MTLS, Agreed, BROKER, CONTROL_VARIABLES, DAEMON, MULTIPLEXING, Offer, PRIVATE_DIRECTORY, PortRange, boolean,
    demands_tls,
};
pub use lifetime::Lifetime;
pub use line::{Line, LineError};
pub use reattach::{Reattach, ReattachError};
pub(crate) use start_time::StartTime;
pub(crate) use version::{accepted, chosen};

/// What a host and its plugins agree on beforehand: the magic cookie, and the version of the protocol.
///
/// The cookie is no secret. It tells a plugin that it was started by its host and not by hand (wire.md E2, C2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handshake {
    pub(crate) version: u32,
    pub(crate) cookie_key: &'static str,
    pub(crate) cookie_value: &'static str,
}

impl Handshake {
    /// A handshake of this version of the application's protocol, with the name and value of its cookie.
    pub const fn new(version: u32, cookie_key: &'static str, cookie_value: &'static str) -> Self {
        Self { version, cookie_key, cookie_value }
    }
}
