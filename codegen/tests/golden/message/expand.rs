impl ::pintle::__private::prost::Message for Entry {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Field>::encode(&self.key, 1, buf);
        <Option<Vec<u8>> as ::pintle::__private::Field>::encode(&self.value, 2, buf);
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
                    ::pintle::__private::Tag::<2>,
                    <Option<
                        Vec<u8>,
                    > as ::pintle::__private::Field>::filled(
                        &mut self.value,
                        ::pintle::__private::Place(&["Entry", "value"]),
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
            + <Option<
                Vec<u8>,
            > as ::pintle::__private::Field>::encoded_len(&self.value, 2)
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
                ::pintle::__private::Tag::<2>,
                <Option<
                    Vec<u8>,
                > as ::pintle::__private::Field>::empty(
                    ::pintle::__private::Place(&["Entry", "value"]),
                ),
                (),
            ),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, (_, field_2, ())) = slots;
        ::core::result::Result::Ok(Self {
            key: ::pintle::__private::Draft::take(field_1)?,
            value: ::pintle::__private::Draft::take(field_2)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        <String as ::pintle::__private::Field>::describe(message, "key", 1);
        <Option<Vec<u8>> as ::pintle::__private::Field>::describe(message, "value", 2);
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
