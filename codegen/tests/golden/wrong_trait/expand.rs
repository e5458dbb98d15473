::core::compile_error! {
    "unknown option `cookei`; did you mean `cookie`?"
}
::core::compile_error! {
    "write a package as words joined by single dots, such as `kv.v1`; a word starts with a letter"
}
::core::compile_error! {
    "a reference does not travel; write `String`"
}
::core::compile_error! {
    "a call can always fail: write `Result<Vec<u8>, Status>`"
}
::core::compile_error! {
    "a call waits for the other process: write `async fn`"
}
::core::compile_error! {
    "calls run side by side: write `&self`"
}
::core::compile_error! {
    "a call argument needs a plain name; write `key: String`"
}
pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: &str,
    ) -> impl ::core::future::Future<Output = Vec<u8>> + ::core::marker::Send;
    fn put(&mut self, _: (String, String)) -> Result<(), Status>;
    fn good(
        &self,
        key: String,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> KvServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        KvServer::new(self)
    }
}
#[allow(non_camel_case_types, reason = "they are named after the trait")]
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
#[allow(non_camel_case_types, reason = "they are named after the trait")]
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
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv..v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {}
}
#[allow(unused_variables, reason = "nothing is called")]
impl Kv for KvClient {
    fn get(
        &self,
        key: &str,
    ) -> impl ::core::future::Future<Output = Vec<u8>> + ::core::marker::Send {
        async { ::core::unimplemented!() }
    }
    fn put(&mut self, _: (String, String)) -> Result<(), Status> {
        ::core::unimplemented!()
    }
    fn good(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        async { ::core::unimplemented!() }
    }
}
impl<
    T: ::core::marker::Send + ::core::marker::Sync + 'static,
> ::pintle::__private::Served for KvServer<T> {
    const HANDSHAKE: ::pintle::__private::Handshake = kv::HANDSHAKE;
}
impl<
    T: ::core::marker::Send + ::core::marker::Sync + 'static,
> ::pintle::__private::Handler for KvServer<T> {
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
            _ => call.unimplemented(),
        }
    }
}
impl<
    T: ::core::marker::Send + ::core::marker::Sync + 'static,
> ::pintle::__private::ImplementedBy<T> for KvClient {
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
        "",
        "",
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
