pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn put(
        &self,
        key: String,
        entries: Streaming<Entry>,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    fn len(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        self.__body_of_len()
    }
    #[doc(hidden)]
    fn __body_of_len(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        async move { Ok(0) }
    }
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
pub struct KvClient(crate::vendor::engine::__private::Connection);
impl crate::vendor::engine::__private::Client for KvClient {
    fn from_connection(
        connection: crate::vendor::engine::__private::Connection,
    ) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &crate::vendor::engine::__private::Connection {
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
    ) -> ::core::result::Result<Self, crate::vendor::engine::__private::Error> {
        crate::vendor::engine::__private::launch::<Self>(kv::HANDSHAKE, command).await
    }
}
impl Kv for KvClient {
    fn put(
        &self,
        key: String,
        entries: Streaming<Entry>,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = crate::vendor::engine::__private::UploadWith((key,), entries);
        self.0.call::<Self, 0>(request)
    }
    fn len(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        let request = crate::vendor::engine::__private::Request(());
        self.0.optional::<Self, 1>(request).or(|it| self.__body_of_len())
    }
}
impl crate::vendor::engine::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    fn describe(file: &mut crate::vendor::engine::__private::File) {
        crate::vendor::engine::__private::describe_method::<Self, 0>(file);
        crate::vendor::engine::__private::describe_method::<Self, 1>(file);
    }
}
impl crate::vendor::engine::__private::Method<0> for KvClient {
    const NAME: &'static str = "Put";
    const PATH: &'static str = "/kv.v1.Kv/Put";
    type Request = crate::vendor::engine::__private::UploadWith<
        Self,
        0,
        1,
        crate::vendor::engine::__private::Status,
    >;
    type Outcome = Result<(), Status>;
    type Form = crate::vendor::engine::__private::InField;
}
impl crate::vendor::engine::__private::Argument<0, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
impl crate::vendor::engine::__private::Streamed<0> for KvClient {
    const NAME: &'static str = "entries";
    const TAG: u32 = 2;
    type Item = Entry;
}
impl crate::vendor::engine::__private::Method<1> for KvClient {
    const NAME: &'static str = "Len";
    const PATH: &'static str = "/kv.v1.Kv/Len";
    type Request = crate::vendor::engine::__private::Request<Self, 1, 0>;
    type Outcome = Result<u64, Status>;
    type Form = crate::vendor::engine::__private::InField;
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
impl<T: Kv> crate::vendor::engine::__private::Served for KvServer<T> {
    const HANDSHAKE: crate::vendor::engine::__private::Handshake = kv::HANDSHAKE;
}
impl<T: Kv> crate::vendor::engine::__private::Handler for KvServer<T> {
    fn name(&self) -> &'static str {
        <KvClient as crate::vendor::engine::__private::Service>::NAME
    }
    fn version(&self) -> u32 {
        2
    }
    fn descriptor(&self) -> crate::vendor::engine::__private::FileDescriptorProto {
        crate::vendor::engine::__private::describe::<KvClient>()
    }
    fn imports(
        &self,
    ) -> ::std::vec::Vec<crate::vendor::engine::__private::FileDescriptorProto> {
        crate::vendor::engine::__private::imports::<KvClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(
        &self,
        call: crate::vendor::engine::__private::Call,
    ) -> crate::vendor::engine::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Put" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv>::put(&service, it.0.0, it.1).await
                    })
            }
            "Len" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, _| async move { <T as Kv>::len(&service).await })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Kv> crate::vendor::engine::__private::ImplementedBy<T> for KvClient {
    fn handler(
        service: T,
    ) -> ::std::sync::Arc<dyn crate::vendor::engine::__private::Handler> {
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
    pub const SERVICE: &'static str = <KvClient as crate::vendor::engine::__private::Service>::NAME;
    /// How a host and a plugin of this service know each other.
    pub const HANDSHAKE: crate::vendor::engine::__private::Handshake = crate::vendor::engine::__private::Handshake::new(
        2,
        "KV_PLUGIN",
        "d3a0",
    );
    /// Describes the service and its messages.
    pub fn descriptor() -> crate::vendor::engine::__private::FileDescriptorProto {
        crate::vendor::engine::__private::describe::<KvClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<
        crate::vendor::engine::__private::FileDescriptorProto,
    > {
        crate::vendor::engine::__private::imports::<KvClient>()
    }
}
