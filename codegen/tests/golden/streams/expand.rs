pub trait Log: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn follow(
        &self,
        start: u64,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, LogError>, LogError>,
    > + ::core::marker::Send;
    fn append(
        &self,
        lines: Streaming<String, LogError>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, LogError>,
    > + ::core::marker::Send;
    fn replace(
        &self,
        name: String,
        lines: Streaming<String>,
        at: u64,
    ) -> impl ::core::future::Future<
        Output = Result<(), LogError>,
    > + ::core::marker::Send;
    fn grep(
        &self,
        lines: Streaming<String, LogError>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, LogError>, LogError>,
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
        start: u64,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, LogError>, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((start,));
        self.0.call::<Self, 0>(request)
    }
    fn append(
        &self,
        lines: Streaming<String, LogError>,
    ) -> impl ::core::future::Future<
        Output = Result<u64, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Upload(lines);
        self.0.call::<Self, 1>(request)
    }
    fn replace(
        &self,
        name: String,
        lines: Streaming<String>,
        at: u64,
    ) -> impl ::core::future::Future<
        Output = Result<(), LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::UploadWith((name, at), lines);
        self.0.call::<Self, 2>(request)
    }
    fn grep(
        &self,
        lines: Streaming<String, LogError>,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<String, LogError>, LogError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Upload(lines);
        self.0.call::<Self, 3>(request)
    }
}
impl ::pintle::__private::Service for LogClient {
    const NAME: &'static str = "log.v1.Log";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
        ::pintle::__private::describe_method::<Self, 3>(file);
    }
}
impl ::pintle::__private::Method<0> for LogClient {
    const NAME: &'static str = "Follow";
    const PATH: &'static str = "/log.v1.Log/Follow";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Streaming<String, LogError>, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for LogClient {
    const NAME: &'static str = "start";
    const TAG: u32 = 1;
    type Type = u64;
}
impl ::pintle::__private::Method<1> for LogClient {
    const NAME: &'static str = "Append";
    const PATH: &'static str = "/log.v1.Log/Append";
    type Request = ::pintle::__private::Upload<Self, 1, LogError>;
    type Outcome = Result<u64, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Streamed<1> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 1;
    type Item = String;
}
impl ::pintle::__private::Method<2> for LogClient {
    const NAME: &'static str = "Replace";
    const PATH: &'static str = "/log.v1.Log/Replace";
    type Request = ::pintle::__private::UploadWith<
        Self,
        2,
        2,
        ::pintle::__private::Status,
    >;
    type Outcome = Result<(), LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<2, 0> for LogClient {
    const NAME: &'static str = "name";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Argument<2, 1> for LogClient {
    const NAME: &'static str = "at";
    const TAG: u32 = 3;
    type Type = u64;
}
impl ::pintle::__private::Streamed<2> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 2;
    type Item = String;
}
impl ::pintle::__private::Method<3> for LogClient {
    const NAME: &'static str = "Grep";
    const PATH: &'static str = "/log.v1.Log/Grep";
    type Request = ::pintle::__private::Upload<Self, 3, LogError>;
    type Outcome = Result<Streaming<String, LogError>, LogError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Streamed<3> for LogClient {
    const NAME: &'static str = "lines";
    const TAG: u32 = 1;
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
            "Follow" => {
                call.to::<LogClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Log>::follow(&service, it.0.0).await
                    })
            }
            "Append" => {
                call.to::<LogClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Log>::append(&service, it.0).await
                    })
            }
            "Replace" => {
                call.to::<LogClient, 2>()
                    .answer(move |it, _| async move {
                        <T as Log>::replace(&service, it.0.0, it.1, it.0.1).await
                    })
            }
            "Grep" => {
                call.to::<LogClient, 3>()
                    .answer(move |it, _| async move {
                        <T as Log>::grep(&service, it.0).await
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
