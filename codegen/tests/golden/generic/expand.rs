impl<
    T: ::pintle::__private::Element,
    K: pintle::Key + ::pintle::__private::Element,
> ::pintle::__private::prost::Message for Page<T, K>
where
    T: Clone,
{
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <HashMap<K, T> as ::pintle::__private::Field>::encode(&self.items, 1, buf);
        <Option<Box<Self>> as ::pintle::__private::Field>::encode(&self.next, 2, buf);
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
                <HashMap<
                    K,
                    T,
                > as ::pintle::__private::Field>::filled(
                    &mut self.items,
                    ::pintle::__private::Place(&["Page", "items"]),
                ),
                (
                    ::pintle::__private::Tag::<2>,
                    <Option<
                        Box<Self>,
                    > as ::pintle::__private::Field>::filled(
                        &mut self.next,
                        ::pintle::__private::Place(&["Page", "next"]),
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
        0 + <HashMap<K, T> as ::pintle::__private::Field>::encoded_len(&self.items, 1)
            + <Option<
                Box<Self>,
            > as ::pintle::__private::Field>::encoded_len(&self.next, 2)
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl<
    T: ::pintle::__private::Element,
    K: pintle::Key + ::pintle::__private::Element,
> ::pintle::__private::Message for Page<T, K>
where
    T: Clone,
{
    const NAME: &'static str = "Page";
    fn title(title: &mut ::pintle::__private::Title<'_>) {
        title.argument::<T>();
        title.argument::<K>();
    }
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <HashMap<
                K,
                T,
            > as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Page", "items"]),
            ),
            (
                ::pintle::__private::Tag::<2>,
                <Option<
                    Box<Self>,
                > as ::pintle::__private::Field>::empty(
                    ::pintle::__private::Place(&["Page", "next"]),
                ),
                (),
            ),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (_, field_1, (_, field_2, ())) = slots;
        ::core::result::Result::Ok(Self {
            items: ::pintle::__private::Draft::take(field_1)?,
            next: ::pintle::__private::Draft::take(field_2)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        <HashMap<K, T> as ::pintle::__private::Field>::describe(message, "items", 1);
        <Option<Box<Self>> as ::pintle::__private::Field>::describe(message, "next", 2);
    }
}
impl<
    T: ::pintle::__private::Element,
    K: pintle::Key + ::pintle::__private::Element,
> ::pintle::__private::Field for Page<T, K>
where
    T: Clone,
{
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
impl<
    T: ::pintle::__private::Element,
    K: pintle::Key + ::pintle::__private::Element,
> ::pintle::__private::Element for Page<T, K>
where
    T: Clone,
{
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
impl<
    L: ::pintle::__private::Element,
    R: ::pintle::__private::Element,
> ::pintle::__private::prost::Message for Either<L, R> {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::Left(value) => {
                <L as ::pintle::__private::Element>::write(value, 1, buf)
            }
            Self::Right { value: field_1 } => {
                ::pintle::__private::choice::encode_fields(&((1, field_1), ()), 2, buf)
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
            Self::Left(value) => {
                <L as ::pintle::__private::Element>::written_len(value, 1)
            }
            Self::Right { value: field_1 } => {
                ::pintle::__private::choice::fields_len(&((1, field_1), ()), 2)
            }
        }
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl<
    L: ::pintle::__private::Element,
    R: ::pintle::__private::Element,
> ::pintle::__private::Message for Either<L, R> {
    const NAME: &'static str = "Either";
    fn title(title: &mut ::pintle::__private::Title<'_>) {
        title.argument::<L>();
        title.argument::<R>();
    }
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        ::pintle::__private::choice::assemble(source, ::core::option::Option::None)
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        message.oneof("kind");
        <L as ::pintle::__private::Element>::describe_variant(message, "left", 1);
        message
            .variant_fields(
                "right",
                "Right",
                2,
                |message| {
                    <R as ::pintle::__private::Field>::describe(message, "value", 1);
                },
            );
    }
}
impl<
    L: ::pintle::__private::Element,
    R: ::pintle::__private::Element,
> ::pintle::__private::Choice for Either<L, R> {
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
            (1, ::core::option::Option::Some(Self::Left(value))) => {
                <L as ::pintle::__private::Element>::merge_variant(
                        value,
                        wire,
                        buf,
                        context,
                    )
                    .map_err(::pintle::__private::message::at("Either", "left"))
                    .map(|()| ::core::option::Option::None)
            }
            (1, _) => {
                <L as ::pintle::__private::Element>::read_variant(wire, buf, context)
                    .map(Self::Left)
                    .map_err(::pintle::__private::message::at("Either", "left"))
                    .map(::core::option::Option::Some)
            }
            (2, ::core::option::Option::Some(Self::Right { value: field_1 })) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (
                            ::pintle::__private::Tag::<1>,
                            <R as ::pintle::__private::Field>::filled(
                                field_1,
                                ::pintle::__private::Place(&["Either.Right", "value"]),
                            ),
                            (),
                        ),
                    )
                    .map_err(::pintle::__private::message::at("Either", "right"))
                    .map(|()| ::core::option::Option::None)
            }
            (2, _) => {
                let mut slots = (
                    ::pintle::__private::Tag::<1>,
                    <R as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["Either.Right", "value"]),
                    ),
                    (),
                );
                ::pintle::__private::Source::fill(
                    ::pintle::__private::Nested(wire, buf, context),
                    &mut slots,
                )?;
                let (_, field_1, ()) = slots;
                ::core::result::Result::Ok(Self::Right {
                        value: ::pintle::__private::Draft::take(field_1)?,
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
impl<
    L: ::pintle::__private::Element,
    R: ::pintle::__private::Element,
> ::pintle::__private::Field for Either<L, R> {
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
impl<
    L: ::pintle::__private::Element,
    R: ::pintle::__private::Element,
> ::pintle::__private::Element for Either<L, R> {
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
impl<T: ::pintle::__private::Element> ::pintle::__private::Field for Secret<T> {
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        <T as ::pintle::__private::Field>::encode(&self.0, tag, buf);
    }
    fn encoded_len(&self, tag: u32) -> usize {
        <T as ::pintle::__private::Field>::encoded_len(&self.0, tag)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        <T as ::pintle::__private::Field>::describe(message, name, tag);
    }
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <T as ::pintle::__private::Field>::absent().map(|value| Self { 0: value })
    }
    fn read(
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <T as ::pintle::__private::Field>::read(wire, buf, context)
            .map(|value| Self { 0: value })
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        <T as ::pintle::__private::Field>::merge(&mut self.0, wire, buf, context)
    }
}
impl<T: ::pintle::__private::Element> ::pintle::__private::Element for Secret<T> {
    const WIRE: ::pintle::__private::WireType = <T as ::pintle::__private::Element>::WIRE;
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <T as ::pintle::__private::Element>::put(&self.0, buf);
    }
    fn size(&self) -> usize {
        <T as ::pintle::__private::Element>::size(&self.0)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        <T as ::pintle::__private::Element>::kind(file)
    }
}
