//! The outcome of a call that did not go well, as gRPC has it.

mod details;
mod of_error;
mod reset;

use std::fmt;

use bytes::Bytes;

pub(crate) use self::details::{RpcStatus, is, number};
pub(crate) use self::of_error::find;

/// Why a call was refused: gRPC's code, a message for people, and details for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    code: Code,
    message: String,
    details: Bytes,
}

impl Status {
    /// A status of this code, with a message for people.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Bytes::new() }
    }

    /// Adds details: a serialised `google.rpc.Status`, sent as `grpc-status-details-bin`.
    #[must_use]
    pub fn with_details(mut self, details: impl Into<Bytes>) -> Self {
        self.details = details.into();
        self
    }

    /// What kind of failure it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What it says to people.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What it says to programs: a serialised `google.rpc.Status`, or nothing.
    pub fn details(&self) -> &[u8] {
        &self.details
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => write!(f, "{}", self.code),
            message => write!(f, "{}: {message}", self.code),
        }
    }
}

impl std::error::Error for Status {}

/// gRPC's codes of failure ([the list](https://grpc.io/docs/guides/status-codes/)); success is no status here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The caller gave up.
    Cancelled,
    /// Nobody knows better.
    Unknown,
    /// An argument is wrong, whatever the state of the system.
    InvalidArgument,
    /// The time ran out.
    DeadlineExceeded,
    /// What was asked for is not there.
    NotFound,
    /// What was to be made is there already.
    AlreadyExists,
    /// The caller may not do this.
    PermissionDenied,
    /// A quota, a limit or a disk is full.
    ResourceExhausted,
    /// The system is not in the state that the call needs.
    FailedPrecondition,
    /// The call collided with another.
    Aborted,
    /// A position is past the end.
    OutOfRange,
    /// The other end has no such method.
    Unimplemented,
    /// Something that must hold does not.
    Internal,
    /// Not now; trying again may help.
    Unavailable,
    /// Data is lost or corrupt.
    DataLoss,
    /// The caller is not known.
    Unauthenticated,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown error",
            Self::InvalidArgument => "invalid argument",
            Self::DeadlineExceeded => "deadline exceeded",
            Self::NotFound => "not found",
            Self::AlreadyExists => "already exists",
            Self::PermissionDenied => "permission denied",
            Self::ResourceExhausted => "resource exhausted",
            Self::FailedPrecondition => "failed precondition",
            Self::Aborted => "aborted",
            Self::OutOfRange => "out of range",
            Self::Unimplemented => "unimplemented",
            Self::Internal => "internal error",
            Self::Unavailable => "unavailable",
            Self::DataLoss => "data loss",
            Self::Unauthenticated => "unauthenticated",
        })
    }
}

impl From<tonic::Code> for Code {
    /// `OK` in the place of a failure is a defect of the peer: `Unknown`.
    fn from(code: tonic::Code) -> Self {
        match code {
            tonic::Code::Ok | tonic::Code::Unknown => Self::Unknown,
            tonic::Code::Cancelled => Self::Cancelled,
            tonic::Code::InvalidArgument => Self::InvalidArgument,
            tonic::Code::DeadlineExceeded => Self::DeadlineExceeded,
            tonic::Code::NotFound => Self::NotFound,
            tonic::Code::AlreadyExists => Self::AlreadyExists,
            tonic::Code::PermissionDenied => Self::PermissionDenied,
            tonic::Code::ResourceExhausted => Self::ResourceExhausted,
            tonic::Code::FailedPrecondition => Self::FailedPrecondition,
            tonic::Code::Aborted => Self::Aborted,
            tonic::Code::OutOfRange => Self::OutOfRange,
            tonic::Code::Unimplemented => Self::Unimplemented,
            tonic::Code::Internal => Self::Internal,
            tonic::Code::Unavailable => Self::Unavailable,
            tonic::Code::DataLoss => Self::DataLoss,
            tonic::Code::Unauthenticated => Self::Unauthenticated,
        }
    }
}

impl From<Code> for tonic::Code {
    fn from(code: Code) -> Self {
        match code {
            Code::Cancelled => Self::Cancelled,
            Code::Unknown => Self::Unknown,
            Code::InvalidArgument => Self::InvalidArgument,
            Code::DeadlineExceeded => Self::DeadlineExceeded,
            Code::NotFound => Self::NotFound,
            Code::AlreadyExists => Self::AlreadyExists,
            Code::PermissionDenied => Self::PermissionDenied,
            Code::ResourceExhausted => Self::ResourceExhausted,
            Code::FailedPrecondition => Self::FailedPrecondition,
            Code::Aborted => Self::Aborted,
            Code::OutOfRange => Self::OutOfRange,
            Code::Unimplemented => Self::Unimplemented,
            Code::Internal => Self::Internal,
            Code::Unavailable => Self::Unavailable,
            Code::DataLoss => Self::DataLoss,
            Code::Unauthenticated => Self::Unauthenticated,
        }
    }
}

impl From<tonic::Status> for Status {
    fn from(status: tonic::Status) -> Self {
        let code = match status.code().into() {
            Code::Unknown => reset::code(&status).unwrap_or(Code::Unknown),
            code => code,
        };
        let details = Bytes::copy_from_slice(status.details());
        Self { code, message: status.message().to_owned(), details }
    }
}

impl From<Status> for tonic::Status {
    fn from(status: Status) -> Self {
        Self::with_details(status.code.into(), status.message, status.details)
    }
}
