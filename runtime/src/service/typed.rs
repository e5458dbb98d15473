//! Errors of the user's own on the wire: the enum itself is in the details of a `google.rpc.Status`, so that a caller in
//! any language sees an ordinary status, and a caller in Rust gets the same variant back.

use std::fmt;

use prost::Message as _;
use prost_types::Any;

use crate::error::CallError;
use crate::field::{Bare, Message, decode};
use crate::status::{Code, Status};

/// An enum that is the error of calls: `#[derive(Error)]` implements it, with all it builds on.
pub trait Typed: Message + fmt::Display + From<CallError> {
    /// Tells the code of a variant that travels from a lost call.
    ///
    /// # Errors
    /// It is a lost call.
    fn into_code(self) -> Result<(Code, Self), CallError>;
}

/// What the variant for a lost call may hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a lost call",
    label = "a lost call is a `CallError`",
    note = "write `#[error(call)] Call(pintle::CallError)`, or a `Box` of it"
)]
pub trait LostCall {
    /// Holds it.
    fn from_call(error: CallError) -> Self;

    /// Looks at it.
    fn as_call(&self) -> &CallError;

    /// Gives it back.
    fn into_call(self) -> CallError;
}

impl LostCall for CallError {
    fn from_call(error: CallError) -> Self {
        error
    }

    fn as_call(&self) -> &CallError {
        self
    }

    fn into_call(self) -> CallError {
        self
    }
}

impl LostCall for Box<CallError> {
    fn from_call(error: CallError) -> Self {
        Self::new(error)
    }

    fn as_call(&self) -> &CallError {
        self
    }

    fn into_call(self) -> CallError {
        *self
    }
}

/// The status by which an error leaves a service of `package`.
pub fn depart<T: Typed>(error: T, package: &'static str) -> Status {
    match error.into_code() {
        Ok((code, error)) => {
            let detail = Any { type_url: type_url::<T>(package), value: error.encode_to_vec() };
            let message = error.to_string();
            let status = RpcStatus { code: number(code), message: message.clone(), details: vec![detail] };
            Status::new(code, message).with_details(status.encode_to_vec())
        }
        Err(lost) => lost.into(),
    }
}

/// The error that arrived at a client of a service of `package`; as a lost call where it is none of `T`'s variants.
pub fn arrive<T: Typed>(error: CallError, package: &'static str) -> T {
    let detail = match &error {
        CallError::Status(status) => found::<T>(status.details(), package),
        _ => None,
    };
    detail.unwrap_or_else(|| error.into())
}

fn found<T: Typed>(details: &[u8], package: &'static str) -> Option<T> {
    let status = RpcStatus::decode(details).ok()?;
    let url = type_url::<T>(package);
    let detail = status.details.iter().find(|detail| same_type(&detail.type_url, &url))?;
    decode::<Bare<T>>(&mut detail.value.as_slice()).ok().map(|Bare(error)| error)
}

fn type_url<T: Message>(package: &str) -> String {
    let dot = if package.is_empty() { "" } else { "." };
    format!("type.googleapis.com/{package}{dot}{}", T::NAME)
}

/// Only what follows the last slash is the type (`google/protobuf/any.proto`).
fn same_type(left: &str, right: &str) -> bool {
    left.rsplit('/').next() == right.rsplit('/').next()
}

/// gRPC's number of a code.
fn number(code: Code) -> i32 {
    tonic::Code::from(code).into()
}

/// `google.rpc.Status` (`google/rpc/status.proto`), the form of `grpc-status-details-bin`.
#[derive(Clone, PartialEq, prost::Message)]
struct RpcStatus {
    #[prost(int32, tag = "1")]
    code: i32,
    #[prost(string, tag = "2")]
    message: String,
    #[prost(message, repeated, tag = "3")]
    details: Vec<Any>,
}
