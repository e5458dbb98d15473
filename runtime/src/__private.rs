//! The contract between `codegen` and this crate: all that an expansion may name. Not for anybody else; it may change in
//! any release.

pub use prost;
pub use prost::DecodeError;
pub use prost::bytes::{Buf, BufMut};
pub use prost::encoding::{DecodeContext, WireType, skip_field};
pub use prost_types::FileDescriptorProto;

pub use crate::error::{CallError, Error};
pub use crate::field::{
    Argument, Arguments, Bare, Choice, Draft, Element, Enumeration, Field, File, Item, Key, Kind, Message, Nested,
    Note, Outline, Part, Payload, Place, Request, Reserved, Slot, Slots, Source, Streamed, Streams, Tag, Tagged, Title,
    Value, Whole, choice, enumeration, message,
};
pub use crate::handshake::Handshake;
pub use crate::host::launch_client as launch;
pub use crate::serve::{Flavor, IntoServer, NoPlugin, Plugged, main_server, main_service};
pub use crate::service::{
    Answer, AsMessage, BareUpload, Call, CallTo, Client, Connection, Failure, Form, Handler, ImplementedBy, InField,
    Incoming, Input, LostCall, Method, Optional, Outcome, Served, Service, Torn, Typed, Upload, UploadWith, describe,
    describe_method, imports, typed,
};
pub use crate::status::{Code, Status};
