//! An annotated trait becomes a plugin.
//!
//! `#[plugin]` on a trait makes the gRPC protocol, a client that implements the trait, the handler, and the plugin's
//! `main`; handshake, transport and mutual TLS are wired in. It speaks [go-plugin](https://github.com/hashicorp/go-plugin)'s
//! protocol: plugins load into unmodified Go hosts, and hosts drive unmodified Go plugins.
//!
//! A crate that host and plugin share has the trait:
//!
//! ```
//! use pintle::{Status, plugin};
//!
//! /// A key/value store.
//! #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
//! pub trait Kv {
//!     /// The value under `key`, if there is one.
//!     async fn get(&self, key: String) -> Result<Option<Vec<u8>>, Status>;
//!     /// Puts `value` under `key`.
//!     async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status>;
//! }
//! # fn main() {}
//! ```
//!
//! The plugin returns its implementation from `main`; the host launches the plugin, and has a value of the trait:
//!
//! ```
//! # use pintle::{Status, plugin};
//! # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
//! # pub trait Kv {
//! #     async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status>;
//! # }
//! use std::process::Command;
//!
//! # async fn host() -> Result<(), Box<dyn std::error::Error>> {
//! let kv = KvClient::launch(Command::new("./kv-disk")).await?;
//! kv.put("k".into(), b"v".to_vec()).await?;
//! # Ok(())
//! # }
//! # fn main() {}
//! ```
//!
//! Both are short forms of [`Server`] and [`Launcher`].

#[doc(hidden)]
pub mod __private;

mod address;
mod broker;
mod config;
mod controller;
mod error;
mod field;
mod generated;
mod handshake;
mod health;
mod host;
mod log;
mod process;
pub mod proto;
mod reflection;
mod serve;
mod service;
mod status;
mod stdio;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;
mod transport;

/// A struct is a message, an enum without data an enum, and an enum with data a message with one oneof. Fields are
/// numbered in the order they are written, from 1, or by `#[field(n)]`. No `Default` is needed: what is absent on the wire
/// is proto3's default for its type.
///
/// ```
/// #[derive(pintle::Message)]
/// pub struct Entry {
///     pub key: String,
///     pub value: Option<Vec<u8>>,
/// }
/// ```
///
/// A type may be generic over types that are an [`Element`]. Each of its instances is a message of its own: in a
/// description, `Page<Entry>` is `PageOfEntry`. A parameter that is the key of a map needs the bound [`Key`] as well.
///
/// ```
/// #[derive(pintle::Message)]
/// pub struct Page<T> {
///     pub items: Vec<T>,
///     pub next: Option<String>,
/// }
/// ```
pub use pintle_macros::Message;

/// Each variant says what it tells people, in the manner of `thiserror`, and one of gRPC's [`Code`]s, `Unknown` unless set.
/// One variant holds a lost call. With that the enum is a [`Failure`], `Display` and `Error`.
///
/// On the wire it is an ordinary status, with the enum itself as a message with one oneof in its details: a caller in any
/// language sees code and message, and can decode the details by the `.proto`; a caller in Rust gets the same variant.
/// A status without such details, such as those of a Go plugin, arrives as the lost call. Errors travel as HTTP/2 trailers:
/// keep them small, since other implementations of gRPC take 8 KiB.
///
/// ```
/// use pintle::{CallError, plugin};
///
/// #[derive(Debug, pintle::Error)]
/// pub enum KvError {
///     #[error("there is no key `{key}`", code = NotFound)]
///     NotFound { key: String },
///     #[error("the store is locked", code = FailedPrecondition)]
///     Locked,
///     #[error(call)]
///     Call(CallError),
/// }
///
/// #[plugin(package = "kv.v1")]
/// pub trait Kv {
///     async fn get(&self, key: String) -> Result<Vec<u8>, KvError>;
/// }
/// # fn main() {}
/// ```
pub use pintle_macros::Error;

/// The cookie is checked before anything else runs; run by hand, the plugin says what it is and exits with 1. Then
/// stdout is taken, panics and `tracing` events are led to the host, and the function runs, within a tokio runtime.
///
/// The short form returns an implementation of one `#[plugin]` trait, `fn main() -> impl Kv`; the long form returns a
/// [`Server`] and names the handshake. Either may be a `Result`, whose error is shown before the plugin exits with 1.
///
/// | option | what it is |
/// |---|---|
/// | `handshake = kv::HANDSHAKE` | the cookie to know the host by; long form only |
/// | `flavor = "multi_thread"` | the runtime; `"current_thread"` unless set |
/// | `crate = path` | where `pintle` is, if renamed |
///
/// ```no_run
/// # use pintle::{Server, Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
/// # struct Memory;
/// # impl Kv for Memory { async fn len(&self) -> Result<u64, Status> { Ok(0) } }
/// #[pintle::main(handshake = kv::HANDSHAKE, flavor = "multi_thread")]
/// fn main() -> Server {
///     Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Memory)).serve(2, KvServer::new(Memory))
/// }
/// ```
pub use pintle_macros::main;

/// For `trait Kv` it makes `KvClient`, which implements `Kv`; `KvServer`, the handler; and the constants
/// `kv::HANDSHAKE`, `kv::SERVICE`, `kv::descriptor()` and `kv::imports()`. Methods are `async fn`, take `&self` and owned
/// arguments, and return a [`Result`] whose error is a [`Failure`]. Method `get_all` is `/kv.v1.Kv/GetAll` on the wire;
/// arguments are the request's fields 1, 2, … in order, and the result is the response's field 1.
///
/// In other crates, `use kv::*` of a crate that is called `kv` too is ambiguous: write `use ::kv::*`, or name what is used.
///
/// | option | what it is |
/// |---|---|
/// | `package = "kv.v1"` | the protobuf package; required |
/// | `name = "KV"` | the service's name on the wire; the trait's unless set |
/// | `cookie("KEY", "value")` | how host and plugin know each other; needed to launch |
/// | `version = 1` | the version of the protocol, from 1; 1 unless set |
/// | `mock` | makes `MockKv`, by the library `mockall`, which the crate must depend on; `mock(feature = "mock")` or `mock(test)` makes it only there |
/// | `crate = path` | where `pintle` is, if renamed |
///
/// | in a method | what it is |
/// |---|---|
/// | `#[rpc(name = "…")]` above it | its name on the wire |
/// | `#[rpc(message)]` above it | the one argument and the result are the request and the response themselves |
/// | `#[rpc(idempotent)]` above it | doing it twice is as good as once: a [supervised](Supervised) plugin is asked again where a call was lost |
/// | `#[field(3)]` before an argument | its number; what follows counts on from the highest so far |
/// | `#[reserved(2, "old")]` above it | numbers and names of arguments that are no longer used |
/// | [`Context`], as the first argument | deadline, cancellation, metadata and peer of the call; no field |
/// | [`Streaming`], as an argument, the result, or both | any number of values, one after the other |
/// | a body | the method is optional: where the other end lacks it, the client runs the body |
///
/// An expectation of a mock returns what the method does: `mock.expect_get().returning(|key| Ok(None))`. That of a method with a
/// stream among its arguments returns a boxed future of it, in which the stream can be read. An `Arc<MockKv>` is a `Kv` too, so
/// that a test can keep the mock that it hands out.
///
/// Doc comments and `#[deprecated]` are part of the description, of which [`proto`] makes a `.proto` file.
pub use pintle_macros::plugin;

pub use address::{Address, AddressError};
pub use broker::{Accepted, Broker};
pub use config::{Config, ConfigReader};
pub use error::{
    BrokerError, CallError, CertificateFault, ConfigError, Error, ErrorKind, HandshakeError, LastWords, Mistake,
    ProtocolError, SecurityError, TransportError,
};
pub use field::{Element, Field, Files, Key, Message, Prost, WellKnown};
pub use handshake::{Handshake, Lifetime, Line, LineError, Reattach, ReattachError};
pub use host::{
    Attacher, Checksum, ChecksumError, EndedBy, Env, Event, Exit, GaveUp, Launcher, Multiplex, Output, Plugin,
    ProcessGroup, Security, StartLimit, Supervised, Supervision, Tls,
};
pub use log::{Level, Record};
pub use serve::{EndReason, Ending, Server, Transport};
pub use service::{
    CallLayer, Callback, Client, Context, Failure, Handler, Metadata, MetadataError, Next, RateLimit, Sender,
    Streaming, TraceContext, Unread,
};
pub use status::{Code, Status};
pub use tls::Certificates;
pub use transport::{Channel, Peer};
