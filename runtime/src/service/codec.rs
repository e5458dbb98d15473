//! Payloads as gRPC messages.

use std::marker::PhantomData;

use tonic::Status;
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use super::callback::Lending;
use crate::field::{Payload, decode, decode_next};

/// Writes `E` and reads `D`, with the callbacks in them.
#[derive(Debug)]
pub(super) struct Messages<E, D>(Lending, PhantomData<fn(D) -> E>);

impl<E, D> Messages<E, D> {
    pub(super) fn new(lending: Lending) -> Self {
        Self(lending, PhantomData)
    }
}

impl<E: Payload, D: Payload> Codec for Messages<E, D> {
    type Encode = E;
    type Decode = D;
    type Encoder = Half<E>;
    type Decoder = Half<D>;

    fn encoder(&mut self) -> Half<E> {
        Half::new(self.0.clone())
    }

    fn decoder(&mut self) -> Half<D> {
        Half::new(self.0.clone())
    }
}

/// One direction. `fn() -> P`, since it holds no payload: so it is `Send` whatever the payload is.
#[derive(Debug)]
pub(super) struct Half<P> {
    payload: PhantomData<fn() -> P>,
    lending: Lending,
    /// Whether a message has been read: later ones may be made otherwise.
    begun: bool,
}

impl<P> Half<P> {
    fn new(lending: Lending) -> Self {
        Self { payload: PhantomData, lending, begun: false }
    }
}

impl<P: Payload> Encoder for Half<P> {
    type Item = P;
    type Error = Status;

    fn encode(&mut self, payload: P, buf: &mut EncodeBuf<'_>) -> Result<(), Status> {
        self.lending.during(|| {
            // One allocation of the right size, instead of doubling up to 5 MiB.
            buf.reserve(payload.encoded_len());
            payload.encode(buf);
        });
        // A message without its callbacks does not go.
        match self.lending.failure() {
            Some(failure) => Err(crate::Status::from(failure.clone()).into()),
            None => Ok(()),
        }
    }

    fn buffer_settings(&self) -> BufferSettings {
        settings()
    }
}

impl<P: Payload> Decoder for Half<P> {
    type Item = P;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<P>, Status> {
        let payload = self.lending.during(|| if self.begun { decode_next(buf) } else { decode(buf) });
        self.begun = true;
        payload.map(Some).map_err(|error| Status::internal(format!("the message cannot be decoded: {error}")))
    }

    fn buffer_settings(&self) -> BufferSettings {
        settings()
    }
}

/// tonic makes a buffer for every message, whatever its size. Its own 8 KiB are past what allocators keep at hand; most
/// messages are smaller than this, and others grow it once. It gathers 32 KiB before it sends, as by default.
fn settings() -> BufferSettings {
    BufferSettings::new(512, 32 * 1024)
}
