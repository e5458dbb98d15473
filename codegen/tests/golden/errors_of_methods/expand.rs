pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, crate::error::KvError>,
    > + ::core::marker::Send;
    fn len(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<u64, pintle::CallError>,
    > + ::core::marker::Send;
    fn list(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, ListError>, Box<KvError>>,
    > + ::core::marker::Send;
    fn find(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = std::result::Result<Option<Entry>, FindError<Entry>>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> KvServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        KvServer::new(self)
    }
}
/// A [`Kv`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct KvClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for KvClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Kv for KvClient {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, crate::error::KvError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
    fn len(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<u64, pintle::CallError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 1>(request)
    }
    fn list(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, ListError>, Box<KvError>>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 2>(request)
    }
    fn find(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = std::result::Result<Option<Entry>, FindError<Entry>>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 3>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
        ::pintle::__private::describe_method::<Self, 3>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/kv.v1.Kv/Get";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Vec<u8>, crate::error::KvError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Method<1> for KvClient {
    const NAME: &'static str = "Len";
    const PATH: &'static str = "/kv.v1.Kv/Len";
    type Request = ::pintle::__private::Request<Self, 1, 0>;
    type Outcome = Result<u64, pintle::CallError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Method<2> for KvClient {
    const NAME: &'static str = "List";
    const PATH: &'static str = "/kv.v1.Kv/List";
    type Request = ::pintle::__private::Request<Self, 2, 0>;
    type Outcome = Result<Streaming<String, ListError>, Box<KvError>>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Method<3> for KvClient {
    const NAME: &'static str = "Find";
    const PATH: &'static str = "/kv.v1.Kv/Find";
    type Request = ::pintle::__private::Request<Self, 3, 1>;
    type Outcome = std::result::Result<Option<Entry>, FindError<Entry>>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<3, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
/// Serves a [`Kv`] to the host.
pub struct KvServer<T>(::std::sync::Arc<T>);
impl<T> KvServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for KvServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for KvServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("KvServer").finish_non_exhaustive()
    }
}
impl<T: Kv> ::pintle::__private::Handler for KvServer<T> {
    fn name(&self) -> &'static str {
        <KvClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<KvClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<KvClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Get" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv>::get(&service, it.0.0).await
                    })
            }
            "Len" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, _| async move { <T as Kv>::len(&service).await })
            }
            "List" => {
                call.to::<KvClient, 2>()
                    .answer(move |it, _| async move { <T as Kv>::list(&service).await })
            }
            "Find" => {
                call.to::<KvClient, 3>()
                    .answer(move |it, _| async move {
                        <T as Kv>::find(&service, it.0.0).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Kv> ::pintle::__private::ImplementedBy<T> for KvClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(KvServer::new(service))
    }
}
/// The constants of [`Kv`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum kv {}
impl kv {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <KvClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<KvClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<KvClient>()
    }
}
