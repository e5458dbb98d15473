::core::compile_error! {
    "a reference does not travel; write `String`"
}
impl<T: ::pintle::__private::Element> ::pintle::__private::prost::Message for Entry<T> {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {}
    fn merge_field(
        &mut self,
        tag: u32,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        ::pintle::__private::Slots::merge(&mut (), tag, wire, buf, context)
    }
    #[inline]
    fn encoded_len(&self) -> usize {
        0
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl<T: ::pintle::__private::Element> ::pintle::__private::Message for Entry<T> {
    const NAME: &'static str = "Entry";
    fn title(title: &mut ::pintle::__private::Title<'_>) {
        title.argument::<T>();
    }
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::core::unimplemented!()
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {}
}
impl<T: ::pintle::__private::Element> ::pintle::__private::Field for Entry<T> {
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
impl<T: ::pintle::__private::Element> ::pintle::__private::Element for Entry<T> {
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
