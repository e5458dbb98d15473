pub trait Log: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn follow(
        &self,
        context: Context,
        from: u64,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Line>, LogError>,
    > + ::core::marker::Send;
    fn append(
        &self,
        context: Context,
        lines: Streaming<Line>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, LogError>,
    > + ::core::marker::Send;
    fn sort(
        &self,
        context: Context,
        by: Key,
        lines: Streaming<Line>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Line>, LogError>,
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
    fn follow(
        &self,
        context: Context,
        from: u64,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Line>, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((from,));
        self.0.call_in::<Self, 0>(context, request)
    }
    fn append(
        &self,
        context: Context,
        lines: Streaming<Line>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Upload(lines);
        self.0.call_in::<Self, 1>(context, request)
    }
    fn sort(
        &self,
        context: Context,
        by: Key,
        lines: Streaming<Line>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Line>, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::UploadWith((by,), lines);
        self.0.call_in::<Self, 2>(context, request)
    }
}
impl ::pintle::__private::Service for LogClient {
    const NAME: &'static str = "log.v1.Log";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
    }
}
impl ::pintle::__private::Method<0> for LogClient {
    const NAME: &'static str = "Follow";
    const PATH: &'static str = "/log.v1.Log/Follow";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Streaming<Line>, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for LogClient {
    const NAME: &'static str = "from";
    const TAG: u32 = 1;
    type Type = u64;
}
impl ::pintle::__private::Method<1> for LogClient {
    const NAME: &'static str = "Append";
    const PATH: &'static str = "/log.v1.Log/Append";
    type Request = ::pintle::__private::Upload<Self, 1, ::pintle::__private::Status>;
    type Outcome = Result<u64, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Streamed<1> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 1;
    type Item = Line;
}
impl ::pintle::__private::Method<2> for LogClient {
    const NAME: &'static str = "Sort";
    const PATH: &'static str = "/log.v1.Log/Sort";
    type Request = ::pintle::__private::UploadWith<
        Self,
        2,
        1,
        ::pintle::__private::Status,
    >;
    type Outcome = Result<Streaming<Line>, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<2, 0> for LogClient {
    const NAME: &'static str = "by";
    const TAG: u32 = 1;
    type Type = Key;
}
impl ::pintle::__private::Streamed<2> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 2;
    type Item = Line;
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
            "Follow" => {
                call.to::<LogClient, 0>()
                    .answer(move |it, context| async move {
                        <T as Log>::follow(&service, context, it.0.0).await
                    })
            }
            "Append" => {
                call.to::<LogClient, 1>()
                    .answer(move |it, context| async move {
                        <T as Log>::append(&service, context, it.0).await
                    })
            }
            "Sort" => {
                call.to::<LogClient, 2>()
                    .answer(move |it, context| async move {
                        <T as Log>::sort(&service, context, it.0.0, it.1).await
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
