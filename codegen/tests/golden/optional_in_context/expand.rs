pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn flush(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        self.__body_of_flush()
    }
    fn remove(
        &self,
        context: Context,
        key: String,
        recursive: bool,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        self.__body_of_remove(context, key, recursive)
    }
    fn remove_all(
        &self,
        context: Context,
        keys: Vec<String>,
        recursive: bool,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send;
    fn check(
        &self,
        entry: Entry,
    ) -> impl ::core::future::Future<
        Output = Result<Report, Status>,
    > + ::core::marker::Send {
        self.__body_of_check(entry)
    }
    #[doc(hidden)]
    fn __body_of_flush(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        async move { Ok(()) }
    }
    #[doc(hidden)]
    fn __body_of_remove(
        &self,
        context: Context,
        key: String,
        recursive: bool,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        async move { self.remove_all(context, vec![key], recursive).await }
    }
    #[doc(hidden)]
    fn __body_of_check(
        &self,
        entry: Entry,
    ) -> impl ::core::future::Future<
        Output = Result<Report, Status>,
    > + ::core::marker::Send {
        async move { Ok(Report::of(entry)) }
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
    fn flush(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request(());
        self.0.optional::<Self, 0>(request).or(|it| self.__body_of_flush())
    }
    fn remove(
        &self,
        context: Context,
        key: String,
        recursive: bool,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key, recursive));
        self.0
            .optional::<Self, 1>(request)
            .or_in(context, |context, it| self.__body_of_remove(context, it.0.0, it.0.1))
    }
    fn remove_all(
        &self,
        context: Context,
        keys: Vec<String>,
        recursive: bool,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((keys, recursive));
        self.0.call_in::<Self, 2>(context, request)
    }
    fn check(
        &self,
        entry: Entry,
    ) -> impl ::core::future::Future<
        Output = Result<Report, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Bare(entry);
        self.0.optional::<Self, 3>(request).or(|it| self.__body_of_check(it.0))
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
        ::pintle::__private::describe_method::<Self, 3>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Flush";
    const PATH: &'static str = "/kv.v1.Kv/Flush";
    type Request = ::pintle::__private::Request<Self, 0, 0>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Method<1> for KvClient {
    const NAME: &'static str = "Remove";
    const PATH: &'static str = "/kv.v1.Kv/Remove";
    type Request = ::pintle::__private::Request<Self, 1, 2>;
    type Outcome = Result<u64, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<1, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Argument<1, 1> for KvClient {
    const NAME: &'static str = "recursive";
    const TAG: u32 = 2;
    type Type = bool;
}
impl ::pintle::__private::Method<2> for KvClient {
    const NAME: &'static str = "RemoveAll";
    const PATH: &'static str = "/kv.v1.Kv/RemoveAll";
    type Request = ::pintle::__private::Request<Self, 2, 2>;
    type Outcome = Result<u64, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<2, 0> for KvClient {
    const NAME: &'static str = "keys";
    const TAG: u32 = 1;
    type Type = Vec<String>;
}
impl ::pintle::__private::Argument<2, 1> for KvClient {
    const NAME: &'static str = "recursive";
    const TAG: u32 = 2;
    type Type = bool;
}
impl ::pintle::__private::Method<3> for KvClient {
    const NAME: &'static str = "Check";
    const PATH: &'static str = "/kv.v1.Kv/Check";
    type Request = ::pintle::__private::Bare<Entry>;
    type Outcome = Result<Report, Status>;
    type Form = ::pintle::__private::AsMessage;
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
            "Flush" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move { <T as Kv>::flush(&service).await })
            }
            "Remove" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, context| async move {
                        <T as Kv>::remove(&service, context, it.0.0, it.0.1).await
                    })
            }
            "RemoveAll" => {
                call.to::<KvClient, 2>()
                    .answer(move |it, context| async move {
                        <T as Kv>::remove_all(&service, context, it.0.0, it.0.1).await
                    })
            }
            "Check" => {
                call.to::<KvClient, 3>()
                    .answer(move |it, _| async move {
                        <T as Kv>::check(&service, it.0).await
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
