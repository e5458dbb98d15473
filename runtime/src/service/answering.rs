//! What happens to a call between the bytes of its request and those of its reply: it is asked in its context, in time,
//! and without the plugin's end if it panics.

use std::panic::AssertUnwindSafe;

use futures_util::future::{Either, FutureExt as _};
use futures_util::{Stream, StreamExt as _, stream};
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::DropGuard;
use tokio_util::task::task_tracker::TaskTrackerToken;
use tonic::{Response, Status};
use tracing::Instrument as _;

use super::method::{Answered, Asked, package};
use super::{Context, Failure as _, Form, Incoming, Input, Method, Outcome as _, TraceContext};

/// Reads the request, asks `method`, and makes its reply; the call is `in_flight` until that is done.
pub(super) async fn answer<C, const N: usize, F, T>(
    messages: tonic::Streaming<Asked<C, N>>,
    context: Context,
    in_flight: TaskTrackerToken,
    method: F,
) -> Result<Response<impl Stream<Item = Result<Answered<C, N>, Status>> + Send>, Status>
where
    C: Method<N>,
    F: FnOnce(C::Request, Context) -> T + Send + 'static,
    T: Future<Output = C::Outcome> + Send + 'static,
{
    let package = package(C::PATH);
    let (over, deadline) = ((context.over().clone().drop_guard(), in_flight), context.ends_at());
    let asked = async {
        let messages = Incoming::request(messages, package);
        let request = C::Request::receive(messages).await.map_err(|error| Status::from(crate::Status::from(error)))?;
        let reply = AssertUnwindSafe(method(request, context.clone())).catch_unwind().await;
        reply.map_err(|_| panicked())?.into_result().map_err(|error| error.depart(package).into())
    };
    let asked = TraceContext::scope(context.trace().cloned(), asked.instrument(context.span(C::PATH)));
    let reply = in_time(deadline, asked).await;
    let sent = context.sent().into_tonic();
    match reply {
        Ok(reply) => {
            let reply = C::Form::send(reply, package);
            let mut response = Response::new(match C::Form::STREAMS {
                true => Either::Left(lasting(reply, deadline, over)),
                false => Either::Right(reply),
            });
            *response.metadata_mut() = sent;
            Ok(response)
        }
        Err(mut status) => {
            // What an error of pintle's has of its own is in its details.
            *status.metadata_mut() = sent;
            Err(status)
        }
    }
}

/// A stream that may take as long as the call, and whose call is over when it is.
fn lasting<P>(
    reply: impl Stream<Item = Result<P, Status>> + Send,
    deadline: Option<Instant>,
    over: (DropGuard, TaskTrackerToken),
) -> impl Stream<Item = Result<P, Status>> + Send
where
    P: Send,
{
    // Nobody looks at what a panic left behind: the stream ends there.
    let reply = AssertUnwindSafe(reply).catch_unwind();
    stream::unfold(Some((Box::pin(reply), over)), move |state| async move {
        let (mut reply, over) = state?;
        let next = in_time(deadline, async { Ok(reply.next().await) }).await;
        match next.transpose()? {
            Ok(Ok(Ok(message))) => Some((Ok(message), Some((reply, over)))),
            Ok(Ok(Err(status))) | Err(status) => Some((Err(status), None)),
            Ok(Err(_)) => Some((Err(panicked()), None)),
        }
    })
}

async fn in_time<T>(deadline: Option<Instant>, step: impl Future<Output = Result<T, Status>>) -> Result<T, Status> {
    let Some(deadline) = deadline else {
        return step.await;
    };
    let late = |_| Err(Status::deadline_exceeded("the deadline of the call has passed"));
    timeout_at(deadline, step).await.unwrap_or_else(late)
}

/// What the panic says stays here: the hook has logged it.
fn panicked() -> Status {
    Status::internal("the plugin panicked while it answered this call")
}
