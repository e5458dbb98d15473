//! What stands between an expansion and the wire: a method's facts, the calling half, the answering half.

mod answer;
mod codec;
mod connection;
mod method;
mod router;

pub use answer::{Answer, Call, Handler};
pub(crate) use connection::Fate;
pub use connection::{Client, Connection};
pub use method::{Failure, Method, Outcome, Served, Service, describe, describe_method, imports};
pub(crate) use router::{Router, RouterBuilder};
