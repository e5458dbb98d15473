/// Greets.
#[deprecated = "use `Greeter2`"]
pub trait Greeter: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Says hello, once.
    #[deprecated(since = "1.2.0", note = "use `hello_all`")]
    fn hello(
        &self,
        name: String,
    ) -> impl ::core::future::Future<
        Output = Result<String, Status>,
    > + ::core::marker::Send;
    /// Says hello to all.
    fn hello_all(
        &self,
        names: Streaming<String>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String>, Status>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> GreeterServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        GreeterServer::new(self)
    }
}
/// A [`Greeter`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct GreeterClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for GreeterClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Greeter for GreeterClient {
    fn hello(
        &self,
        name: String,
    ) -> impl ::core::future::Future<
        Output = Result<String, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((name,));
        self.0.call::<Self, 0>(request)
    }
    fn hello_all(
        &self,
        names: Streaming<String>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Upload(names);
        self.0.call::<Self, 1>(request)
    }
}
impl ::pintle::__private::Service for GreeterClient {
    const NAME: &'static str = "greeter.v1.Greeter";
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "Greets.",
        deprecated: true,
    };
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
    }
}
impl ::pintle::__private::Method<0> for GreeterClient {
    const NAME: &'static str = "Hello";
    const PATH: &'static str = "/greeter.v1.Greeter/Hello";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<String, Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "Says hello, once.",
        deprecated: true,
    };
}
impl ::pintle::__private::Argument<0, 0> for GreeterClient {
    const NAME: &'static str = "name";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Method<1> for GreeterClient {
    const NAME: &'static str = "HelloEverybody";
    const PATH: &'static str = "/greeter.v1.Greeter/HelloEverybody";
    type Request = ::pintle::__private::Upload<Self, 1, ::pintle::__private::Status>;
    type Outcome = Result<Streaming<String>, Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "Says hello to all.",
        deprecated: false,
    };
}
impl ::pintle::__private::Streamed<1> for GreeterClient {
    const NAME: &'static str = "names";
    const TAG: u32 = 1;
    type Item = String;
}
/// Serves a [`Greeter`] to the host.
pub struct GreeterServer<T>(::std::sync::Arc<T>);
impl<T> GreeterServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for GreeterServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for GreeterServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("GreeterServer").finish_non_exhaustive()
    }
}
impl<T: Greeter> ::pintle::__private::Handler for GreeterServer<T> {
    fn name(&self) -> &'static str {
        <GreeterClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<GreeterClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<GreeterClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Hello" => {
                call.to::<GreeterClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Greeter>::hello(&service, it.0.0).await
                    })
            }
            "HelloEverybody" => {
                call.to::<GreeterClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Greeter>::hello_all(&service, it.0).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Greeter> ::pintle::__private::ImplementedBy<T> for GreeterClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(GreeterServer::new(service))
    }
}
/// The constants of [`Greeter`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum greeter {}
impl greeter {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <GreeterClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<GreeterClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<GreeterClient>()
    }
}
