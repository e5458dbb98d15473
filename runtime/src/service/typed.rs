//! Errors of the user's own on the wire: the enum itself is in the details of a `google.rpc.Status`, so that a caller in
//! any language sees an ordinary status, and a caller in Rust gets the same variant back.

use std::fmt;

use prost::Message as _;
use prost_types::Any;

use crate::error::CallError;
use crate::field::{Bare, Message, decode};
use crate::status::{self, Code, RpcStatus, Status};

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
            let type_url = format!("type.googleapis.com/{}", full_name::<T>(package));
            let detail = Any { type_url, value: error.encode_to_vec() };
            let message = error.to_string();
            let status = RpcStatus { code: status::number(code), message: message.clone(), details: vec![detail] };
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
    let name = full_name::<T>(package);
    let detail = status.details.iter().find(|detail| status::is(detail, &name))?;
    decode::<Bare<T>>(&mut detail.value.as_slice()).ok().map(|Bare(error)| error)
}

fn full_name<T: Message>(package: &str) -> String {
    let dot = if package.is_empty() { "" } else { "." };
    format!("{package}{dot}{}", T::NAME)
}
