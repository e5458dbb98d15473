pub trait Types: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn narrow(
        &self,
        small: u8,
        short: i16,
    ) -> impl ::core::future::Future<
        Output = Result<u16, Status>,
    > + ::core::marker::Send;
    fn arrays(
        &self,
        digest: [u8; 32],
        points: [f64; 3],
    ) -> impl ::core::future::Future<
        Output = Result<[u32; 2], Status>,
    > + ::core::marker::Send;
    fn sets(
        &self,
        names: BTreeSet<String>,
        by_name: BTreeMap<String, Entry>,
    ) -> impl ::core::future::Future<
        Output = Result<HashSet<u64>, Status>,
    > + ::core::marker::Send;
    fn pointers(
        &self,
        tree: Box<Tree>,
        shared: Arc<str::Text>,
    ) -> impl ::core::future::Future<
        Output = Result<Option<Box<Tree>>, Status>,
    > + ::core::marker::Send;
    fn generic(
        &self,
        page: Page<Entry>,
        any: Prost<v1::Pod, Kubernetes>,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Page<u8>>, Status>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> TypesServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        TypesServer::new(self)
    }
}
/// A [`Types`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct TypesClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for TypesClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Types for TypesClient {
    fn narrow(
        &self,
        small: u8,
        short: i16,
    ) -> impl ::core::future::Future<
        Output = Result<u16, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((small, short));
        self.0.call::<Self, 0>(request)
    }
    fn arrays(
        &self,
        digest: [u8; 32],
        points: [f64; 3],
    ) -> impl ::core::future::Future<
        Output = Result<[u32; 2], Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((digest, points));
        self.0.call::<Self, 1>(request)
    }
    fn sets(
        &self,
        names: BTreeSet<String>,
        by_name: BTreeMap<String, Entry>,
    ) -> impl ::core::future::Future<
        Output = Result<HashSet<u64>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((names, by_name));
        self.0.call::<Self, 2>(request)
    }
    fn pointers(
        &self,
        tree: Box<Tree>,
        shared: Arc<str::Text>,
    ) -> impl ::core::future::Future<
        Output = Result<Option<Box<Tree>>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((tree, shared));
        self.0.call::<Self, 3>(request)
    }
    fn generic(
        &self,
        page: Page<Entry>,
        any: Prost<v1::Pod, Kubernetes>,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Page<u8>>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((page, any));
        self.0.call::<Self, 4>(request)
    }
}
impl ::pintle::__private::Service for TypesClient {
    const NAME: &'static str = "types.v1.Types";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
        ::pintle::__private::describe_method::<Self, 2>(file);
        ::pintle::__private::describe_method::<Self, 3>(file);
        ::pintle::__private::describe_method::<Self, 4>(file);
    }
}
impl ::pintle::__private::Method<0> for TypesClient {
    const NAME: &'static str = "Narrow";
    const PATH: &'static str = "/types.v1.Types/Narrow";
    type Request = ::pintle::__private::Request<Self, 0, 2>;
    type Outcome = Result<u16, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for TypesClient {
    const NAME: &'static str = "small";
    const TAG: u32 = 1;
    type Type = u8;
}
impl ::pintle::__private::Argument<0, 1> for TypesClient {
    const NAME: &'static str = "short";
    const TAG: u32 = 2;
    type Type = i16;
}
impl ::pintle::__private::Method<1> for TypesClient {
    const NAME: &'static str = "Arrays";
    const PATH: &'static str = "/types.v1.Types/Arrays";
    type Request = ::pintle::__private::Request<Self, 1, 2>;
    type Outcome = Result<[u32; 2], Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<1, 0> for TypesClient {
    const NAME: &'static str = "digest";
    const TAG: u32 = 1;
    type Type = [u8; 32];
}
impl ::pintle::__private::Argument<1, 1> for TypesClient {
    const NAME: &'static str = "points";
    const TAG: u32 = 2;
    type Type = [f64; 3];
}
impl ::pintle::__private::Method<2> for TypesClient {
    const NAME: &'static str = "Sets";
    const PATH: &'static str = "/types.v1.Types/Sets";
    type Request = ::pintle::__private::Request<Self, 2, 2>;
    type Outcome = Result<HashSet<u64>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<2, 0> for TypesClient {
    const NAME: &'static str = "names";
    const TAG: u32 = 1;
    type Type = BTreeSet<String>;
}
impl ::pintle::__private::Argument<2, 1> for TypesClient {
    const NAME: &'static str = "by_name";
    const TAG: u32 = 2;
    type Type = BTreeMap<String, Entry>;
}
impl ::pintle::__private::Method<3> for TypesClient {
    const NAME: &'static str = "Pointers";
    const PATH: &'static str = "/types.v1.Types/Pointers";
    type Request = ::pintle::__private::Request<Self, 3, 2>;
    type Outcome = Result<Option<Box<Tree>>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<3, 0> for TypesClient {
    const NAME: &'static str = "tree";
    const TAG: u32 = 1;
    type Type = Box<Tree>;
}
impl ::pintle::__private::Argument<3, 1> for TypesClient {
    const NAME: &'static str = "shared";
    const TAG: u32 = 2;
    type Type = Arc<str::Text>;
}
impl ::pintle::__private::Method<4> for TypesClient {
    const NAME: &'static str = "Generic";
    const PATH: &'static str = "/types.v1.Types/Generic";
    type Request = ::pintle::__private::Request<Self, 4, 2>;
    type Outcome = Result<Page<Page<u8>>, Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<4, 0> for TypesClient {
    const NAME: &'static str = "page";
    const TAG: u32 = 1;
    type Type = Page<Entry>;
}
impl ::pintle::__private::Argument<4, 1> for TypesClient {
    const NAME: &'static str = "any";
    const TAG: u32 = 2;
    type Type = Prost<v1::Pod, Kubernetes>;
}
/// Serves a [`Types`] to the host.
pub struct TypesServer<T>(::std::sync::Arc<T>);
impl<T> TypesServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for TypesServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for TypesServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("TypesServer").finish_non_exhaustive()
    }
}
impl<T: Types> ::pintle::__private::Handler for TypesServer<T> {
    fn name(&self) -> &'static str {
        <TypesClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<TypesClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<TypesClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Narrow" => {
                call.to::<TypesClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Types>::narrow(&service, it.0.0, it.0.1).await
                    })
            }
            "Arrays" => {
                call.to::<TypesClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Types>::arrays(&service, it.0.0, it.0.1).await
                    })
            }
            "Sets" => {
                call.to::<TypesClient, 2>()
                    .answer(move |it, _| async move {
                        <T as Types>::sets(&service, it.0.0, it.0.1).await
                    })
            }
            "Pointers" => {
                call.to::<TypesClient, 3>()
                    .answer(move |it, _| async move {
                        <T as Types>::pointers(&service, it.0.0, it.0.1).await
                    })
            }
            "Generic" => {
                call.to::<TypesClient, 4>()
                    .answer(move |it, _| async move {
                        <T as Types>::generic(&service, it.0.0, it.0.1).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Types> ::pintle::__private::ImplementedBy<T> for TypesClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(TypesServer::new(service))
    }
}
/// The constants of [`Types`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum types {}
impl types {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <TypesClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<TypesClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<TypesClient>()
    }
}
