impl ::pintle::__private::Enumeration for KvState {
    const NAME: &'static str = "KvState";
    const VALUES: &'static [(&'static str, i32)] = &[
        ("IDLE", 0),
        ("NOT_FOUND", 4),
        ("BROKEN", -1),
    ];
    const ZERO: Self = Self::Idle;
    fn number(&self) -> i32 {
        match self {
            Self::Idle => 0,
            Self::NotFound => 4,
            Self::Broken => -1,
            Self::Other(number) => *number,
        }
    }
    fn from_number(number: i32) -> ::core::option::Option<Self> {
        match number {
            0 => ::core::option::Option::Some(Self::Idle),
            4 => ::core::option::Option::Some(Self::NotFound),
            -1 => ::core::option::Option::Some(Self::Broken),
            _ => ::core::option::Option::Some(Self::Other(number)),
        }
    }
}
impl ::pintle::__private::Field for KvState {
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
impl ::pintle::__private::Element for KvState {
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
