pub trait Health: ::core::marker::Send + ::core::marker::Sync + 'static {
    #[doc(hidden)]
    fn __plugin_server(self) -> HealthServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        HealthServer::new(self)
    }
}
/// A [`Health`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct HealthClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for HealthClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl HealthClient {
    /// Launches `command` as a plugin, with default settings.
    ///
    /// # Errors
    /// The plugin does not start, or is not one.
    pub async fn launch(
        command: ::std::process::Command,
    ) -> ::core::result::Result<Self, ::pintle::__private::Error> {
        ::pintle::__private::launch::<Self>(health::HANDSHAKE, command).await
    }
}
impl Health for HealthClient {}
impl ::pintle::__private::Service for HealthClient {
    const NAME: &'static str = "health.v1.Health";
    fn describe(file: &mut ::pintle::__private::File) {}
}
/// Serves a [`Health`] to the host.
pub struct HealthServer<T>(::std::sync::Arc<T>);
impl<T> HealthServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for HealthServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for HealthServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("HealthServer").finish_non_exhaustive()
    }
}
impl<T: Health> ::pintle::__private::Served for HealthServer<T> {
    const HANDSHAKE: ::pintle::__private::Handshake = health::HANDSHAKE;
}
impl<T: Health> ::pintle::__private::Handler for HealthServer<T> {
    fn name(&self) -> &'static str {
        <HealthClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<HealthClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<HealthClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            _ => call.unimplemented(),
        }
    }
}
impl<T: Health> ::pintle::__private::ImplementedBy<T> for HealthClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(HealthServer::new(service))
    }
}
/// The constants of [`Health`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum health {}
impl health {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <HealthClient as ::pintle::__private::Service>::NAME;
    /// How a host and a plugin of this service know each other.
    pub const HANDSHAKE: ::pintle::__private::Handshake = ::pintle::__private::Handshake::new(
        1,
        "HEALTH_PLUGIN",
        "6c1d",
    );
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<HealthClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<HealthClient>()
    }
}
