pub(crate) trait Type: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn r#match(
        &self,
        r#type: String,
        call: u32,
        service: u32,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    fn launch(
        &self,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    fn get_all_2(
        &self,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> TypeServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        TypeServer::new(self)
    }
}
/// A [`Type`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct TypeClient(engine::pintle::__private::Connection);
impl engine::pintle::__private::Client for TypeClient {
    fn from_connection(connection: engine::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &engine::pintle::__private::Connection {
        &self.0
    }
}
impl Type for TypeClient {
    fn r#match(
        &self,
        r#type: String,
        call: u32,
        service: u32,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = engine::pintle::__private::Request((r#type, call, service));
        self.0.call::<Self, 0>(request)
    }
    fn launch(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = engine::pintle::__private::Request(());
        self.0.call::<Self, 1>(request)
    }
    fn get_all_2(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = engine::pintle::__private::Request(());
        self.0.call::<Self, 2>(request)
    }
}
impl engine::pintle::__private::Service for TypeClient {
    const NAME: &'static str = "words.Type";
    fn describe(file: &mut engine::pintle::__private::File) {
        engine::pintle::__private::describe_method::<Self, 0>(file);
        engine::pintle::__private::describe_method::<Self, 1>(file);
        engine::pintle::__private::describe_method::<Self, 2>(file);
    }
}
impl engine::pintle::__private::Method<0> for TypeClient {
    const NAME: &'static str = "Match";
    const PATH: &'static str = "/words.Type/Match";
    type Request = engine::pintle::__private::Request<Self, 0, 3>;
    type Outcome = Result<(), Status>;
    type Form = engine::pintle::__private::InField;
}
impl engine::pintle::__private::Argument<0, 0> for TypeClient {
    const NAME: &'static str = "type";
    const TAG: u32 = 1;
    type Type = String;
}
impl engine::pintle::__private::Argument<0, 1> for TypeClient {
    const NAME: &'static str = "call";
    const TAG: u32 = 2;
    type Type = u32;
}
impl engine::pintle::__private::Argument<0, 2> for TypeClient {
    const NAME: &'static str = "service";
    const TAG: u32 = 3;
    type Type = u32;
}
impl engine::pintle::__private::Method<1> for TypeClient {
    const NAME: &'static str = "Launch";
    const PATH: &'static str = "/words.Type/Launch";
    type Request = engine::pintle::__private::Request<Self, 1, 0>;
    type Outcome = Result<(), Status>;
    type Form = engine::pintle::__private::InField;
}
impl engine::pintle::__private::Method<2> for TypeClient {
    const NAME: &'static str = "GetAll2";
    const PATH: &'static str = "/words.Type/GetAll2";
    type Request = engine::pintle::__private::Request<Self, 2, 0>;
    type Outcome = Result<(), Status>;
    type Form = engine::pintle::__private::InField;
}
/// Serves a [`Type`] to the host.
pub(crate) struct TypeServer<T>(::std::sync::Arc<T>);
impl<T> TypeServer<T> {
    /// Wraps the service.
    pub(crate) fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for TypeServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for TypeServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("TypeServer").finish_non_exhaustive()
    }
}
impl<T: Type> engine::pintle::__private::Handler for TypeServer<T> {
    fn name(&self) -> &'static str {
        <TypeClient as engine::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> engine::pintle::__private::FileDescriptorProto {
        engine::pintle::__private::describe::<TypeClient>()
    }
    fn imports(
        &self,
    ) -> ::std::vec::Vec<engine::pintle::__private::FileDescriptorProto> {
        engine::pintle::__private::imports::<TypeClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(
        &self,
        call: engine::pintle::__private::Call,
    ) -> engine::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Match" => {
                call.to::<TypeClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Type>::r#match(&service, it.0.0, it.0.1, it.0.2).await
                    })
            }
            "Launch" => {
                call.to::<TypeClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Type>::launch(&service).await
                    })
            }
            "GetAll2" => {
                call.to::<TypeClient, 2>()
                    .answer(move |it, _| async move {
                        <T as Type>::get_all_2(&service).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Type> engine::pintle::__private::ImplementedBy<T> for TypeClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn engine::pintle::__private::Handler> {
        ::std::sync::Arc::new(TypeServer::new(service))
    }
}
/// The constants of [`Type`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub(crate) enum r#type {}
impl r#type {
    /// The name of the service on the wire.
    pub(crate) const SERVICE: &'static str = <TypeClient as engine::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub(crate) fn descriptor() -> engine::pintle::__private::FileDescriptorProto {
        engine::pintle::__private::describe::<TypeClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub(crate) fn imports() -> ::std::vec::Vec<
        engine::pintle::__private::FileDescriptorProto,
    > {
        engine::pintle::__private::imports::<TypeClient>()
    }
}
impl engine::pintle::__private::prost::Message for r#Struct {
    fn encode_raw(&self, buf: &mut impl engine::pintle::__private::BufMut) {
        <String as engine::pintle::__private::Field>::encode(&self.r#type, 1, buf);
    }
    fn merge_field(
        &mut self,
        tag: u32,
        wire: engine::pintle::__private::WireType,
        buf: &mut impl engine::pintle::__private::Buf,
        context: engine::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), engine::pintle::__private::DecodeError> {
        engine::pintle::__private::Slots::merge(
            &mut (
                engine::pintle::__private::Tag::<1>,
                <String as engine::pintle::__private::Field>::filled(
                    &mut self.r#type,
                    engine::pintle::__private::Place(&["Struct", "type"]),
                ),
                (),
            ),
            tag,
            wire,
            buf,
            context,
        )
    }
    #[inline]
    fn encoded_len(&self) -> usize {
        0 + <String as engine::pintle::__private::Field>::encoded_len(&self.r#type, 1)
    }
    fn clear(&mut self) {
        engine::pintle::__private::message::clear(self);
    }
}
impl engine::pintle::__private::Message for r#Struct {
    const NAME: &'static str = "Struct";
    fn assemble(
        source: impl engine::pintle::__private::Source,
    ) -> ::core::result::Result<Self, engine::pintle::__private::DecodeError> {
        let mut slots = (
            engine::pintle::__private::Tag::<1>,
            <String as engine::pintle::__private::Field>::empty(
                engine::pintle::__private::Place(&["Struct", "type"]),
            ),
            (),
        );
        engine::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, ()) = slots;
        ::core::result::Result::Ok(Self {
            r#type: engine::pintle::__private::Draft::take(field_1)?,
        })
    }
    fn outline(message: &mut engine::pintle::__private::Outline<'_>) {
        <String as engine::pintle::__private::Field>::describe(message, "type", 1);
    }
}
impl engine::pintle::__private::Field for r#Struct {
    fn absent() -> ::core::result::Result<Self, engine::pintle::__private::DecodeError> {
        engine::pintle::__private::message::absent()
    }
    #[inline]
    fn encode(&self, tag: u32, buf: &mut impl engine::pintle::__private::BufMut) {
        engine::pintle::__private::message::encode(self, tag, buf);
    }
    #[inline]
    fn encoded_len(&self, tag: u32) -> usize {
        engine::pintle::__private::message::encoded_len(self, tag)
    }
    fn read(
        wire: engine::pintle::__private::WireType,
        buf: &mut impl engine::pintle::__private::Buf,
        context: engine::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, engine::pintle::__private::DecodeError> {
        engine::pintle::__private::message::read(wire, buf, context)
    }
    fn merge(
        &mut self,
        wire: engine::pintle::__private::WireType,
        buf: &mut impl engine::pintle::__private::Buf,
        context: engine::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), engine::pintle::__private::DecodeError> {
        engine::pintle::__private::message::merge(self, wire, buf, context)
    }
    fn describe(
        message: &mut engine::pintle::__private::Outline<'_>,
        name: &str,
        tag: u32,
    ) {
        message.single::<Self>(name, tag);
    }
}
impl engine::pintle::__private::Element for r#Struct {
    const WIRE: engine::pintle::__private::WireType = engine::pintle::__private::WireType::LengthDelimited;
    #[inline]
    fn put(&self, buf: &mut impl engine::pintle::__private::BufMut) {
        engine::pintle::__private::message::put(self, buf);
    }
    #[inline]
    fn size(&self) -> usize {
        engine::pintle::__private::message::size(self)
    }
    fn kind(
        file: &mut engine::pintle::__private::File,
    ) -> engine::pintle::__private::Kind {
        file.message::<Self>()
    }
}
