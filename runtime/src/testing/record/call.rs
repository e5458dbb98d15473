//! One call, as it was recorded.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use prost::DecodeError;
use prost::encoding::{DecodeContext, decode_key, skip_field};

use crate::field::Field;
use crate::service::Metadata;
use crate::status::{Code, Status};
use crate::testing::known::{self, Known};

/// A call that a [`Recorder`](super::Recorder) has seen.
#[derive(Clone)]
#[non_exhaustive]
pub struct RecordedCall {
    /// Where it was called: `/kv.v1.Kv/Get`.
    pub path: String,
    /// What came beside the request.
    pub metadata: Metadata,
    /// Each message of the request, encoded.
    pub requests: Vec<Bytes>,
    /// Each message of the response, encoded.
    pub responses: Vec<Bytes>,
    /// How it ended; None while it has not. One that the caller has given up is `Cancelled`.
    pub outcome: Option<Result<(), Status>>,
    /// When it began, counted from when the recorder was made, by tokio's clock.
    pub began: Duration,
    /// When it ended.
    pub ended: Option<Duration>,
    pub(super) known: Arc<Vec<Known>>,
}

impl RecordedCall {
    /// The full name of the service: `kv.v1.Kv`.
    pub fn service(&self) -> &str {
        self.split().0
    }

    /// The method's name on the wire: `Get`.
    pub fn method(&self) -> &str {
        self.split().1
    }

    /// Whether it has ended, and well.
    pub fn is_ok(&self) -> bool {
        matches!(self.outcome, Some(Ok(())))
    }

    /// The code that it failed with, if it did.
    pub fn code(&self) -> Option<Code> {
        self.outcome.as_ref()?.as_ref().err().map(Status::code)
    }

    /// The first message of the request, as a whole: for methods with `#[rpc(message)]`.
    ///
    /// # Panics
    ///
    /// When there is none, or it is not such a message.
    #[track_caller]
    pub fn decode<M: prost::Message + Default>(&self) -> M {
        let name = std::any::type_name::<M>();
        M::decode(&*self.first()).unwrap_or_else(|error| panic!("the request of {self} is no {name}: {error}"))
    }

    /// An argument by its name in the trait. One that was not sent has its default, as for the method itself.
    ///
    /// # Panics
    ///
    /// When the recorder does not [know](super::Recorder::of) the service, the method has no such argument, or it is of
    /// another type.
    #[track_caller]
    pub fn argument<T: Field>(&self, name: &str) -> T {
        self.field(&self.first(), name, |method| method.input_type(), "argument")
    }

    /// What the method has returned; of a stream, all items.
    ///
    /// # Panics
    ///
    /// When the recorder does not [know](super::Recorder::of) the service, or the result is of another type.
    #[track_caller]
    pub fn results<T: Field>(&self) -> Vec<T> {
        let result = |message: &Bytes| self.field(message, "value", |method| method.output_type(), "result");
        self.responses.iter().map(result).collect()
    }

    #[track_caller]
    fn field<T: Field>(
        &self,
        message: &[u8],
        name: &str,
        side: fn(&prost_types::MethodDescriptorProto) -> &str,
        what: &str,
    ) -> T {
        let service = self.service();
        let Some(known) = self.known.iter().find(|it| it.service == service) else {
            panic!("the recorder does not know {service}: make it with `Recorder::of`, or add the client with `and`");
        };
        let message_of = known.method(self.method()).and_then(|method| known.message(side(method)));
        let Some(described) = message_of else {
            panic!("{} has a message of its own: use `decode`", self.path);
        };
        let name = name.strip_prefix("r#").unwrap_or(name);
        let Some(field) = known::field(described, name) else {
            panic!("{} has no {what} {name:?}; it has: {}", self.path, known::fields(described));
        };
        let tag = u32::try_from(field.number()).unwrap_or_default();
        let of = std::any::type_name::<T>();
        read(tag, message).unwrap_or_else(|error| panic!("the {what} {name:?} of {} is no {of}: {error}", self.path))
    }

    #[track_caller]
    fn first(&self) -> Bytes {
        let first = self.requests.first().cloned();
        first.unwrap_or_else(|| panic!("no message of the request of {self} was read"))
    }

    fn split(&self) -> (&str, &str) {
        self.path.trim_start_matches('/').rsplit_once('/').unwrap_or(("", &self.path))
    }
}

/// A field of a message.
fn read<T: Field>(tag: u32, mut message: &[u8]) -> Result<T, DecodeError> {
    let mut value: Option<T> = None;
    while !message.is_empty() {
        let (found, wire) = decode_key(&mut message)?;
        match &mut value {
            _ if found != tag => skip_field(wire, found, &mut message, DecodeContext::default())?,
            None => value = Some(T::read(wire, &mut message, DecodeContext::default())?),
            Some(value) => value.merge(wire, &mut message, DecodeContext::default())?,
        }
    }
    value.map_or_else(T::absent, Ok)
}

/// `/kv.v1.Kv/Get → NotFound after 1ms`.
impl fmt::Display for RecordedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match self.ended.map(|ended| ended.saturating_sub(self.began)) {
            None => write!(f, "{path} → (has not ended)"),
            Some(after) => match self.code() {
                None => write!(f, "{path} → Ok after {after:?}"),
                Some(code) => write!(f, "{path} → {code:?} after {after:?}"),
            },
        }
    }
}

impl fmt::Debug for RecordedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedCall")
            .field("path", &self.path)
            .field("metadata", &self.metadata)
            .field("requests", &self.requests)
            .field("responses", &self.responses)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}
