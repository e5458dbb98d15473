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
mod controller;
mod error;
mod field;
mod generated;
mod handshake;
mod health;
mod host;
mod log;
mod process;
mod reflection;
mod serve;
mod service;
mod status;
mod stdio;
mod tls;
mod transport;

pub use pintle_macros::{Message, main, plugin};

pub use address::{Address, AddressError};
pub use error::{
    CallError, ConfigError, Error, HandshakeError, LastWords, ProtocolError, SecurityError, TransportError,
};
pub use field::{Field, Message};
pub use handshake::{Handshake, Line, LineError};
pub use host::{EndedBy, Exit, Launcher, Output, Plugin, Security, Tls};
pub use log::{Level, Record};
pub use serve::{Server, Transport};
pub use service::{Client, Failure, Handler};
pub use status::{Code, Status};
pub use transport::Channel;
