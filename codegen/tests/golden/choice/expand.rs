impl ::pintle::__private::prost::Message for Change {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::Put(value) => {
                <Entry as ::pintle::__private::Element>::write(value, 1, buf)
            }
            Self::Removed { key: field_1, at: field_2 } => {
                ::pintle::__private::choice::encode_fields(
                    &((1, field_1), ((2, field_2), ())),
                    2,
                    buf,
                )
            }
            Self::Unknown => ::pintle::__private::choice::encode_fields(&(), 3, buf),
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
            Self::Put(value) => {
                <Entry as ::pintle::__private::Element>::written_len(value, 1)
            }
            Self::Removed { key: field_1, at: field_2 } => {
                ::pintle::__private::choice::fields_len(
                    &((1, field_1), ((2, field_2), ())),
                    2,
                )
            }
            Self::Unknown => ::pintle::__private::choice::fields_len(&(), 3),
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
        ::pintle::__private::choice::assemble(
            source,
            ::core::option::Option::Some(Self::Unknown),
        )
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        message.oneof("kind");
        <Entry as ::pintle::__private::Element>::describe_variant(message, "put", 1);
        message
            .variant_fields(
                "removed",
                "Removed",
                2,
                |message| {
                    <String as ::pintle::__private::Field>::describe(message, "key", 1);
                    <Option<
                        u64,
                    > as ::pintle::__private::Field>::describe(message, "at", 2);
                },
            );
        message.variant_fields("unknown", "Unknown", 3, |_| ());
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
            (1, ::core::option::Option::Some(Self::Put(value))) => {
                <Entry as ::pintle::__private::Element>::merge_variant(
                        value,
                        wire,
                        buf,
                        context,
                    )
                    .map_err(::pintle::__private::message::at("Change", "put"))
                    .map(|()| ::core::option::Option::None)
            }
            (1, _) => {
                <Entry as ::pintle::__private::Element>::read_variant(wire, buf, context)
                    .map(Self::Put)
                    .map_err(::pintle::__private::message::at("Change", "put"))
                    .map(::core::option::Option::Some)
            }
            (
                2,
                ::core::option::Option::Some(Self::Removed { key: field_1, at: field_2 }),
            ) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (
                            ::pintle::__private::Tag::<1>,
                            <String as ::pintle::__private::Field>::filled(
                                field_1,
                                ::pintle::__private::Place(&["Change.Removed", "key"]),
                            ),
                            (
                                ::pintle::__private::Tag::<2>,
                                <Option<
                                    u64,
                                > as ::pintle::__private::Field>::filled(
                                    field_2,
                                    ::pintle::__private::Place(&["Change.Removed", "at"]),
                                ),
                                (),
                            ),
                        ),
                    )
                    .map_err(::pintle::__private::message::at("Change", "removed"))
                    .map(|()| ::core::option::Option::None)
            }
            (2, _) => {
                let mut slots = (
                    ::pintle::__private::Tag::<1>,
                    <String as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["Change.Removed", "key"]),
                    ),
                    (
                        ::pintle::__private::Tag::<2>,
                        <Option<
                            u64,
                        > as ::pintle::__private::Field>::empty(
                            ::pintle::__private::Place(&["Change.Removed", "at"]),
                        ),
                        (),
                    ),
                );
                ::pintle::__private::Source::fill(
                    ::pintle::__private::Nested(wire, buf, context),
                    &mut slots,
                )?;
                let (_, field_1, (_, field_2, ())) = slots;
                ::core::result::Result::Ok(Self::Removed {
                        key: ::pintle::__private::Draft::take(field_1)?,
                        at: ::pintle::__private::Draft::take(field_2)?,
                    })
                    .map(::core::option::Option::Some)
            }
            (3, _) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (),
                    )
                    .map(|()| Self::Unknown)
                    .map_err(::pintle::__private::message::at("Change", "unknown"))
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
