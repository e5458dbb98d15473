/// A key/value store.
trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// The value under `key`.
    ///
    /// Nothing is an error.
    #[deprecated]
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Change, Status>,
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
struct KvClient(::pintle::__private::Connection);
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
        Output = Result<Change, Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "kv.v1.Kv";
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "A key/value store.",
        deprecated: false,
    };
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/kv.v1.Kv/Get";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Change, Status>;
    type Form = ::pintle::__private::InField;
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "The value under `key`.\n\nNothing is an error.",
        deprecated: true,
    };
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
    const NAME: &'static str = "key";
    const TAG: u32 = 1;
    type Type = String;
}
/// Serves a [`Kv`] to the host.
struct KvServer<T>(::std::sync::Arc<T>);
impl<T> KvServer<T> {
    /// Wraps the service.
    fn new(service: T) -> Self {
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
enum kv {}
impl kv {
    /// The name of the service on the wire.
    const SERVICE: &'static str = <KvClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<KvClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<KvClient>()
    }
}
impl ::pintle::__private::prost::Message for Change {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::Removed { key: field_1 } => {
                ::pintle::__private::choice::encode_fields(&((1, field_1), ()), 1, buf)
            }
        }
    }
    fn merge_field(
        &mut self,
        tag: u32,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::choice::merge_field(self, tag, wire, buf, context)
    }
    fn encoded_len(&self) -> usize {
        match self {
            Self::Removed { key: field_1 } => {
                ::pintle::__private::choice::fields_len(&((1, field_1), ()), 1)
            }
        }
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for Change {
    const NAME: &'static str = "Change";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::choice::assemble(source, ::core::option::Option::None)
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        message.oneof("kind");
        message
            .note(
                &::pintle::__private::Note {
                    docs: "What happened.",
                    deprecated: false,
                },
            );
        message
            .variant_fields(
                "removed",
                "Removed",
                1,
                |message| {
                    <String as ::pintle::__private::Field>::describe(message, "key", 1);
                    message
                        .note_field(
                            1,
                            &::pintle::__private::Note {
                                docs: "The key that it had.",
                                deprecated: false,
                            },
                        );
                },
            );
        message
            .note_field(
                1,
                &::pintle::__private::Note {
                    docs: "It was removed.",
                    deprecated: true,
                },
            );
    }
}
impl ::pintle::__private::Choice for Change {
    fn merge_tag(
        this: ::core::option::Option<&mut Self>,
        tag: u32,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<
        ::core::option::Option<Self>,
        ::pintle::__private::DecodeError,
    > {
        match (tag, this) {
            (1, ::core::option::Option::Some(Self::Removed { key: field_1 })) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (
                            ::pintle::__private::Tag::<1>,
                            <String as ::pintle::__private::Field>::filled(
                                field_1,
                                ::pintle::__private::Place(&["Change.Removed", "key"]),
                            ),
                            (),
                        ),
                    )
                    .map_err(::pintle::__private::message::at("Change", "removed"))
                    .map(|()| ::core::option::Option::None)
            }
            (1, _) => {
                let mut slots = (
                    ::pintle::__private::Tag::<1>,
                    <String as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["Change.Removed", "key"]),
                    ),
                    (),
                );
                ::pintle::__private::Source::fill(
                    ::pintle::__private::Nested(wire, buf, context),
                    &mut slots,
                )?;
                let (_, field_1, ()) = slots;
                ::core::result::Result::Ok(Self::Removed {
                        key: ::pintle::__private::Draft::take(field_1)?,
                    })
                    .map(::core::option::Option::Some)
            }
            _ => {
                ::pintle::__private::skip_field(wire, tag, buf, context)
                    .map(|()| ::core::option::Option::None)
            }
        }
    }
}
impl ::pintle::__private::Field for Change {
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
impl ::pintle::__private::Element for Change {
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
    const VALUES: &'static [(&'static str, i32)] = &[("IDLE", 0), ("ACTIVE", 1)];
    const NOTE: ::pintle::__private::Note = ::pintle::__private::Note {
        docs: "",
        deprecated: true,
    };
    const NOTES: &'static [(i32, ::pintle::__private::Note)] = &[
        (
            0,
            ::pintle::__private::Note {
                docs: "Nothing happens.",
                deprecated: false,
            },
        ),
    ];
    const ZERO: Self = Self::Idle;
    fn number(&self) -> i32 {
        match self {
            Self::Idle => 0,
            Self::Active => 1,
        }
    }
    fn from_number(number: i32) -> ::core::option::Option<Self> {
        match number {
            0 => ::core::option::Option::Some(Self::Idle),
            1 => ::core::option::Option::Some(Self::Active),
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
