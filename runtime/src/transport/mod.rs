//! Bytes between two ends: sockets, and HTTP/2 on them. No service is known here.

mod channel;
mod dial;
mod directory;
mod listen;
mod mux;
mod peer;
mod serve;
mod sweep;

use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncWrite};

pub use channel::Channel;
pub(crate) use dial::dial;
pub(crate) use directory::SocketDirectory;
pub(crate) use listen::{Listener, Place, group_id};
pub(crate) use mux::{Mode, Mux, MuxStream};
pub(crate) use peer::Identity;
pub use peer::Peer;
pub(crate) use serve::{accept, converse, proven};

/// The limit on a message, in either direction: that of go-plugin's own hosts (G2).
pub(crate) const MESSAGE_LIMIT: usize = i32::MAX as usize;

/// Room for one stream's unread bytes. HTTP/2's 64 KiB would stop a 5 MiB message eighty times. Fixed, since hyper's
/// adaptive windows measure with pings, which a Go server punishes (G6).
const STREAM_WINDOW: u32 = 2 * 1024 * 1024;
/// Room for those of all streams: the most there is, since streams that nobody reads must not stop the others.
const CONNECTION_WINDOW: u32 = (1 << 31) - 1;
/// The largest frame we take. Frames cost a copy and a header each; HTTP/2's default is 16 KiB.
const FRAME: u32 = 256 * 1024;
/// What grpc-go takes (G7).
const HEADER_LIST: u32 = 16 * 1024 * 1024;

/// A connected stream, with TLS or without.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<S: AsyncRead + AsyncWrite + Send> Duplex for S {}

/// A stream whose kind no longer matters.
pub(crate) type Stream = Pin<Box<dyn Duplex>>;
