pub trait Log: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn tail(
        &self,
        context: Context,
        prefix: String,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String>, Status>,
    > + ::core::marker::Send;
    fn append(
        &self,
        book: String,
        lines: Streaming<String>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> LogServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        LogServer::new(self)
    }
}
/// A [`Log`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct LogClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for LogClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Log for LogClient {
    fn tail(
        &self,
        context: Context,
        prefix: String,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((prefix,));
        self.0.call_in::<Self, 0>(context, request)
    }
    fn append(
        &self,
        book: String,
        lines: Streaming<String>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::UploadWith((book,), lines);
        self.0.call::<Self, 1>(request)
    }
}
impl ::pintle::__private::Service for LogClient {
    const NAME: &'static str = "log.v1.Log";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
    }
}
impl ::pintle::__private::Method<0> for LogClient {
    const NAME: &'static str = "Tail";
    const PATH: &'static str = "/log.v1.Log/Tail";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Streaming<String>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for LogClient {
    const NAME: &'static str = "prefix";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Method<1> for LogClient {
    const NAME: &'static str = "Append";
    const PATH: &'static str = "/log.v1.Log/Append";
    type Request = ::pintle::__private::UploadWith<
        Self,
        1,
        1,
        ::pintle::__private::Status,
    >;
    type Outcome = Result<u64, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<1, 0> for LogClient {
    const NAME: &'static str = "book";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Streamed<1> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 2;
    type Item = String;
}
/// Serves a [`Log`] to the host.
pub struct LogServer<T>(::std::sync::Arc<T>);
impl<T> LogServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for LogServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for LogServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("LogServer").finish_non_exhaustive()
    }
}
impl<T: Log> ::pintle::__private::Handler for LogServer<T> {
    fn name(&self) -> &'static str {
        <LogClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<LogClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<LogClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Tail" => {
                call.to::<LogClient, 0>()
                    .answer(move |it, context| async move {
                        <T as Log>::tail(&service, context, it.0.0).await
                    })
            }
            "Append" => {
                call.to::<LogClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Log>::append(&service, it.0.0, it.1).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Log> ::pintle::__private::ImplementedBy<T> for LogClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(LogServer::new(service))
    }
}
/// The constants of [`Log`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum log {}
impl log {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <LogClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<LogClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<LogClient>()
    }
}
#[cfg(feature = "mock")]
::mockall::mock! {
    #[doc = " A mock of [`Log`]."] pub Log {} impl Log for Log { async fn tail(& self,
    context : Context, prefix : String) -> Result < Streaming < String >, Status >; fn
    append(& self, book : String, lines : Streaming < String >) -> impl
    ::core::future::Future < Output = Result < u64, Status > > + ::core::marker::Send; }
}
#[cfg(feature = "mock")]
#[allow(deprecated, reason = "a deprecated method is mocked too")]
impl Log for ::std::sync::Arc<MockLog> {
    fn tail(
        &self,
        context: Context,
        prefix: String,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String>, Status>,
    > + ::core::marker::Send {
        <MockLog as Log>::tail(self, context, prefix)
    }
    fn append(
        &self,
        book: String,
        lines: Streaming<String>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        <MockLog as Log>::append(self, book, lines)
    }
}
