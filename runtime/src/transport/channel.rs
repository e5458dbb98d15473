//! The calling end: one HTTP/2 connection that many callers share.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response, Uri};
use hyper::body::Incoming;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tonic::body::Body;
use tower_service::Service;

use super::{CONNECTION_WINDOW, FRAME, HEADER_LIST, STREAM_WINDOW, Stream};

/// A handle on one connection: cheap to clone, for any client that tonic generates.
///
/// It does not keep the plugin alive; [`Plugin`](crate::Plugin) and the typed clients do.
#[derive(Debug, Clone)]
pub struct Channel {
    requests: SendRequest<Body>,
    origin: Uri,
}

impl Channel {
    /// Speaks HTTP/2 on `stream`. The second value drives the connection and ends with it.
    ///
    /// `secure` tells which scheme and authority a Go plugin expects (T12).
    pub(crate) async fn open(
        stream: Stream,
        secure: bool,
    ) -> hyper::Result<(Self, impl Future<Output = hyper::Result<()>> + Send)> {
        let origin = if secure { "https://localhost" } else { "http://unused" };
        let (requests, connection) = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .max_frame_size(FRAME)
            .max_header_list_size(HEADER_LIST)
            .max_send_buf_size(STREAM_WINDOW as usize)
            .handshake(TokioIo::new(stream))
            .await?;
        Ok((Self { requests, origin: Uri::from_static(origin) }, connection))
    }

    /// Scheme and authority of every request.
    pub(crate) fn origin(&self) -> &Uri {
        &self.origin
    }

    /// Sends a request as it is; its answer need not be boxed.
    pub(crate) fn send(
        &mut self,
        request: Request<Body>,
    ) -> impl Future<Output = hyper::Result<Response<Incoming>>> + Send + use<> {
        self.requests.send_request(request)
    }

    /// Whether the connection has ended.
    pub(crate) fn is_closed(&self) -> bool {
        self.requests.is_closed()
    }
}

impl Service<Request<Body>> for Channel {
    type Response = Response<Incoming>;
    type Error = hyper::Error;
    type Future = Pin<Box<dyn Future<Output = hyper::Result<Response<Incoming>>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<hyper::Result<()>> {
        self.requests.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        // Clients that tonic generates send a path alone.
        if request.uri().authority().is_none() {
            let mut parts = self.origin.clone().into_parts();
            parts.path_and_query = request.uri().path_and_query().cloned();
            if let Ok(uri) = Uri::from_parts(parts) {
                *request.uri_mut() = uri;
            }
        }
        Box::pin(self.requests.send_request(request))
    }
}
