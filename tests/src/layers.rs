//! A layer that does as it is told, with the calls of some methods.

use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};

use http::{Request, Response};
use pintle::{Code, Status};
use tower::{Layer, Service};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What to do with a call of `Get` or `Add`. Others pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Pass,
    /// Fail, with an error that is just text.
    Fail,
    /// Fail, with a status.
    Refuse,
    /// Panic.
    Panic,
    /// Hand on the request without its extensions, as a layer does that makes one of its own.
    Forget,
    /// Send back what the request had as `sent`, as `seen`.
    Mark,
}

impl FromStr for Act {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = [Self::Pass, Self::Fail, Self::Refuse, Self::Panic, Self::Forget, Self::Mark];
        all.into_iter().find(|act| format!("{act:?}") == text).ok_or_else(|| format!("`{text}` is no act"))
    }
}

/// The layer.
#[derive(Debug, Clone)]
pub struct Acting {
    act: Act,
    calls: Arc<AtomicU32>,
}

impl Acting {
    /// One that does this.
    pub fn new(act: Act) -> Self {
        Self { act, calls: Arc::default() }
    }

    /// How many calls have come to it.
    pub fn calls(&self) -> u32 {
        self.calls.load(Ordering::Relaxed)
    }
}

impl<S> Layer<S> for Acting {
    type Service = Acted<S>;

    fn layer(&self, next: S) -> Acted<S> {
        Acted { acting: self.clone(), next }
    }
}

/// What it makes.
#[derive(Debug, Clone)]
pub struct Acted<S> {
    acting: Acting,
    next: S,
}

impl<S, B, R> Service<Request<B>> for Acted<S>
where
    S: Service<Request<B>, Response = Response<R>, Error: Into<BoxError>, Future: Send + 'static>,
{
    type Response = Response<R>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.next.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        self.acting.calls.fetch_add(1, Ordering::Relaxed);
        let path = request.uri().path();
        let concerns = path.ends_with("/Get") || path.ends_with("/Add");
        let act = if concerns { self.acting.act } else { Act::Pass };
        let sent = request.headers().get("sent").cloned().filter(|_| act == Act::Mark);
        match act {
            Act::Fail => Box::pin(async { Err("the layer says no".into()) }),
            Act::Refuse => Box::pin(async { Err(Status::new(Code::PermissionDenied, "not you").into()) }),
            Act::Panic => panic!("the layer panics"),
            Act::Pass | Act::Mark | Act::Forget => {
                if act == Act::Forget {
                    request.extensions_mut().clear();
                }
                let response = self.next.call(request);
                Box::pin(async move {
                    let mut response = response.await.map_err(Into::into)?;
                    response.headers_mut().extend(sent.map(|sent| (http::HeaderName::from_static("seen"), sent)));
                    Ok(response)
                })
            }
        }
    }
}
