//! The control services of go-plugin, made from `proto/plugin.proto`; a test proves them fresh.

#[allow(
    missing_docs,
    unnameable_types,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    reason = "written by prost-build and tonic-build"
)]
#[rustfmt::skip]
mod plugin;

pub(crate) use plugin::*;

/// The serialised description of the services, for reflection.
pub(crate) const DESCRIPTOR: &[u8] = include_bytes!("plugin.binpb");
