//! The answering end: takes connections, proves them, and speaks HTTP/2 on each.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tracing::debug;

use super::{CONNECTION_WINDOW, FRAME, HEADER_LIST, Listener, Peer, STREAM_WINDOW, Stream};
use crate::tls::{Session, Socket};

/// Takes connections until `ending`, and runs `each` on every one; then waits for them to finish, but no longer than for
/// `late`, which nobody looks at before.
pub(crate) async fn accept<F>(
    listener: Listener,
    ending: CancellationToken,
    late: impl Future<Output = ()>,
    mut each: impl FnMut(Socket) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(socket) => _ = connections.spawn(each(socket)),
                // Out of descriptors, or gone before we came: neither ends a server.
                Err(error) => pause(&error).await,
            },
            Some(_) = connections.join_next() => {}
            () = ending.cancelled() => break,
        }
    }
    drop(listener);
    tokio::select! {
        () = async { while connections.join_next().await.is_some() {} } => {}
        () = late => {}
    }
}

/// Waits a moment where accepting again at once would fail again at once.
async fn pause(error: &io::Error) {
    debug!(%error, "a connection could not be accepted");
    tokio::time::sleep(Duration::from_millis(10)).await;
}

/// Waits until the peer has proved itself, where it must: nothing is read from a stream beyond TLS before. None if it has
/// not, or not in time.
pub(crate) async fn proven<S>(socket: S, peer: Peer, session: Option<&Session>) -> Option<(Stream, Peer)>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let Some(session) = session else {
        return Some((Box::pin(socket), peer));
    };
    match tokio::time::timeout(TLS_DEADLINE, session.accept(socket)).await {
        Ok(Ok(stream)) => {
            let certificates = stream.get_ref().1.peer_certificates();
            let certificate = certificates.and_then(<[_]>::first).map(|certificate| certificate.to_vec());
            Some((Box::pin(stream), peer.certified(certificate)))
        }
        Ok(Err(error)) => {
            debug!(%error, "a connection was refused");
            None
        }
        Err(_) => {
            debug!("a connection was dropped: no TLS handshake in time");
            None
        }
    }
}

/// Speaks HTTP/2 on `stream` until the peer ends it; from `ending` on, only calls in flight are finished.
pub(crate) async fn converse<H, F>(stream: Stream, handler: H, ending: CancellationToken)
where
    H: Fn(Request<Incoming>) -> F + Send + 'static,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let service = service_fn(move |request| {
        let answer = handler(request);
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(FRAME)
        .max_header_list_size(HEADER_LIST)
        .max_send_buf_size(STREAM_WINDOW as usize)
        .max_concurrent_streams(None)
        .auto_date_header(false) // No gRPC client reads it.
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let result = tokio::select! {
        result = connection.as_mut() => result,
        () = ending.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = result {
        debug!(%error, "a connection ended");
    }
}

/// How long a peer may take for its TLS handshake; grpc-go gives it 120 s (G7), which only helps to fill a backlog.
const TLS_DEADLINE: Duration = Duration::from_secs(20);
