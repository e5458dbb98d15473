::core::compile_error! {
    "unknown code `NotFoud`; did you mean `NotFound`?"
}
impl ::pintle::__private::prost::Message for KvError {
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
impl ::pintle::__private::Message for KvError {
    const NAME: &'static str = "KvError";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::core::unimplemented!()
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {}
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
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!()
    }
}
impl ::core::error::Error for KvError {}
impl ::core::convert::From<::pintle::__private::CallError> for KvError {
    fn from(_: ::pintle::__private::CallError) -> Self {
        ::core::unimplemented!()
    }
}
impl ::pintle::__private::Typed for KvError {
    fn into_code(
        self,
    ) -> ::core::result::Result<
        (::pintle::__private::Code, Self),
        ::pintle::__private::CallError,
    > {
        ::core::unimplemented!()
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
