//! `Context`: what a call carries beside its arguments.

mod metadata;
mod timeout;

pub(crate) use self::timeout::of as timeout_of;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Span, info_span};

pub use self::metadata::{Metadata, MetadataError};
use super::callback::Exchange;
use super::{Origin, TraceContext};
use crate::broker::Broker;
use crate::transport::Peer;

/// What a call carries beside its arguments: deadline, cancellation, metadata, and who is at the other end.
///
/// A method that wants it has it as its first argument. On the answering side it speaks of the call that is answered:
/// [`metadata`](Self::metadata) came with the request, and what is [`sent`](Self::send) goes with the reply.
///
/// ```
/// use pintle::{Context, Status, plugin};
///
/// #[plugin(package = "kv.v1")]
/// pub trait Kv {
///     async fn get(&self, cx: Context, key: String) -> Result<Vec<u8>, Status>;
/// }
/// # fn main() {}
/// ```
///
/// On the calling side it says how to call; there, `metadata` comes with the reply, and what is sent goes with the
/// request. Methods that have no such argument are called through [`Client::with`](crate::Client::with):
///
/// ```
/// # use std::time::Duration;
/// # use pintle::{Client, Context, Status, plugin};
/// # #[plugin(package = "kv.v1")]
/// # pub trait Kv {
/// #     async fn put(&self, key: String) -> Result<(), Status>;
/// # }
/// # async fn host(kv: KvClient) -> Result<(), Status> {
/// kv.with(Context::new().timeout(Duration::from_secs(5))).put("k".into()).await
/// # }
/// # fn main() {}
/// ```
///
/// Clones speak of the same call.
#[derive(Clone, Default)]
pub struct Context {
    timeout: Option<Duration>,
    deadline: Option<Instant>,
    call: Arc<Call>,
}

/// What clones share.
#[derive(Default)]
struct Call {
    received: Mutex<Metadata>,
    sent: Mutex<Metadata>,
    over: CancellationToken,
    origin: Option<Origin>,
    version: Option<u32>,
    trace: Option<TraceContext>,
}

impl Context {
    /// The context of a call that is to be made: no deadline, no metadata.
    pub fn new() -> Self {
        Self::default()
    }

    /// The context of a call that is answered.
    pub(super) fn of_call(received: Metadata, origin: Origin, version: u32) -> Self {
        let deadline = timeout::of(&received).map(|timeout| Instant::now() + timeout);
        let call = Call {
            trace: TraceContext::of(&received),
            received: Mutex::new(received),
            origin: Some(origin),
            version: Some(version),
            ..Call::default()
        };
        Self { timeout: None, deadline, call: Arc::new(call) }
    }

    /// Limits the time of each call that is made with it, the whole of a stream included.
    ///
    /// The answering side learns of it (`grpc-timeout`).
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// When the call must be over: the earlier one of deadline and [`timeout`](Self::timeout), counted from now.
    pub fn deadline(&self) -> Option<std::time::Instant> {
        self.ends_at().map(Instant::into_std)
    }

    /// The same call, whose time runs from now on.
    pub(super) fn begun(self) -> Self {
        Self { timeout: None, deadline: self.ends_at(), call: self.call }
    }

    /// The context of a call that is made to answer this one: it has the same deadline and trace, is cancelled when
    /// this call is over, and has no metadata yet.
    #[must_use]
    pub fn child(&self) -> Self {
        let call = Call { over: self.call.over.child_token(), trace: self.call.trace.clone(), ..Call::default() };
        Self { timeout: self.timeout, deadline: self.deadline, call: Arc::new(call) }
    }

    /// What the other end sent with the call: on the answering side with the request, on the calling side with the
    /// reply, once there is one.
    pub fn metadata(&self) -> Metadata {
        locked(&self.call.received).clone()
    }

    /// Sends metadata to the other end: from the answering side with the reply, as long as the method has not returned;
    /// from the calling side with the request.
    ///
    /// # Errors
    ///
    /// The key or the value cannot travel; see [`Metadata::insert`].
    pub fn send(&self, key: &str, value: &str) -> Result<(), MetadataError> {
        locked(&self.call.sent).insert(key, value)
    }

    /// As [`send`](Self::send), for bytes; the key ends with `-bin`.
    ///
    /// # Errors
    ///
    /// The key cannot travel; see [`Metadata::insert_bin`].
    pub fn send_bin(&self, key: &str, value: &[u8]) -> Result<(), MetadataError> {
        locked(&self.call.sent).insert_bin(key, value)
    }

    /// Cancels the calls that are made with it, or its children.
    pub fn cancel(&self) {
        self.call.over.cancel();
    }

    /// Waits until the call is over: the caller has given up, the time is up, or the reply is complete.
    ///
    /// A method is dropped when its caller gives up; this is for what it has spawned.
    pub async fn cancelled(&self) {
        self.call.over.cancelled().await;
    }

    /// Whether the call is over.
    pub fn is_cancelled(&self) -> bool {
        self.call.over.is_cancelled()
    }

    /// Who calls; None on the calling side.
    pub fn peer(&self) -> Option<&Peer> {
        self.call.origin.as_ref().map(|origin| &origin.peer)
    }

    /// The broker of the session that the call came by; None on the calling side, and where both sides are one process.
    pub fn broker(&self) -> Option<Broker> {
        match &self.call.origin.as_ref()?.exchange {
            Exchange::Broker(core) => Some(Broker::of(Arc::clone(core))),
            Exchange::Within(_) => None,
        }
    }

    /// The version of the protocol that host and plugin agreed on; None on the calling side.
    pub fn version(&self) -> Option<u32> {
        self.call.version
    }

    /// The trace that the call belongs to, if the caller has one.
    pub fn trace(&self) -> Option<&TraceContext> {
        self.call.trace.as_ref()
    }

    /// When a call that begins now must be over.
    pub(super) fn ends_at(&self) -> Option<Instant> {
        let timeout = self.timeout.map(|timeout| Instant::now() + timeout);
        self.deadline.into_iter().chain(timeout).min()
    }

    /// What goes with the request or the reply.
    pub(super) fn sent(&self) -> Metadata {
        locked(&self.call.sent).clone()
    }

    /// Where the method at `path` is run: in a span that hands its trace on, if it has one.
    pub(super) fn span(&self, path: &'static str) -> Span {
        let Some(trace) = &self.call.trace else {
            return Span::none();
        };
        let span = info_span!("call", method = path, trace = trace.trace_id());
        trace.clone().enter(&span);
        span
    }

    /// Keeps what came with the reply.
    pub(super) fn receive(&self, metadata: Metadata) {
        *locked(&self.call.received) = metadata;
    }

    /// Keeps what came behind the reply, too.
    pub(super) fn receive_more(&self, metadata: Metadata) {
        locked(&self.call.received).merge(metadata);
    }

    pub(super) fn over(&self) -> &CancellationToken {
        &self.call.over
    }
}

/// Metadata is whole at any time, whoever panicked.
fn locked(metadata: &Mutex<Metadata>) -> MutexGuard<'_, Metadata> {
    metadata.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("deadline", &self.deadline)
            .field("timeout", &self.timeout)
            .field("cancelled", &self.is_cancelled())
            .field("peer", &self.peer())
            .field("version", &self.call.version)
            .field("trace", &self.call.trace)
            .finish_non_exhaustive()
    }
}
