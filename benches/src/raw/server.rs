//! The server that tonic generates.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use kv::Kv;
use tonic::body::Body;
use tonic::codegen::{Service, http};
use tonic::server::{Grpc, NamedService, UnaryService};
use tonic::{Request, Response, Status};
use tonic_prost::ProstCodec;

use super::{Empty, GET, GetRequest, GetResponse, MESSAGE_LIMIT, PUT, PutRequest};
use crate::Store;

/// Serves a [`Store`].
#[derive(Debug, Clone, Default)]
pub struct RawServer(Arc<Store>);

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Status>> + Send>>;

impl NamedService for RawServer {
    const NAME: &'static str = "proto.KV";
}

impl Service<http::Request<Body>> for RawServer {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let store = Arc::clone(&self.0);
        match request.uri().path() {
            GET => Box::pin(async move {
                let codec = ProstCodec::<GetResponse, GetRequest>::default();
                Ok(limited(Grpc::new(codec)).unary(Get(store), request).await)
            }),
            PUT => Box::pin(async move {
                let codec = ProstCodec::<Empty, PutRequest>::default();
                Ok(limited(Grpc::new(codec)).unary(Put(store), request).await)
            }),
            _ => Box::pin(async move { Ok(Status::unimplemented("").into_http()) }),
        }
    }
}

fn limited<C: tonic::codec::Codec>(grpc: Grpc<C>) -> Grpc<C> {
    grpc.max_decoding_message_size(MESSAGE_LIMIT).max_encoding_message_size(MESSAGE_LIMIT)
}

struct Get(Arc<Store>);

impl UnaryService<GetRequest> for Get {
    type Response = GetResponse;
    type Future = Answer<Response<GetResponse>>;

    fn call(&mut self, request: Request<GetRequest>) -> Self::Future {
        let store = Arc::clone(&self.0);
        Box::pin(async move {
            let value = store.get(request.into_inner().key).await?;
            Ok(Response::new(GetResponse { value }))
        })
    }
}

struct Put(Arc<Store>);

impl UnaryService<PutRequest> for Put {
    type Response = Empty;
    type Future = Answer<Response<Empty>>;

    fn call(&mut self, request: Request<PutRequest>) -> Self::Future {
        let store = Arc::clone(&self.0);
        Box::pin(async move {
            let PutRequest { key, value } = request.into_inner();
            store.put(key, value).await?;
            Ok(Response::new(Empty {}))
        })
    }
}
