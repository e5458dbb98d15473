pub trait Watcher: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn changed(
        &self,
        key: String,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> WatcherServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        WatcherServer::new(self)
    }
}
/// A [`Watcher`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct WatcherClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for WatcherClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Watcher for WatcherClient {
    fn changed(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for WatcherClient {
    const NAME: &'static str = "callbacks.v1.Watcher";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for WatcherClient {
    const NAME: &'static str = "Changed";
    const PATH: &'static str = "/callbacks.v1.Watcher/Changed";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for WatcherClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
/// Serves a [`Watcher`] to the host.
pub struct WatcherServer<T>(::std::sync::Arc<T>);
impl<T> WatcherServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for WatcherServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for WatcherServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("WatcherServer").finish_non_exhaustive()
    }
}
impl<T: Watcher> ::pintle::__private::Handler for WatcherServer<T> {
    fn name(&self) -> &'static str {
        <WatcherClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<WatcherClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<WatcherClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Changed" => {
                call.to::<WatcherClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Watcher>::changed(&service, it.0.0).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Watcher> ::pintle::__private::ImplementedBy<T> for WatcherClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(WatcherServer::new(service))
    }
}
/// The constants of [`Watcher`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum watcher {}
impl watcher {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <WatcherClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<WatcherClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<WatcherClient>()
    }
}
pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Tells `watcher` of every change below `prefix`, until it or the store lets go.
    fn watch(
        &self,
        prefix: String,
        watcher: Callback<WatcherClient>,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    /// A view of the store as it is now.
    fn snapshot(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Callback<KvClient>, Status>,
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
impl Kv for KvClient {
    fn watch(
        &self,
        prefix: String,
        watcher: Callback<WatcherClient>,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((prefix, watcher));
        self.0.call::<Self, 0>(request)
    }
    fn snapshot(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Callback<KvClient>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.call::<Self, 1>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "callbacks.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Watch";
    const PATH: &'static str = "/callbacks.v1.Kv/Watch";
    type Request = ::pintle::__private::Request<Self, 0, 2>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "Tells `watcher` of every change below `prefix`, until it or the store lets go.",
        deprecated: false,
    };
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
    const NAME: &'static str = "prefix";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Argument<0, 1> for KvClient {
    const NAME: &'static str = "watcher";
    const TAG: u32 = 2;
    type Type = Callback<WatcherClient>;
}
impl ::pintle::__private::Method<1> for KvClient {
    const NAME: &'static str = "Snapshot";
    const PATH: &'static str = "/callbacks.v1.Kv/Snapshot";
    type Request = ::pintle::__private::Request<Self, 1, 0>;
    type Outcome = Result<Callback<KvClient>, Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "A view of the store as it is now.",
        deprecated: false,
    };
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
            "Watch" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv>::watch(&service, it.0.0, it.0.1).await
                    })
            }
            "Snapshot" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Kv>::snapshot(&service).await
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
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<KvClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<KvClient>()
    }
}
