impl ::pintle::__private::prost::Message for KvError {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::NotFound { key: field_1 } => {
                ::pintle::__private::choice::encode_fields(&((1, field_1), ()), 1, buf)
            }
            Self::Refused(value) => {
                <Reason as ::pintle::__private::Element>::write(value, 5, buf)
            }
            Self::Full => ::pintle::__private::choice::encode_fields(&(), 6, buf),
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
            Self::Refused(value) => {
                <Reason as ::pintle::__private::Element>::written_len(value, 5)
            }
            Self::Full => ::pintle::__private::choice::fields_len(&(), 6),
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
            .variant_fields(
                "not_found",
                "NotFound",
                1,
                |message| {
                    <String as ::pintle::__private::Field>::describe(message, "key", 1);
                },
            );
        <Reason as ::pintle::__private::Element>::describe_variant(
            message,
            "refused",
            5,
        );
        message.variant_fields("full", "Full", 6, |_| ());
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
            (5, ::core::option::Option::Some(Self::Refused(value))) => {
                <Reason as ::pintle::__private::Element>::merge_variant(
                        value,
                        wire,
                        buf,
                        context,
                    )
                    .map_err(::pintle::__private::message::at("KvError", "refused"))
                    .map(|()| ::core::option::Option::None)
            }
            (5, _) => {
                <Reason as ::pintle::__private::Element>::read_variant(
                        wire,
                        buf,
                        context,
                    )
                    .map(Self::Refused)
                    .map_err(::pintle::__private::message::at("KvError", "refused"))
                    .map(::core::option::Option::Some)
            }
            (6, _) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (),
                    )
                    .map(|()| Self::Full)
                    .map_err(::pintle::__private::message::at("KvError", "full"))
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
            Self::Refused { 0: field_0 } => {
                ::core::write!(formatter, "refused: {field_0:?}")
            }
            Self::Full {} => ::core::write!(formatter, "full"),
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
            Self::Refused { .. } => {
                ::core::result::Result::Ok((
                    ::pintle::__private::Code::PermissionDenied,
                    self,
                ))
            }
            Self::Full { .. } => {
                ::core::result::Result::Ok((::pintle::__private::Code::Unknown, self))
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
