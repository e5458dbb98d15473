pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, Status>,
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
impl KvClient {
    /// Launches `command` as a plugin, with default settings.
    ///
    /// # Errors
    /// The plugin does not start, or is not one.
    pub async fn launch(
        command: ::std::process::Command,
    ) -> ::core::result::Result<Self, ::pintle::__private::Error> {
        ::pintle::__private::launch::<Self>(kv::HANDSHAKE, command).await
    }
}
impl Kv for KvClient {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/kv.v1.Kv/Get";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Vec<u8>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
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
impl<T: Kv> ::pintle::__private::Served for KvServer<T> {
    const HANDSHAKE: ::pintle::__private::Handshake = kv::HANDSHAKE;
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
    /// How a host and a plugin of this service know each other.
    pub const HANDSHAKE: ::pintle::__private::Handshake = ::pintle::__private::Handshake::new(
        1,
        "KV_PLUGIN",
        "d3a0",
    );
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<KvClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<KvClient>()
    }
}
pub trait Kv2: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: String,
        revision: Option<u64>,
    ) -> impl ::core::future::Future<
        Output = Result<Option<Vec<u8>>, Status>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> Kv2Server<Self>
    where
        Self: ::core::marker::Sized,
    {
        Kv2Server::new(self)
    }
}
/// A [`Kv2`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Kv2Client(::pintle::__private::Connection);
impl ::pintle::__private::Client for Kv2Client {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Kv2Client {
    /// Launches `command` as a plugin, with default settings.
    ///
    /// # Errors
    /// The plugin does not start, or is not one.
    pub async fn launch(
        command: ::std::process::Command,
    ) -> ::core::result::Result<Self, ::pintle::__private::Error> {
        ::pintle::__private::launch::<Self>(kv2::HANDSHAKE, command).await
    }
}
impl Kv2 for Kv2Client {
    fn get(
        &self,
        key: String,
        revision: Option<u64>,
    ) -> impl ::core::future::Future<
        Output = Result<Option<Vec<u8>>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key, revision));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for Kv2Client {
    const NAME: &'static str = "kv.v2.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for Kv2Client {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/kv.v2.Kv/Get";
    type Request = ::pintle::__private::Request<Self, 0, 2>;
    type Outcome = Result<Option<Vec<u8>>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for Kv2Client {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Argument<0, 1> for Kv2Client {
    const NAME: &'static str = "revision";
    const TAG: u32 = 2;
    type Type = Option<u64>;
}
/// Serves a [`Kv2`] to the host.
pub struct Kv2Server<T>(::std::sync::Arc<T>);
impl<T> Kv2Server<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for Kv2Server<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for Kv2Server<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("Kv2Server").finish_non_exhaustive()
    }
}
impl<T: Kv2> ::pintle::__private::Served for Kv2Server<T> {
    const HANDSHAKE: ::pintle::__private::Handshake = kv2::HANDSHAKE;
}
impl<T: Kv2> ::pintle::__private::Handler for Kv2Server<T> {
    fn name(&self) -> &'static str {
        <Kv2Client as ::pintle::__private::Service>::NAME
    }
    fn version(&self) -> u32 {
        2
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<Kv2Client>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<Kv2Client>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Get" => {
                call.to::<Kv2Client, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv2>::get(&service, it.0.0, it.0.1).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Kv2> ::pintle::__private::ImplementedBy<T> for Kv2Client {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(Kv2Server::new(service))
    }
}
/// The constants of [`Kv2`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum kv2 {}
impl kv2 {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <Kv2Client as ::pintle::__private::Service>::NAME;
    /// How a host and a plugin of this service know each other.
    pub const HANDSHAKE: ::pintle::__private::Handshake = ::pintle::__private::Handshake::new(
        2,
        "KV_PLUGIN",
        "d3a0",
    );
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<Kv2Client>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<Kv2Client>()
    }
}
