//! The checks, one file for each group, in the order of reports.

mod broker;
mod connections;
mod cookie;
mod environment;
mod handshake;
mod health;
mod logs;
mod mux;
mod reflection;
mod shutdown;
mod signals;
mod sizes;
mod stdio;
mod tls;
mod versions;

pub(super) use handshake::is_private;

use super::check::Check;

/// All checks of the suite, in the order of reports.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    GROUPS.iter().copied().flatten()
}

const GROUPS: &[&[Check]] = &[
    handshake::CHECKS,
    cookie::CHECKS,
    versions::CHECKS,
    connections::CHECKS,
    health::CHECKS,
    reflection::CHECKS,
    tls::CHECKS,
    sizes::CHECKS,
    stdio::CHECKS,
    logs::CHECKS,
    broker::CHECKS,
    mux::CHECKS,
    shutdown::CHECKS,
    signals::CHECKS,
    environment::CHECKS,
];
