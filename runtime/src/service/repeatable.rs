//! Calls of methods with `#[rpc(idempotent)]`: what was lost with one generation of a plugin is asked of the next.

use std::sync::Arc;

use futures_util::stream;

use super::method::{Error, Reply, package};
use super::{Connection, Context, Failure as _, Method, Outcome as _};
use crate::error::CallError;
use crate::field::Payload;

impl Connection {
    /// [`call`](Self::call), of an idempotent method.
    pub fn repeatable<C, const N: usize>(&self, request: C::Request) -> impl Future<Output = C::Outcome> + Send
    where
        C: Method<N, Request: Payload>,
    {
        self.repeated::<C, N>(self.context(), request)
    }

    /// [`call_in`](Self::call_in), of an idempotent method.
    pub fn repeatable_in<C, const N: usize>(
        &self,
        context: Context,
        request: C::Request,
    ) -> impl Future<Output = C::Outcome> + Send
    where
        C: Method<N, Request: Payload>,
    {
        self.repeated::<C, N>(Some(context), request)
    }

    async fn repeated<C, const N: usize>(&self, context: Option<Context>, request: C::Request) -> C::Outcome
    where
        C: Method<N, Request: Payload>,
    {
        let package = package(C::PATH);
        let result = self.kept::<C, N>(context, package, &Arc::new(request)).await;
        C::Outcome::from_result(result.map_err(|error| Error::<C, N>::arrive(error, package)))
    }

    /// Makes a call whose request the caller keeps; it is made again where that does no harm.
    pub(super) async fn kept<C, const N: usize>(
        &self,
        context: Option<Context>,
        package: &'static str,
        request: &Arc<C::Request>,
    ) -> Result<Reply<C, N>, CallError>
    where
        C: Method<N, Request: Payload>,
    {
        // However often it is made, it is one call with one deadline.
        let context = context.map(Context::begun);
        let attempts = if C::IDEMPOTENT && self.is_live() { ATTEMPTS } else { 1 };
        let mut attempt = 1;
        loop {
            let sent = Arc::clone(request);
            let asked = self.received::<C, N, _, _>(context.clone(), package, |_| stream::iter(Some(sent))).await;
            match asked {
                Err(error) if error.is_loss() && attempt < attempts => attempt += 1,
                done => return done,
            }
        }
    }
}

/// How often such a call is made in all.
const ATTEMPTS: u32 = 3;
