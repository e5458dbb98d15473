impl ::pintle::__private::prost::Message for Query {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Field>::encode(&self.key, 1, buf);
        <Option<u64> as ::pintle::__private::Field>::encode(&self.at, 2, buf);
    }
    fn merge_field(
        &mut self,
        tag: u32,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::Slots::merge(
            &mut (
                ::pintle::__private::Tag::<1>,
                <String as ::pintle::__private::Field>::filled(
                    &mut self.key,
                    ::pintle::__private::Place(&["Query", "key"]),
                ),
                (
                    ::pintle::__private::Tag::<2>,
                    <Option<
                        u64,
                    > as ::pintle::__private::Field>::filled(
                        &mut self.at,
                        ::pintle::__private::Place(&["Query", "at"]),
                    ),
                    (),
                ),
            ),
            tag,
            wire,
            buf,
            context,
        )
    }
    #[inline]
    fn encoded_len(&self) -> usize {
        0 + <String as ::pintle::__private::Field>::encoded_len(&self.key, 1)
            + <Option<u64> as ::pintle::__private::Field>::encoded_len(&self.at, 2)
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for Query {
    const NAME: &'static str = "Query";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <String as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Query", "key"]),
            ),
            (
                ::pintle::__private::Tag::<2>,
                <Option<
                    u64,
                > as ::pintle::__private::Field>::empty(
                    ::pintle::__private::Place(&["Query", "at"]),
                ),
                (),
            ),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, (_, field_2, ())) = slots;
        ::core::result::Result::Ok(Self {
            key: ::pintle::__private::Draft::take(field_1)?,
            at: ::pintle::__private::Draft::take(field_2)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        <String as ::pintle::__private::Field>::describe(message, "key", 1);
        <Option<u64> as ::pintle::__private::Field>::describe(message, "at", 2);
    }
}
impl ::pintle::__private::Field for Query {
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::message::absent()
    }
    #[inline]
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::encode(self, tag, buf);
    }
    #[inline]
    fn encoded_len(&self, tag: u32) -> usize {
        ::pintle::__private::message::encoded_len(self, tag)
    }
    fn read(
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::message::read(wire, buf, context)
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::message::merge(self, wire, buf, context)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        message.single::<Self>(name, tag);
    }
}
impl ::pintle::__private::Element for Query {
    const WIRE: ::pintle::__private::WireType = ::pintle::__private::WireType::LengthDelimited;
    #[inline]
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::put(self, buf);
    }
    #[inline]
    fn size(&self) -> usize {
        ::pintle::__private::message::size(self)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        file.message::<Self>()
    }
}
impl ::pintle::__private::prost::Message for Answer {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <Vec<u8> as ::pintle::__private::Field>::encode(&self.value, 1, buf);
    }
    fn merge_field(
        &mut self,
        tag: u32,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::Slots::merge(
            &mut (
                ::pintle::__private::Tag::<1>,
                <Vec<
                    u8,
                > as ::pintle::__private::Field>::filled(
                    &mut self.value,
                    ::pintle::__private::Place(&["Answer", "value"]),
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
        0 + <Vec<u8> as ::pintle::__private::Field>::encoded_len(&self.value, 1)
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for Answer {
    const NAME: &'static str = "Answer";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <Vec<
                u8,
            > as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Answer", "value"]),
            ),
            (),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, ()) = slots;
        ::core::result::Result::Ok(Self {
            value: ::pintle::__private::Draft::take(field_1)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        <Vec<u8> as ::pintle::__private::Field>::describe(message, "value", 1);
    }
}
impl ::pintle::__private::Field for Answer {
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::message::absent()
    }
    #[inline]
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::encode(self, tag, buf);
    }
    #[inline]
    fn encoded_len(&self, tag: u32) -> usize {
        ::pintle::__private::message::encoded_len(self, tag)
    }
    fn read(
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::message::read(wire, buf, context)
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::message::merge(self, wire, buf, context)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        message.single::<Self>(name, tag);
    }
}
impl ::pintle::__private::Element for Answer {
    const WIRE: ::pintle::__private::WireType = ::pintle::__private::WireType::LengthDelimited;
    #[inline]
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::put(self, buf);
    }
    #[inline]
    fn size(&self) -> usize {
        ::pintle::__private::message::size(self)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        file.message::<Self>()
    }
}
pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        query: Query,
    ) -> impl ::core::future::Future<
        Output = Result<Answer, Status>,
    > + ::core::marker::Send;
    fn watch_all(
        &self,
        query: Query,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Answer>, Status>,
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
    fn get(
        &self,
        query: Query,
    ) -> impl ::core::future::Future<
        Output = Result<Answer, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Bare(query);
        self.0.call::<Self, 0>(request)
    }
    fn watch_all(
        &self,
        query: Query,
    ) -> impl ::core::future::Future<
        Output = Result<Streaming<Answer>, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Bare(query);
        self.0.call::<Self, 1>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "whole.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
        ::pintle::__private::describe_method::<Self, 1>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/whole.v1.Kv/Get";
    type Request = ::pintle::__private::Bare<Query>;
    type Outcome = Result<Answer, Status>;
    type Form = ::pintle::__private::AsMessage;
}
impl ::pintle::__private::Method<1> for KvClient {
    const NAME: &'static str = "Watch";
    const PATH: &'static str = "/whole.v1.Kv/Watch";
    type Request = ::pintle::__private::Bare<Query>;
    type Outcome = Result<Streaming<Answer>, Status>;
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
            "Get" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv>::get(&service, it.0).await
                    })
            }
            "Watch" => {
                call.to::<KvClient, 1>()
                    .answer(move |it, _| async move {
                        <T as Kv>::watch_all(&service, it.0).await
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
