impl ::pintle::__private::Field for Key {
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Field>::encode(&self.0, tag, buf);
    }
    fn encoded_len(&self, tag: u32) -> usize {
        <String as ::pintle::__private::Field>::encoded_len(&self.0, tag)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        <String as ::pintle::__private::Field>::describe(message, name, tag);
    }
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <String as ::pintle::__private::Field>::absent().map(|value| Self { 0: value })
    }
    fn read(
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <String as ::pintle::__private::Field>::read(wire, buf, context)
            .map(|value| Self { 0: value })
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        <String as ::pintle::__private::Field>::merge(&mut self.0, wire, buf, context)
    }
}
impl ::pintle::__private::Element for Key {
    const WIRE: ::pintle::__private::WireType = <String as ::pintle::__private::Element>::WIRE;
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Element>::put(&self.0, buf);
    }
    fn size(&self) -> usize {
        <String as ::pintle::__private::Element>::size(&self.0)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        <String as ::pintle::__private::Element>::kind(file)
    }
}
