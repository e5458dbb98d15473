//! The contract between `codegen` and this crate: all that an expansion may name. Not for anybody else; it may change in
//! any release.

pub use prost;
pub use prost::DecodeError;
pub use prost::bytes::{Buf, BufMut};
pub use prost::encoding::{DecodeContext, WireType, skip_field};
pub use prost_types::FileDescriptorProto;

pub use crate::field::{
    Argument, Arguments, Choice, Draft, Element, Enumeration, Field, File, Key, Kind, Message, Nested, Outline,
    Payload, Place, Reply, Request, Reserved, Slot, Slots, Source, Tag, Tagged, Title, Value, choice, enumeration,
    message,
};
pub use crate::host::launch;
pub use crate::serve::{Flavor, IntoServer, main_server, main_service};
pub use crate::service::{
    Answer, Call, Client, Connection, Failure, Handler, Method, Outcome, Served, Service, describe, describe_method,
    imports,
};
