pub trait Provider: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn configure(
        &self,
        request: configure::Request,
    ) -> impl ::core::future::Future<
        Output = Result<configure::Response, Status>,
    > + ::core::marker::Send;
    fn invoke(
        &self,
        request: invoke::Request,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<invoke::Event>, Status>,
    > + ::core::marker::Send;
    fn upload(
        &self,
        chunks: Streaming<Chunk>,
    ) -> impl ::core::future::Future<
        Output = Result<upload::Response, Status>,
    > + ::core::marker::Send;
    fn exchange(
        &self,
        chunks: Streaming<Chunk, Lost>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Chunk, Lost>, Lost>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> ProviderServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        ProviderServer::new(self)
    }
}
/// A [`Provider`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ProviderClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for ProviderClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Provider for ProviderClient {
    fn configure(
        &self,
        request: configure::Request,
    ) -> impl ::core::future::Future<
        Output = Result<configure::Response, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Bare(request);
        self.0.call::<Self, 0>(request)
    }
    fn invoke(
        &self,
        request: invoke::Request,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<invoke::Event>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Bare(request);
        self.0.call::<Self, 1>(request)
    }
    fn upload(
        &self,
        chunks: Streaming<Chunk>,
    ) -> impl ::core::future::Future<
        Output = Result<upload::Response, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::BareUpload(chunks);
        self.0.call::<Self, 2>(request)
    }
    fn exchange(
        &self,
        chunks: Streaming<Chunk, Lost>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Chunk, Lost>, Lost>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::BareUpload(chunks);
        self.0.call::<Self, 3>(request)
    }
}
impl ::pintle::__private::Service for ProviderClient {
    const NAME: &'static str = "tfplugin6.Provider";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
        ::pintle::__private::describe_method::<Self, 3>(file);
    }
}
impl ::pintle::__private::Method<0> for ProviderClient {
    const NAME: &'static str = "Configure";
    const PATH: &'static str = "/tfplugin6.Provider/Configure";
    type Request = ::pintle::__private::Bare<configure::Request>;
    type Outcome = Result<configure::Response, Status>;
    type Form = ::pintle::__private::AsMessage;
}
impl ::pintle::__private::Method<1> for ProviderClient {
    const NAME: &'static str = "Invoke";
    const PATH: &'static str = "/tfplugin6.Provider/Invoke";
    type Request = ::pintle::__private::Bare<invoke::Request>;
    type Outcome = Result<Streaming<invoke::Event>, Status>;
    type Form = ::pintle::__private::AsMessage;
}
impl ::pintle::__private::Method<2> for ProviderClient {
    const NAME: &'static str = "Upload";
    const PATH: &'static str = "/tfplugin6.Provider/Upload";
    type Request = ::pintle::__private::BareUpload<Chunk, ::pintle::__private::Status>;
    type Outcome = Result<upload::Response, Status>;
    type Form = ::pintle::__private::AsMessage;
}
impl ::pintle::__private::Method<3> for ProviderClient {
    const NAME: &'static str = "Exchange";
    const PATH: &'static str = "/tfplugin6.Provider/Exchange";
    type Request = ::pintle::__private::BareUpload<Chunk, Lost>;
    type Outcome = Result<Streaming<Chunk, Lost>, Lost>;
    type Form = ::pintle::__private::AsMessage;
}
/// Serves a [`Provider`] to the host.
pub struct ProviderServer<T>(::std::sync::Arc<T>);
impl<T> ProviderServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for ProviderServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for ProviderServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("ProviderServer").finish_non_exhaustive()
    }
}
impl<T: Provider> ::pintle::__private::Handler for ProviderServer<T> {
    fn name(&self) -> &'static str {
        <ProviderClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<ProviderClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<ProviderClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Configure" => {
                call.to::<ProviderClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Provider>::configure(&service, it.0).await
                    })
            }
            "Invoke" => {
                call.to::<ProviderClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Provider>::invoke(&service, it.0).await
                    })
            }
            "Upload" => {
                call.to::<ProviderClient, 2>()
                    .answer(move |it, _| async move {
                        <T as Provider>::upload(&service, it.0).await
                    })
            }
            "Exchange" => {
                call.to::<ProviderClient, 3>()
                    .answer(move |it, _| async move {
                        <T as Provider>::exchange(&service, it.0).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Provider> ::pintle::__private::ImplementedBy<T> for ProviderClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(ProviderServer::new(service))
    }
}
/// The constants of [`Provider`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum provider {}
impl provider {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <ProviderClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<ProviderClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<ProviderClient>()
    }
}
