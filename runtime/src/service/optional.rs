//! A call of a method that the other end may lack.

use std::fmt;
use std::sync::Arc;

use super::callback::Lending;
use super::method::{Error, package};
use super::{Connection, Context, Failure as _, Method, Outcome as _};
use crate::error::CallError;
use crate::field::Payload;
use crate::status::Code;

/// A call of the method at position `N` of `C`'s trait. Where the other end lacks it, its body takes its place.
pub struct Optional<'a, C: Method<N>, const N: usize> {
    connection: &'a Connection,
    request: C::Request,
}

impl<'a, C: Method<N>, const N: usize> Optional<'a, C, N> {
    pub(super) fn new(connection: &'a Connection, request: C::Request) -> Self {
        Self { connection, request }
    }
}

impl<C, const N: usize> Optional<'_, C, N>
where
    C: Method<N, Request: Payload>,
{
    /// Calls the method, or `body`. Dropping the future cancels the call.
    pub fn or<F>(self, body: impl FnOnce(C::Request) -> F + Send) -> impl Future<Output = C::Outcome> + Send
    where
        F: Future<Output = C::Outcome> + Send,
    {
        let context = self.connection.context();
        self.ask(context, body)
    }

    /// [`or`](Self::or), in a context that the method takes as its argument.
    pub fn or_in<F>(
        self,
        context: Context,
        body: impl FnOnce(Context, C::Request) -> F + Send,
    ) -> impl Future<Output = C::Outcome> + Send
    where
        F: Future<Output = C::Outcome> + Send,
    {
        self.ask(Some(context.clone()), move |request| body(context, request))
    }

    async fn ask<F>(self, context: Option<Context>, body: impl FnOnce(C::Request) -> F + Send) -> C::Outcome
    where
        F: Future<Output = C::Outcome> + Send,
    {
        let package = package(C::PATH);
        let request = Arc::new(self.request);
        let result = self.connection.kept::<C, N>(context, package, &request).await;
        if let Err(CallError::Status(status)) = &result
            && status.code() == Code::Unimplemented
            // The connection may hold the request a little longer: then a copy is given back.
            && let Ok(request) = Arc::try_unwrap(request).or_else(|shared| Lending::copying(|| C::Request::copy(&shared)))
        {
            return body(request).await;
        }
        C::Outcome::from_result(result.map_err(|error| Error::<C, N>::arrive(error, package)))
    }
}

impl<C: Method<N>, const N: usize> fmt::Debug for Optional<'_, C, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Optional").field("connection", self.connection).finish_non_exhaustive()
    }
}
