//! What stands between an expansion and the wire: a method's facts, the calling half, the answering half.

mod answer;
mod answering;
mod callback;
mod codec;
mod connection;
mod context;
mod edge;
mod incoming;
mod limits;
mod link;
mod method;
mod optional;
mod reply;
mod request;
mod router;
mod streaming;
mod trace;
pub mod typed;

pub use answer::{Answer, Call, CallTo, Handler};
pub(crate) use callback::Exchange;
pub use callback::{Callback, ImplementedBy};
pub use connection::{Client, Connection};
pub(crate) use context::timeout_of;
pub use context::{Context, Metadata, MetadataError};
pub(crate) use edge::Edge;
pub use incoming::Incoming;
pub(crate) use limits::Limits;
pub use limits::RateLimit;
pub use method::{Failure, Method, Outcome, Served, Service, describe, describe_method, imports};
pub use optional::Optional;
pub use reply::{AsMessage, Form, InField};
pub use request::{BareUpload, Input, Torn, Upload, UploadWith};
pub(crate) use router::{Origin, Router, RouterBuilder};
pub use streaming::{Sender, Streaming, Unread};
pub use trace::TraceContext;
pub use typed::{LostCall, Typed};
