//! From a path to the service that answers it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::future::ready;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;
use tokio_util::task::TaskTracker;
use tonic::body::Body;
use tonic::server::NamedService;

use super::callback::Exchange;
use super::{Answer, Call, Edge, Handler, Received};
use crate::transport::Peer;

/// Where a call comes from.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) peer: Peer,
    /// How callbacks get there.
    pub(crate) exchange: Exchange,
    /// The calls that this process answers.
    pub(crate) calls: TaskTracker,
}

/// The services of one connection, by full name.
#[derive(Clone)]
pub(crate) struct Router {
    routes: Arc<HashMap<&'static str, Route>>,
    /// Those of `#[plugin]`'s making, for whoever asks for another.
    services: Arc<str>,
    /// That of the protocol, as both ends have agreed on it.
    version: u32,
    edge: Arc<Edge>,
}

enum Route {
    /// To a service of `#[plugin]`'s making, at whose edge a call may be stopped.
    Handler(Arc<dyn Handler>),
    /// To one of go-plugin's own.
    Control(Box<dyn Fn(Call) -> Answer + Send + Sync>),
}

/// A router to which services are still added.
#[derive(Default)]
pub(crate) struct RouterBuilder {
    routes: HashMap<&'static str, Route>,
    services: Vec<&'static str>,
    edge: Arc<Edge>,
}

impl RouterBuilder {
    /// Adds a service of `#[plugin]`'s making.
    pub(crate) fn handler(mut self, handler: Arc<dyn Handler>) -> Self {
        self.services.push(handler.name());
        self.routes.insert(handler.name(), Route::Handler(handler));
        self
    }

    /// Adds a service of tonic's making.
    pub(crate) fn service<S>(mut self, service: S) -> Self
    where
        S: tower_service::Service<Request<Received>, Response = Response<Body>, Error = Infallible>,
        S: NamedService + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        let answer = Box::new(move |call: Call| call.forward(service.clone()));
        self.routes.insert(S::NAME, Route::Control(answer));
        self
    }

    /// Sets what calls of the former meet first; nothing by default.
    pub(crate) fn edge(mut self, edge: Arc<Edge>) -> Self {
        self.edge = edge;
        self
    }

    pub(crate) fn build(self, version: u32) -> Router {
        let Self { routes, services, edge } = self;
        Router { routes: Arc::new(routes), services: services.join(", ").into(), version, edge }
    }
}

impl Router {
    /// Answers a request, whatever its path.
    pub(crate) fn answer(&self, request: Request<Incoming>, origin: &Origin) -> Answer {
        let path = request.uri().path();
        let service = path.strip_prefix('/').and_then(|path| path.rsplit_once('/')).map(|(service, _)| service);
        let route = service.and_then(|service| self.routes.get(service));
        if let (Some(Route::Handler(_)), Some(limits)) = (route, &self.edge.limits)
            && let Err(refusal) = limits.admit(path, origin.peer.identity())
        {
            // Nothing of its body has been read.
            return Box::pin(ready(tonic::Status::from(refusal).into_http()));
        }
        if let (Some(Route::Handler(handler)), Some(layers)) = (route, &self.edge.layers.answers) {
            return layers.answer(request.map(Body::new), handler, origin, self.version);
        }
        let call = Call::new(request.map(Received::Bare), origin.clone(), self.version);
        match route {
            Some(Route::Handler(handler)) => handler.handle(call),
            Some(Route::Control(answer)) => answer(call),
            None => call.unserved(&self.services),
        }
    }
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.routes.keys()).finish()
    }
}
