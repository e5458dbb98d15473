pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, Status>,
    > + ::core::marker::Send;
    /// The length of a value; whoever has no shorter way gets the value.
    fn len(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        self.__body_of_len(key)
    }
    fn touch(
        &self,
        cx: Context,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        self.__body_of_touch(cx, key)
    }
    #[doc(hidden)]
    fn __body_of_len(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        async move { Ok(self.get(key).await?.len() as u64) }
    }
    #[doc(hidden)]
    fn __body_of_touch(
        &self,
        cx: Context,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        async move { Err(Status::new(Code::Unimplemented, key)) }
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
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
    fn len(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<u64, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.optional::<Self, 1>(request).or(|it| self.__body_of_len(it.0.0))
    }
    fn touch(
        &self,
        cx: Context,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0
            .optional::<Self, 2>(request)
            .or_in(cx, |context, it| self.__body_of_touch(context, it.0.0))
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
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
impl ::pintle::__private::Method<1> for KvClient {
    const NAME: &'static str = "Len";
    const PATH: &'static str = "/kv.v1.Kv/Len";
    type Request = ::pintle::__private::Request<Self, 1, 1>;
    type Outcome = Result<u64, Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "The length of a value; whoever has no shorter way gets the value.",
        deprecated: false,
    };
}
impl ::pintle::__private::Argument<1, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Method<2> for KvClient {
    const NAME: &'static str = "Touch";
    const PATH: &'static str = "/kv.v1.Kv/Touch";
    type Request = ::pintle::__private::Request<Self, 2, 1>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<2, 0> for KvClient {
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
            "Len" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Kv>::len(&service, it.0.0).await
                    })
            }
            "Touch" => {
                call.to::<KvClient, 2>()
                    .answer(move |it, context| async move {
                        <T as Kv>::touch(&service, context, it.0.0).await
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
