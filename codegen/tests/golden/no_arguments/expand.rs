pub trait Clock: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn reset(
        &self,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    fn now(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<SystemTime, Status>,
    > + ::core::marker::Send;
    fn ticks(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Duration>, Status>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> ClockServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        ClockServer::new(self)
    }
}
/// A [`Clock`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ClockClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for ClockClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Clock for ClockClient {
    fn reset(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 0>(request)
    }
    fn now(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<SystemTime, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 1>(request)
    }
    fn ticks(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Duration>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 2>(request)
    }
}
impl ::pintle::__private::Service for ClockClient {
    const NAME: &'static str = "clock.v1.Clock";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
    }
}
impl ::pintle::__private::Method<0> for ClockClient {
    const NAME: &'static str = "Reset";
    const PATH: &'static str = "/clock.v1.Clock/Reset";
    type Request = ::pintle::__private::Request<Self, 0, 0>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Method<1> for ClockClient {
    const NAME: &'static str = "Now";
    const PATH: &'static str = "/clock.v1.Clock/Now";
    type Request = ::pintle::__private::Request<Self, 1, 0>;
    type Outcome = Result<SystemTime, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Method<2> for ClockClient {
    const NAME: &'static str = "Ticks";
    const PATH: &'static str = "/clock.v1.Clock/Ticks";
    type Request = ::pintle::__private::Request<Self, 2, 0>;
    type Outcome = Result<Streaming<Duration>, Status>;
    type Form = ::pintle::__private::InField;
}
/// Serves a [`Clock`] to the host.
pub struct ClockServer<T>(::std::sync::Arc<T>);
impl<T> ClockServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for ClockServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for ClockServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("ClockServer").finish_non_exhaustive()
    }
}
impl<T: Clock> ::pintle::__private::Handler for ClockServer<T> {
    fn name(&self) -> &'static str {
        <ClockClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<ClockClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<ClockClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Reset" => {
                call.to::<ClockClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Clock>::reset(&service).await
                    })
            }
            "Now" => {
                call.to::<ClockClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Clock>::now(&service).await
                    })
            }
            "Ticks" => {
                call.to::<ClockClient, 2>()
                    .answer(move |it, _| async move {
                        <T as Clock>::ticks(&service).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Clock> ::pintle::__private::ImplementedBy<T> for ClockClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(ClockServer::new(service))
    }
}
/// The constants of [`Clock`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum clock {}
impl clock {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <ClockClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<ClockClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<ClockClient>()
    }
}
