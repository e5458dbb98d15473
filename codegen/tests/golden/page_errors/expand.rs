impl ::pintle::__private::prost::Message for KvError {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::NotFound { key: field_1 } => {
                ::pintle::__private::choice::encode_fields(&((1, field_1), ()), 1, buf)
            }
            Self::Locked => ::pintle::__private::choice::encode_fields(&(), 2, buf),
            _ => {}
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
            Self::NotFound { key: field_1 } => {
                ::pintle::__private::choice::fields_len(&((1, field_1), ()), 1)
            }
            Self::Locked => ::pintle::__private::choice::fields_len(&(), 2),
            _ => 0,
        }
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for KvError {
    const NAME: &'static str = "KvError";
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
                    docs: "Why a value is not there.",
                    deprecated: false,
                },
            );
        message
            .variant_fields(
                "not_found",
                "NotFound",
                1,
                |message| {
                    <String as ::pintle::__private::Field>::describe(message, "key", 1);
                },
            );
        message.variant_fields("locked", "Locked", 2, |_| ());
    }
}
impl ::pintle::__private::Choice for KvError {
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
            (1, ::core::option::Option::Some(Self::NotFound { key: field_1 })) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (
                            ::pintle::__private::Tag::<1>,
                            <String as ::pintle::__private::Field>::filled(
                                field_1,
                                ::pintle::__private::Place(&["KvError.NotFound", "key"]),
                            ),
                            (),
                        ),
                    )
                    .map_err(::pintle::__private::message::at("KvError", "not_found"))
                    .map(|()| ::core::option::Option::None)
            }
            (1, _) => {
                let mut slots = (
                    ::pintle::__private::Tag::<1>,
                    <String as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["KvError.NotFound", "key"]),
                    ),
                    (),
                );
                ::pintle::__private::Source::fill(
                    ::pintle::__private::Nested(wire, buf, context),
                    &mut slots,
                )?;
                let (_, field_1, ()) = slots;
                ::core::result::Result::Ok(Self::NotFound {
                        key: ::pintle::__private::Draft::take(field_1)?,
                    })
                    .map(::core::option::Option::Some)
            }
            (2, _) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (),
                    )
                    .map(|()| Self::Locked)
                    .map_err(::pintle::__private::message::at("KvError", "locked"))
                    .map(::core::option::Option::Some)
            }
            _ => {
                ::pintle::__private::skip_field(wire, tag, buf, context)
                    .map(|()| ::core::option::Option::None)
            }
        }
    }
}
impl ::pintle::__private::Field for KvError {
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
impl ::pintle::__private::Element for KvError {
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
impl ::core::fmt::Display for KvError {
    #[allow(unused_variables, reason = "a text need not name every field")]
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            Self::NotFound { key } => {
                ::core::write!(formatter, "there is no key `{key}`")
            }
            Self::Locked {} => ::core::write!(formatter, "the store is locked"),
            Self::Call(error) => {
                ::core::fmt::Display::fmt(
                    <CallError as ::pintle::__private::LostCall>::as_call(error),
                    formatter,
                )
            }
        }
    }
}
impl ::core::error::Error for KvError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        match self {
            Self::Call(error) => {
                ::core::error::Error::source(
                    <CallError as ::pintle::__private::LostCall>::as_call(error),
                )
            }
            _ => ::core::option::Option::None,
        }
    }
}
impl ::core::convert::From<::pintle::__private::CallError> for KvError {
    fn from(error: ::pintle::__private::CallError) -> Self {
        Self::Call(<CallError as ::pintle::__private::LostCall>::from_call(error))
    }
}
impl ::pintle::__private::Typed for KvError {
    fn into_code(
        self,
    ) -> ::core::result::Result<
        (::pintle::__private::Code, Self),
        ::pintle::__private::CallError,
    > {
        match self {
            Self::NotFound { .. } => {
                ::core::result::Result::Ok((::pintle::__private::Code::NotFound, self))
            }
            Self::Locked { .. } => {
                ::core::result::Result::Ok((
                    ::pintle::__private::Code::FailedPrecondition,
                    self,
                ))
            }
            Self::Call(error) => {
                ::core::result::Result::Err(
                    <CallError as ::pintle::__private::LostCall>::into_call(error),
                )
            }
        }
    }
}
impl ::pintle::__private::Failure for KvError {
    fn into_status(self) -> ::pintle::__private::Status {
        ::pintle::__private::typed::depart(self, "")
    }
    fn depart(self, package: &'static str) -> ::pintle::__private::Status {
        ::pintle::__private::typed::depart(self, package)
    }
    fn arrive(error: ::pintle::__private::CallError, package: &'static str) -> Self {
        ::pintle::__private::typed::arrive(error, package)
    }
    fn describe(file: &mut ::pintle::__private::File) {
        file.message::<Self>();
    }
}
pub trait Kv: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn get(
        &self,
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, KvError>,
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
        key: String,
    ) -> impl ::core::future::Future<
        Output = Result<Vec<u8>, KvError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((key,));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for KvClient {
    const NAME: &'static str = "errors.v1.Kv";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for KvClient {
    const NAME: &'static str = "Get";
    const PATH: &'static str = "/errors.v1.Kv/Get";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<Vec<u8>, KvError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for KvClient {
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
