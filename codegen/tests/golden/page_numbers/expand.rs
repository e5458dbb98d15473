impl ::pintle::__private::prost::Message for Entry {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Field>::encode(&self.key, 1, buf);
        <Vec<u8> as ::pintle::__private::Field>::encode(&self.value, 9, buf);
        <Option<u32> as ::pintle::__private::Field>::encode(&self.more, 10, buf);
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
                    ::pintle::__private::Place(&["Entry", "key"]),
                ),
                (
                    ::pintle::__private::Tag::<9>,
                    <Vec<
                        u8,
                    > as ::pintle::__private::Field>::filled(
                        &mut self.value,
                        ::pintle::__private::Place(&["Entry", "value"]),
                    ),
                    (
                        ::pintle::__private::Tag::<10>,
                        <Option<
                            u32,
                        > as ::pintle::__private::Field>::filled(
                            &mut self.more,
                            ::pintle::__private::Place(&["Entry", "more"]),
                        ),
                        (),
                    ),
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
            + <Vec<u8> as ::pintle::__private::Field>::encoded_len(&self.value, 9)
            + <Option<u32> as ::pintle::__private::Field>::encoded_len(&self.more, 10)
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for Entry {
    const NAME: &'static str = "Entry";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <String as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Entry", "key"]),
            ),
            (
                ::pintle::__private::Tag::<9>,
                <Vec<
                    u8,
                > as ::pintle::__private::Field>::empty(
                    ::pintle::__private::Place(&["Entry", "value"]),
                ),
                (
                    ::pintle::__private::Tag::<10>,
                    <Option<
                        u32,
                    > as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["Entry", "more"]),
                    ),
                    (),
                ),
            ),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, (_, field_9, (_, field_10, ()))) = slots;
        ::core::result::Result::Ok(Self {
            key: ::pintle::__private::Draft::take(field_1)?,
            value: ::pintle::__private::Draft::take(field_9)?,
            more: ::pintle::__private::Draft::take(field_10)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        message
            .reserve(
                &::pintle::__private::Reserved {
                    numbers: &[(2, 2), (5, 7)],
                    names: &["old"],
                },
            );
        <String as ::pintle::__private::Field>::describe(message, "key", 1);
        <Vec<u8> as ::pintle::__private::Field>::describe(message, "value", 9);
        <Option<u32> as ::pintle::__private::Field>::describe(message, "more", 10);
        message
            .note_field(
                10,
                &::pintle::__private::Note {
                    docs: "Counted on from the highest so far.",
                    deprecated: false,
                },
            );
    }
}
impl ::pintle::__private::Field for Entry {
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
impl ::pintle::__private::Element for Entry {
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
impl ::pintle::__private::Enumeration for State {
    const NAME: &'static str = "State";
    const VALUES: &'static [(&'static str, i32)] = &[
        ("UNKNOWN", 0),
        ("ACTIVE", 1),
        ("IDLE", 3),
    ];
    const RESERVED: ::pintle::__private::Reserved = ::pintle::__private::Reserved {
        numbers: &[(2, 2)],
        names: &["GONE"],
    };
    const ZERO: Self = Self::Unknown;
    fn number(&self) -> i32 {
        match self {
            Self::Unknown => 0,
            Self::Active => 1,
            Self::Idle => 3,
        }
    }
    fn from_number(number: i32) -> ::core::option::Option<Self> {
        match number {
            0 => ::core::option::Option::Some(Self::Unknown),
            1 => ::core::option::Option::Some(Self::Active),
            3 => ::core::option::Option::Some(Self::Idle),
            _ => ::core::option::Option::None,
        }
    }
}
impl ::pintle::__private::Field for State {
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::core::result::Result::Ok(<Self as ::pintle::__private::Enumeration>::ZERO)
    }
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::enumeration::encode(self, tag, buf);
    }
    fn encoded_len(&self, tag: u32) -> usize {
        ::pintle::__private::enumeration::encoded_len(self, tag)
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::enumeration::merge(self, wire, buf, context)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        message.single::<Self>(name, tag);
    }
}
impl ::pintle::__private::Element for State {
    const WIRE: ::pintle::__private::WireType = ::pintle::__private::WireType::Varint;
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::enumeration::put(self, buf);
    }
    fn size(&self) -> usize {
        ::pintle::__private::enumeration::size(self)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        file.enumeration::<Self>()
    }
}
pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn put(
        &self,
        entry: Entry,
        state: State,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
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
    fn put(
        &self,
        entry: Entry,
        state: State,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((entry, state));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "numbers.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Put";
    const PATH: &'static str = "/numbers.v1.Kv/Put";
    type Request = ::pintle::__private::Request<Self, 0, 2>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
    const RESERVED: ::pintle::__private::Reserved = ::pintle::__private::Reserved {
        numbers: &[(2, 2)],
        names: &["owner"],
    };
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
    const NAME: &'static str = "entry";
    const TAG: u32 = 1;
    type Type = Entry;
}
impl ::pintle::__private::Argument<0, 1> for KvClient {
    const NAME: &'static str = "state";
    const TAG: u32 = 3;
    type Type = State;
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
            "Put" => {
                call.to::<KvClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Kv>::put(&service, it.0.0, it.0.1).await
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
