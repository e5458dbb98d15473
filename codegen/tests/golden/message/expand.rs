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
        match tag {
            1 => {
                <String as ::pintle::__private::Field>::merge(
                        &mut self.key,
                        wire,
                        buf,
                        context,
                    )
                    .map_err(::pintle::__private::message::at("Entry", "key"))
            }
            2 => {
                <Option<
                    Vec<u8>,
                > as ::pintle::__private::Field>::merge(
                        &mut self.value,
                        wire,
                        buf,
                        context,
                    )
                    .map_err(::pintle::__private::message::at("Entry", "value"))
            }
            _ => ::pintle::__private::skip_field(wire, tag, buf, context),
        }
    }
    fn encoded_len(&self) -> usize {
        0 + <String as ::pintle::__private::Field>::encoded_len(&self.key, 1)
            + <Option<
                Vec<u8>,
            > as ::pintle::__private::Field>::encoded_len(&self.value, 2)
    }
    fn clear(&mut self) {
        *self = <Self as ::pintle::__private::Message>::empty();
    }
}
impl ::pintle::__private::Message for Entry {
    const NAME: &'static str = "Entry";
    fn empty() -> Self {
        Self {
            key: <String as ::pintle::__private::Field>::absent(),
            value: <Option<Vec<u8>> as ::pintle::__private::Field>::absent(),
        }
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        <String as ::pintle::__private::Field>::describe(message, "key", 1);
        <Option<Vec<u8>> as ::pintle::__private::Field>::describe(message, "value", 2);
    }
}
impl ::pintle::__private::Field for Entry {
    fn absent() -> Self {
        <Self as ::pintle::__private::Message>::empty()
    }
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::encode(self, tag, buf);
    }
    fn encoded_len(&self, tag: u32) -> usize {
        ::pintle::__private::message::encoded_len(self, tag)
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
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        ::pintle::__private::message::put(self, buf);
    }
    fn size(&self) -> usize {
        ::pintle::__private::message::size(self)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        file.message::<Self>()
    }
}
