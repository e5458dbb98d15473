//! Messages that come in, on either side, and what bounds them.

use std::error::Error as _;
use std::future::pending;
use std::sync::Arc;

use futures_util::stream;
use tokio::time::{Instant, sleep_until};
use tonic::metadata::MetadataMap;

use super::callback::Lending;
use super::layer::Refused;
use super::{Connection, Context, Failure, Metadata, Streaming, Torn, TraceContext};
use crate::error::CallError;
use crate::status::{Code, Status};

/// The messages of a request or a reply, as they come in.
#[derive(Debug)]
pub struct Incoming<P> {
    messages: tonic::Streaming<P>,
    /// None on the answering side.
    call: Option<Ongoing>,
    package: &'static str,
}

impl<P: Send + 'static> Incoming<P> {
    /// The messages of a request.
    pub(super) fn request(messages: tonic::Streaming<P>, package: &'static str) -> Self {
        Self { messages, call: None, package }
    }

    /// The messages of a reply.
    pub(super) fn reply(messages: tonic::Streaming<P>, call: Ongoing, package: &'static str) -> Self {
        Self { messages, call: Some(call), package }
    }

    /// Waits for the next message; None is the end.
    pub(super) async fn next(&mut self) -> Result<Option<P>, CallError> {
        let message = self.messages.message();
        match &self.call {
            Some(call) => call.watch(message).await,
            None => message.await.map_err(|status| CallError::Status(status.into())),
        }
    }

    /// Waits for the one message there is, and for the end.
    pub(super) async fn only(mut self) -> Result<P, CallError> {
        let missing = || Status::new(Code::Internal, "there is no message, where one must be");
        let message = self.next().await?.ok_or_else(missing)?;
        let trailers = self.messages.trailers();
        match &self.call {
            Some(call) => call.receive_more(call.watch(trailers).await?),
            None => _ = trailers.await.map_err(|status| CallError::Status(status.into()))?,
        }
        Ok(message)
    }

    /// Reads the messages one by one, behind what came with the first.
    pub(super) fn streaming<T, E>(self, first: Option<T>, value: fn(P) -> Option<T>) -> Streaming<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        let package = self.package;
        Streaming::new(stream::unfold((self, first), move |(mut messages, first)| async move {
            if let Some(first) = first {
                return Some((Ok(first), (messages, None)));
            }
            let value = match messages.next().await {
                Ok(message) => value(message?).map(Ok)?,
                Err(error) => Err(E::arrive(error, package)),
            };
            Some((value, (messages, None)))
        }))
    }
}

/// A call that has been made, and whose reply is not complete. Dropping it cancels the call.
#[derive(Debug)]
pub(super) struct Ongoing {
    connection: Connection,
    context: Option<Context>,
    ends_at: Option<Instant>,
    torn: Torn,
    lending: Lending,
}

impl Ongoing {
    pub(super) fn new(connection: Connection, context: Option<Context>, torn: Torn, lending: Lending) -> Self {
        let ends_at = context.as_ref().and_then(Context::ends_at).filter(|_| !connection.is_debugged());
        Self { connection, context, ends_at, torn, lending }
    }

    /// Waits for the connection, as long as for a step of the call.
    pub(super) async fn within<T>(&self, step: impl Future<Output = Result<T, CallError>>) -> Result<T, CallError> {
        match &self.context {
            None => step.await,
            Some(context) => match self.bounded(context, async { Ok(step.await) }).await {
                Ok(result) => result,
                Err(status) => Err(CallError::Status(status.into())),
            },
        }
    }

    /// Waits for a step of the call, at most until its deadline, and unless it is cancelled.
    pub(super) async fn watch<T>(&self, step: impl Future<Output = Result<T, tonic::Status>>) -> Result<T, CallError> {
        let result = match &self.context {
            None => step.await,
            Some(context) => self.bounded(context, step).await,
        };
        match result {
            Ok(value) => Ok(value),
            Err(status) => Err(self.explain(status).await),
        }
    }

    async fn bounded<T>(
        &self,
        context: &Context,
        step: impl Future<Output = Result<T, tonic::Status>>,
    ) -> Result<T, tonic::Status> {
        let late = async {
            match self.ends_at {
                Some(deadline) => sleep_until(deadline).await,
                None => pending().await,
            }
        };
        tokio::select! {
            biased;
            result = step => result,
            () = late => Err(tonic::Status::deadline_exceeded("the deadline of the call has passed")),
            () = context.over().cancelled() => Err(tonic::Status::cancelled("the caller has cancelled the call")),
        }
    }

    /// Why the call failed: a stream of our own that broke off comes first, since it makes the other end fail too.
    async fn explain(&self, status: tonic::Status) -> CallError {
        if let Some(failure) = self.lending.failure() {
            return self.connection.unreached(failure.clone()).await;
        }
        if let Some(why) = self.torn.why() {
            return CallError::Status(why.clone());
        }
        if status.source().is_none() {
            self.receive(status.metadata().clone());
            return CallError::Status(status.into());
        }
        if let Some(Refused(source)) = status.source().and_then(|source| source.downcast_ref()) {
            return CallError::Layer { source: Arc::clone(source) };
        }
        if let Some(lost) = self.connection.loss().await {
            return lost;
        }
        self.connection.lost(status)
    }

    /// Tells the other end of the deadline, the trace, and what the caller sends beside its arguments.
    pub(super) fn describe(&self, request: &mut tonic::Request<()>) {
        let trace = self.context.as_ref().and_then(Context::trace).cloned().or_else(TraceContext::current);
        if self.context.is_none() && trace.is_none() {
            return;
        }
        let mut sent = self.context.as_ref().map(Context::sent).unwrap_or_default();
        if let Some(trace) = trace {
            trace.send(&mut sent);
        }
        *request.metadata_mut() = sent.into_tonic();
        if let Some(deadline) = self.ends_at {
            request.set_timeout(deadline.saturating_duration_since(Instant::now()));
        }
    }

    /// Keeps the metadata of the reply, for the caller.
    pub(super) fn receive(&self, metadata: MetadataMap) {
        if let Some(context) = &self.context {
            context.receive(Metadata::from_tonic(metadata));
        }
    }

    /// Keeps what came behind the reply, too.
    fn receive_more(&self, metadata: Option<MetadataMap>) {
        if let (Some(context), Some(metadata)) = (&self.context, metadata) {
            context.receive_more(Metadata::from_tonic(metadata));
        }
    }
}

impl Drop for Ongoing {
    fn drop(&mut self) {
        self.torn.cancel();
    }
}
