impl ::pintle::__private::prost::Message for Types {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <bool as ::pintle::__private::Field>::encode(&self.yes, 1, buf);
        <i32 as ::pintle::__private::Field>::encode(&self.small, 2, buf);
        <i64 as ::pintle::__private::Field>::encode(&self.large, 3, buf);
        <u32 as ::pintle::__private::Field>::encode(&self.count, 4, buf);
        <u64 as ::pintle::__private::Field>::encode(&self.size, 5, buf);
        <f32 as ::pintle::__private::Field>::encode(&self.ratio, 6, buf);
        <f64 as ::pintle::__private::Field>::encode(&self.share, 7, buf);
        <i8 as ::pintle::__private::Field>::encode(&self.tiny, 8, buf);
        <i16 as ::pintle::__private::Field>::encode(&self.short, 9, buf);
        <u8 as ::pintle::__private::Field>::encode(&self.byte, 10, buf);
        <u16 as ::pintle::__private::Field>::encode(&self.port, 11, buf);
        <String as ::pintle::__private::Field>::encode(&self.text, 12, buf);
        <Vec<u8> as ::pintle::__private::Field>::encode(&self.data, 13, buf);
        <bytes::Bytes as ::pintle::__private::Field>::encode(&self.shared, 14, buf);
        <[u8; 32] as ::pintle::__private::Field>::encode(&self.digest, 15, buf);
        <[f64; 3] as ::pintle::__private::Field>::encode(&self.point, 16, buf);
        <Option<u32> as ::pintle::__private::Field>::encode(&self.limit, 17, buf);
        <Option<Entry> as ::pintle::__private::Field>::encode(&self.owner, 18, buf);
        <Vec<u64> as ::pintle::__private::Field>::encode(&self.ids, 19, buf);
        <Vec<Entry> as ::pintle::__private::Field>::encode(&self.entries, 20, buf);
        <HashSet<String> as ::pintle::__private::Field>::encode(&self.names, 21, buf);
        <BTreeSet<i32> as ::pintle::__private::Field>::encode(&self.sorted, 22, buf);
        <HashMap<
            String,
            Entry,
        > as ::pintle::__private::Field>::encode(&self.labels, 23, buf);
        <BTreeMap<
            u32,
            String,
        > as ::pintle::__private::Field>::encode(&self.by_id, 24, buf);
        <Duration as ::pintle::__private::Field>::encode(&self.ttl, 25, buf);
        <SystemTime as ::pintle::__private::Field>::encode(&self.changed, 26, buf);
        <Box<Entry> as ::pintle::__private::Field>::encode(&self.boxed, 27, buf);
        <Arc<String> as ::pintle::__private::Field>::encode(&self.counted, 28, buf);
        <Entry as ::pintle::__private::Field>::encode(&self.entry, 29, buf);
        <State as ::pintle::__private::Field>::encode(&self.state, 30, buf);
        <Change as ::pintle::__private::Field>::encode(&self.change, 31, buf);
        <Id as ::pintle::__private::Field>::encode(&self.id, 32, buf);
        <Page<Entry> as ::pintle::__private::Field>::encode(&self.page, 33, buf);
        <prost_types::Any as ::pintle::__private::Field>::encode(&self.any, 34, buf);
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
                <bool as ::pintle::__private::Field>::filled(
                    &mut self.yes,
                    ::pintle::__private::Place(&["Types", "yes"]),
                ),
                (
                    ::pintle::__private::Tag::<2>,
                    <i32 as ::pintle::__private::Field>::filled(
                        &mut self.small,
                        ::pintle::__private::Place(&["Types", "small"]),
                    ),
                    (
                        ::pintle::__private::Tag::<3>,
                        <i64 as ::pintle::__private::Field>::filled(
                            &mut self.large,
                            ::pintle::__private::Place(&["Types", "large"]),
                        ),
                        (
                            ::pintle::__private::Tag::<4>,
                            <u32 as ::pintle::__private::Field>::filled(
                                &mut self.count,
                                ::pintle::__private::Place(&["Types", "count"]),
                            ),
                            (
                                ::pintle::__private::Tag::<5>,
                                <u64 as ::pintle::__private::Field>::filled(
                                    &mut self.size,
                                    ::pintle::__private::Place(&["Types", "size"]),
                                ),
                                (
                                    ::pintle::__private::Tag::<6>,
                                    <f32 as ::pintle::__private::Field>::filled(
                                        &mut self.ratio,
                                        ::pintle::__private::Place(&["Types", "ratio"]),
                                    ),
                                    (
                                        ::pintle::__private::Tag::<7>,
                                        <f64 as ::pintle::__private::Field>::filled(
                                            &mut self.share,
                                            ::pintle::__private::Place(&["Types", "share"]),
                                        ),
                                        (
                                            ::pintle::__private::Tag::<8>,
                                            <i8 as ::pintle::__private::Field>::filled(
                                                &mut self.tiny,
                                                ::pintle::__private::Place(&["Types", "tiny"]),
                                            ),
                                            (
                                                ::pintle::__private::Tag::<9>,
                                                <i16 as ::pintle::__private::Field>::filled(
                                                    &mut self.short,
                                                    ::pintle::__private::Place(&["Types", "short"]),
                                                ),
                                                (
                                                    ::pintle::__private::Tag::<10>,
                                                    <u8 as ::pintle::__private::Field>::filled(
                                                        &mut self.byte,
                                                        ::pintle::__private::Place(&["Types", "byte"]),
                                                    ),
                                                    (
                                                        ::pintle::__private::Tag::<11>,
                                                        <u16 as ::pintle::__private::Field>::filled(
                                                            &mut self.port,
                                                            ::pintle::__private::Place(&["Types", "port"]),
                                                        ),
                                                        (
                                                            ::pintle::__private::Tag::<12>,
                                                            <String as ::pintle::__private::Field>::filled(
                                                                &mut self.text,
                                                                ::pintle::__private::Place(&["Types", "text"]),
                                                            ),
                                                            (
                                                                ::pintle::__private::Tag::<13>,
                                                                <Vec<
                                                                    u8,
                                                                > as ::pintle::__private::Field>::filled(
                                                                    &mut self.data,
                                                                    ::pintle::__private::Place(&["Types", "data"]),
                                                                ),
                                                                (
                                                                    ::pintle::__private::Tag::<14>,
                                                                    <bytes::Bytes as ::pintle::__private::Field>::filled(
                                                                        &mut self.shared,
                                                                        ::pintle::__private::Place(&["Types", "shared"]),
                                                                    ),
                                                                    (
                                                                        ::pintle::__private::Tag::<15>,
                                                                        <[u8; 32] as ::pintle::__private::Field>::filled(
                                                                            &mut self.digest,
                                                                            ::pintle::__private::Place(&["Types", "digest"]),
                                                                        ),
                                                                        (
                                                                            ::pintle::__private::Tag::<16>,
                                                                            <[f64; 3] as ::pintle::__private::Field>::filled(
                                                                                &mut self.point,
                                                                                ::pintle::__private::Place(&["Types", "point"]),
                                                                            ),
                                                                            (
                                                                                ::pintle::__private::Tag::<17>,
                                                                                <Option<
                                                                                    u32,
                                                                                > as ::pintle::__private::Field>::filled(
                                                                                    &mut self.limit,
                                                                                    ::pintle::__private::Place(&["Types", "limit"]),
                                                                                ),
                                                                                (
                                                                                    ::pintle::__private::Tag::<18>,
                                                                                    <Option<
                                                                                        Entry,
                                                                                    > as ::pintle::__private::Field>::filled(
                                                                                        &mut self.owner,
                                                                                        ::pintle::__private::Place(&["Types", "owner"]),
                                                                                    ),
                                                                                    (
                                                                                        ::pintle::__private::Tag::<19>,
                                                                                        <Vec<
                                                                                            u64,
                                                                                        > as ::pintle::__private::Field>::filled(
                                                                                            &mut self.ids,
                                                                                            ::pintle::__private::Place(&["Types", "ids"]),
                                                                                        ),
                                                                                        (
                                                                                            ::pintle::__private::Tag::<20>,
                                                                                            <Vec<
                                                                                                Entry,
                                                                                            > as ::pintle::__private::Field>::filled(
                                                                                                &mut self.entries,
                                                                                                ::pintle::__private::Place(&["Types", "entries"]),
                                                                                            ),
                                                                                            (
                                                                                                ::pintle::__private::Tag::<21>,
                                                                                                <HashSet<
                                                                                                    String,
                                                                                                > as ::pintle::__private::Field>::filled(
                                                                                                    &mut self.names,
                                                                                                    ::pintle::__private::Place(&["Types", "names"]),
                                                                                                ),
                                                                                                (
                                                                                                    ::pintle::__private::Tag::<22>,
                                                                                                    <BTreeSet<
                                                                                                        i32,
                                                                                                    > as ::pintle::__private::Field>::filled(
                                                                                                        &mut self.sorted,
                                                                                                        ::pintle::__private::Place(&["Types", "sorted"]),
                                                                                                    ),
                                                                                                    (
                                                                                                        ::pintle::__private::Tag::<23>,
                                                                                                        <HashMap<
                                                                                                            String,
                                                                                                            Entry,
                                                                                                        > as ::pintle::__private::Field>::filled(
                                                                                                            &mut self.labels,
                                                                                                            ::pintle::__private::Place(&["Types", "labels"]),
                                                                                                        ),
                                                                                                        (
                                                                                                            ::pintle::__private::Tag::<24>,
                                                                                                            <BTreeMap<
                                                                                                                u32,
                                                                                                                String,
                                                                                                            > as ::pintle::__private::Field>::filled(
                                                                                                                &mut self.by_id,
                                                                                                                ::pintle::__private::Place(&["Types", "by_id"]),
                                                                                                            ),
                                                                                                            (
                                                                                                                ::pintle::__private::Tag::<25>,
                                                                                                                <Duration as ::pintle::__private::Field>::filled(
                                                                                                                    &mut self.ttl,
                                                                                                                    ::pintle::__private::Place(&["Types", "ttl"]),
                                                                                                                ),
                                                                                                                (
                                                                                                                    ::pintle::__private::Tag::<26>,
                                                                                                                    <SystemTime as ::pintle::__private::Field>::filled(
                                                                                                                        &mut self.changed,
                                                                                                                        ::pintle::__private::Place(&["Types", "changed"]),
                                                                                                                    ),
                                                                                                                    (
                                                                                                                        ::pintle::__private::Tag::<27>,
                                                                                                                        <Box<
                                                                                                                            Entry,
                                                                                                                        > as ::pintle::__private::Field>::filled(
                                                                                                                            &mut self.boxed,
                                                                                                                            ::pintle::__private::Place(&["Types", "boxed"]),
                                                                                                                        ),
                                                                                                                        (
                                                                                                                            ::pintle::__private::Tag::<28>,
                                                                                                                            <Arc<
                                                                                                                                String,
                                                                                                                            > as ::pintle::__private::Field>::filled(
                                                                                                                                &mut self.counted,
                                                                                                                                ::pintle::__private::Place(&["Types", "counted"]),
                                                                                                                            ),
                                                                                                                            (
                                                                                                                                ::pintle::__private::Tag::<29>,
                                                                                                                                <Entry as ::pintle::__private::Field>::filled(
                                                                                                                                    &mut self.entry,
                                                                                                                                    ::pintle::__private::Place(&["Types", "entry"]),
                                                                                                                                ),
                                                                                                                                (
                                                                                                                                    ::pintle::__private::Tag::<30>,
                                                                                                                                    <State as ::pintle::__private::Field>::filled(
                                                                                                                                        &mut self.state,
                                                                                                                                        ::pintle::__private::Place(&["Types", "state"]),
                                                                                                                                    ),
                                                                                                                                    (
                                                                                                                                        ::pintle::__private::Tag::<31>,
                                                                                                                                        <Change as ::pintle::__private::Field>::filled(
                                                                                                                                            &mut self.change,
                                                                                                                                            ::pintle::__private::Place(&["Types", "change"]),
                                                                                                                                        ),
                                                                                                                                        (
                                                                                                                                            ::pintle::__private::Tag::<32>,
                                                                                                                                            <Id as ::pintle::__private::Field>::filled(
                                                                                                                                                &mut self.id,
                                                                                                                                                ::pintle::__private::Place(&["Types", "id"]),
                                                                                                                                            ),
                                                                                                                                            (
                                                                                                                                                ::pintle::__private::Tag::<33>,
                                                                                                                                                <Page<
                                                                                                                                                    Entry,
                                                                                                                                                > as ::pintle::__private::Field>::filled(
                                                                                                                                                    &mut self.page,
                                                                                                                                                    ::pintle::__private::Place(&["Types", "page"]),
                                                                                                                                                ),
                                                                                                                                                (
                                                                                                                                                    ::pintle::__private::Tag::<34>,
                                                                                                                                                    <prost_types::Any as ::pintle::__private::Field>::filled(
                                                                                                                                                        &mut self.any,
                                                                                                                                                        ::pintle::__private::Place(&["Types", "any"]),
                                                                                                                                                    ),
                                                                                                                                                    (),
                                                                                                                                                ),
                                                                                                                                            ),
                                                                                                                                        ),
                                                                                                                                    ),
                                                                                                                                ),
                                                                                                                            ),
                                                                                                                        ),
                                                                                                                    ),
                                                                                                                ),
                                                                                                            ),
                                                                                                        ),
                                                                                                    ),
                                                                                                ),
                                                                                            ),
                                                                                        ),
                                                                                    ),
                                                                                ),
                                                                            ),
                                                                        ),
                                                                    ),
                                                                ),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
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
        0 + <bool as ::pintle::__private::Field>::encoded_len(&self.yes, 1)
            + <i32 as ::pintle::__private::Field>::encoded_len(&self.small, 2)
            + <i64 as ::pintle::__private::Field>::encoded_len(&self.large, 3)
            + <u32 as ::pintle::__private::Field>::encoded_len(&self.count, 4)
            + <u64 as ::pintle::__private::Field>::encoded_len(&self.size, 5)
            + <f32 as ::pintle::__private::Field>::encoded_len(&self.ratio, 6)
            + <f64 as ::pintle::__private::Field>::encoded_len(&self.share, 7)
            + <i8 as ::pintle::__private::Field>::encoded_len(&self.tiny, 8)
            + <i16 as ::pintle::__private::Field>::encoded_len(&self.short, 9)
            + <u8 as ::pintle::__private::Field>::encoded_len(&self.byte, 10)
            + <u16 as ::pintle::__private::Field>::encoded_len(&self.port, 11)
            + <String as ::pintle::__private::Field>::encoded_len(&self.text, 12)
            + <Vec<u8> as ::pintle::__private::Field>::encoded_len(&self.data, 13)
            + <bytes::Bytes as ::pintle::__private::Field>::encoded_len(&self.shared, 14)
            + <[u8; 32] as ::pintle::__private::Field>::encoded_len(&self.digest, 15)
            + <[f64; 3] as ::pintle::__private::Field>::encoded_len(&self.point, 16)
            + <Option<u32> as ::pintle::__private::Field>::encoded_len(&self.limit, 17)
            + <Option<Entry> as ::pintle::__private::Field>::encoded_len(&self.owner, 18)
            + <Vec<u64> as ::pintle::__private::Field>::encoded_len(&self.ids, 19)
            + <Vec<Entry> as ::pintle::__private::Field>::encoded_len(&self.entries, 20)
            + <HashSet<
                String,
            > as ::pintle::__private::Field>::encoded_len(&self.names, 21)
            + <BTreeSet<
                i32,
            > as ::pintle::__private::Field>::encoded_len(&self.sorted, 22)
            + <HashMap<
                String,
                Entry,
            > as ::pintle::__private::Field>::encoded_len(&self.labels, 23)
            + <BTreeMap<
                u32,
                String,
            > as ::pintle::__private::Field>::encoded_len(&self.by_id, 24)
            + <Duration as ::pintle::__private::Field>::encoded_len(&self.ttl, 25)
            + <SystemTime as ::pintle::__private::Field>::encoded_len(&self.changed, 26)
            + <Box<Entry> as ::pintle::__private::Field>::encoded_len(&self.boxed, 27)
            + <Arc<String> as ::pintle::__private::Field>::encoded_len(&self.counted, 28)
            + <Entry as ::pintle::__private::Field>::encoded_len(&self.entry, 29)
            + <State as ::pintle::__private::Field>::encoded_len(&self.state, 30)
            + <Change as ::pintle::__private::Field>::encoded_len(&self.change, 31)
            + <Id as ::pintle::__private::Field>::encoded_len(&self.id, 32)
            + <Page<Entry> as ::pintle::__private::Field>::encoded_len(&self.page, 33)
            + <prost_types::Any as ::pintle::__private::Field>::encoded_len(
                &self.any,
                34,
            )
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl ::pintle::__private::Message for Types {
    const NAME: &'static str = "Types";
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <bool as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Types", "yes"]),
            ),
            (
                ::pintle::__private::Tag::<2>,
                <i32 as ::pintle::__private::Field>::empty(
                    ::pintle::__private::Place(&["Types", "small"]),
                ),
                (
                    ::pintle::__private::Tag::<3>,
                    <i64 as ::pintle::__private::Field>::empty(
                        ::pintle::__private::Place(&["Types", "large"]),
                    ),
                    (
                        ::pintle::__private::Tag::<4>,
                        <u32 as ::pintle::__private::Field>::empty(
                            ::pintle::__private::Place(&["Types", "count"]),
                        ),
                        (
                            ::pintle::__private::Tag::<5>,
                            <u64 as ::pintle::__private::Field>::empty(
                                ::pintle::__private::Place(&["Types", "size"]),
                            ),
                            (
                                ::pintle::__private::Tag::<6>,
                                <f32 as ::pintle::__private::Field>::empty(
                                    ::pintle::__private::Place(&["Types", "ratio"]),
                                ),
                                (
                                    ::pintle::__private::Tag::<7>,
                                    <f64 as ::pintle::__private::Field>::empty(
                                        ::pintle::__private::Place(&["Types", "share"]),
                                    ),
                                    (
                                        ::pintle::__private::Tag::<8>,
                                        <i8 as ::pintle::__private::Field>::empty(
                                            ::pintle::__private::Place(&["Types", "tiny"]),
                                        ),
                                        (
                                            ::pintle::__private::Tag::<9>,
                                            <i16 as ::pintle::__private::Field>::empty(
                                                ::pintle::__private::Place(&["Types", "short"]),
                                            ),
                                            (
                                                ::pintle::__private::Tag::<10>,
                                                <u8 as ::pintle::__private::Field>::empty(
                                                    ::pintle::__private::Place(&["Types", "byte"]),
                                                ),
                                                (
                                                    ::pintle::__private::Tag::<11>,
                                                    <u16 as ::pintle::__private::Field>::empty(
                                                        ::pintle::__private::Place(&["Types", "port"]),
                                                    ),
                                                    (
                                                        ::pintle::__private::Tag::<12>,
                                                        <String as ::pintle::__private::Field>::empty(
                                                            ::pintle::__private::Place(&["Types", "text"]),
                                                        ),
                                                        (
                                                            ::pintle::__private::Tag::<13>,
                                                            <Vec<
                                                                u8,
                                                            > as ::pintle::__private::Field>::empty(
                                                                ::pintle::__private::Place(&["Types", "data"]),
                                                            ),
                                                            (
                                                                ::pintle::__private::Tag::<14>,
                                                                <bytes::Bytes as ::pintle::__private::Field>::empty(
                                                                    ::pintle::__private::Place(&["Types", "shared"]),
                                                                ),
                                                                (
                                                                    ::pintle::__private::Tag::<15>,
                                                                    <[u8; 32] as ::pintle::__private::Field>::empty(
                                                                        ::pintle::__private::Place(&["Types", "digest"]),
                                                                    ),
                                                                    (
                                                                        ::pintle::__private::Tag::<16>,
                                                                        <[f64; 3] as ::pintle::__private::Field>::empty(
                                                                            ::pintle::__private::Place(&["Types", "point"]),
                                                                        ),
                                                                        (
                                                                            ::pintle::__private::Tag::<17>,
                                                                            <Option<
                                                                                u32,
                                                                            > as ::pintle::__private::Field>::empty(
                                                                                ::pintle::__private::Place(&["Types", "limit"]),
                                                                            ),
                                                                            (
                                                                                ::pintle::__private::Tag::<18>,
                                                                                <Option<
                                                                                    Entry,
                                                                                > as ::pintle::__private::Field>::empty(
                                                                                    ::pintle::__private::Place(&["Types", "owner"]),
                                                                                ),
                                                                                (
                                                                                    ::pintle::__private::Tag::<19>,
                                                                                    <Vec<
                                                                                        u64,
                                                                                    > as ::pintle::__private::Field>::empty(
                                                                                        ::pintle::__private::Place(&["Types", "ids"]),
                                                                                    ),
                                                                                    (
                                                                                        ::pintle::__private::Tag::<20>,
                                                                                        <Vec<
                                                                                            Entry,
                                                                                        > as ::pintle::__private::Field>::empty(
                                                                                            ::pintle::__private::Place(&["Types", "entries"]),
                                                                                        ),
                                                                                        (
                                                                                            ::pintle::__private::Tag::<21>,
                                                                                            <HashSet<
                                                                                                String,
                                                                                            > as ::pintle::__private::Field>::empty(
                                                                                                ::pintle::__private::Place(&["Types", "names"]),
                                                                                            ),
                                                                                            (
                                                                                                ::pintle::__private::Tag::<22>,
                                                                                                <BTreeSet<
                                                                                                    i32,
                                                                                                > as ::pintle::__private::Field>::empty(
                                                                                                    ::pintle::__private::Place(&["Types", "sorted"]),
                                                                                                ),
                                                                                                (
                                                                                                    ::pintle::__private::Tag::<23>,
                                                                                                    <HashMap<
                                                                                                        String,
                                                                                                        Entry,
                                                                                                    > as ::pintle::__private::Field>::empty(
                                                                                                        ::pintle::__private::Place(&["Types", "labels"]),
                                                                                                    ),
                                                                                                    (
                                                                                                        ::pintle::__private::Tag::<24>,
                                                                                                        <BTreeMap<
                                                                                                            u32,
                                                                                                            String,
                                                                                                        > as ::pintle::__private::Field>::empty(
                                                                                                            ::pintle::__private::Place(&["Types", "by_id"]),
                                                                                                        ),
                                                                                                        (
                                                                                                            ::pintle::__private::Tag::<25>,
                                                                                                            <Duration as ::pintle::__private::Field>::empty(
                                                                                                                ::pintle::__private::Place(&["Types", "ttl"]),
                                                                                                            ),
                                                                                                            (
                                                                                                                ::pintle::__private::Tag::<26>,
                                                                                                                <SystemTime as ::pintle::__private::Field>::empty(
                                                                                                                    ::pintle::__private::Place(&["Types", "changed"]),
                                                                                                                ),
                                                                                                                (
                                                                                                                    ::pintle::__private::Tag::<27>,
                                                                                                                    <Box<
                                                                                                                        Entry,
                                                                                                                    > as ::pintle::__private::Field>::empty(
                                                                                                                        ::pintle::__private::Place(&["Types", "boxed"]),
                                                                                                                    ),
                                                                                                                    (
                                                                                                                        ::pintle::__private::Tag::<28>,
                                                                                                                        <Arc<
                                                                                                                            String,
                                                                                                                        > as ::pintle::__private::Field>::empty(
                                                                                                                            ::pintle::__private::Place(&["Types", "counted"]),
                                                                                                                        ),
                                                                                                                        (
                                                                                                                            ::pintle::__private::Tag::<29>,
                                                                                                                            <Entry as ::pintle::__private::Field>::empty(
                                                                                                                                ::pintle::__private::Place(&["Types", "entry"]),
                                                                                                                            ),
                                                                                                                            (
                                                                                                                                ::pintle::__private::Tag::<30>,
                                                                                                                                <State as ::pintle::__private::Field>::empty(
                                                                                                                                    ::pintle::__private::Place(&["Types", "state"]),
                                                                                                                                ),
                                                                                                                                (
                                                                                                                                    ::pintle::__private::Tag::<31>,
                                                                                                                                    <Change as ::pintle::__private::Field>::empty(
                                                                                                                                        ::pintle::__private::Place(&["Types", "change"]),
                                                                                                                                    ),
                                                                                                                                    (
                                                                                                                                        ::pintle::__private::Tag::<32>,
                                                                                                                                        <Id as ::pintle::__private::Field>::empty(
                                                                                                                                            ::pintle::__private::Place(&["Types", "id"]),
                                                                                                                                        ),
                                                                                                                                        (
                                                                                                                                            ::pintle::__private::Tag::<33>,
                                                                                                                                            <Page<
                                                                                                                                                Entry,
                                                                                                                                            > as ::pintle::__private::Field>::empty(
                                                                                                                                                ::pintle::__private::Place(&["Types", "page"]),
                                                                                                                                            ),
                                                                                                                                            (
                                                                                                                                                ::pintle::__private::Tag::<34>,
                                                                                                                                                <prost_types::Any as ::pintle::__private::Field>::empty(
                                                                                                                                                    ::pintle::__private::Place(&["Types", "any"]),
                                                                                                                                                ),
                                                                                                                                                (),
                                                                                                                                            ),
                                                                                                                                        ),
                                                                                                                                    ),
                                                                                                                                ),
                                                                                                                            ),
                                                                                                                        ),
                                                                                                                    ),
                                                                                                                ),
                                                                                                            ),
                                                                                                        ),
                                                                                                    ),
                                                                                                ),
                                                                                            ),
                                                                                        ),
                                                                                    ),
                                                                                ),
                                                                            ),
                                                                        ),
                                                                    ),
                                                                ),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        );
        ::pintle::__private::Source::fill(source, &mut slots)?;
        let (
            _,
            field_1,
            (
                _,
                field_2,
                (
                    _,
                    field_3,
                    (
                        _,
                        field_4,
                        (
                            _,
                            field_5,
                            (
                                _,
                                field_6,
                                (
                                    _,
                                    field_7,
                                    (
                                        _,
                                        field_8,
                                        (
                                            _,
                                            field_9,
                                            (
                                                _,
                                                field_10,
                                                (
                                                    _,
                                                    field_11,
                                                    (
                                                        _,
                                                        field_12,
                                                        (
                                                            _,
                                                            field_13,
                                                            (
                                                                _,
                                                                field_14,
                                                                (
                                                                    _,
                                                                    field_15,
                                                                    (
                                                                        _,
                                                                        field_16,
                                                                        (
                                                                            _,
                                                                            field_17,
                                                                            (
                                                                                _,
                                                                                field_18,
                                                                                (
                                                                                    _,
                                                                                    field_19,
                                                                                    (
                                                                                        _,
                                                                                        field_20,
                                                                                        (
                                                                                            _,
                                                                                            field_21,
                                                                                            (
                                                                                                _,
                                                                                                field_22,
                                                                                                (
                                                                                                    _,
                                                                                                    field_23,
                                                                                                    (
                                                                                                        _,
                                                                                                        field_24,
                                                                                                        (
                                                                                                            _,
                                                                                                            field_25,
                                                                                                            (
                                                                                                                _,
                                                                                                                field_26,
                                                                                                                (
                                                                                                                    _,
                                                                                                                    field_27,
                                                                                                                    (
                                                                                                                        _,
                                                                                                                        field_28,
                                                                                                                        (
                                                                                                                            _,
                                                                                                                            field_29,
                                                                                                                            (
                                                                                                                                _,
                                                                                                                                field_30,
                                                                                                                                (
                                                                                                                                    _,
                                                                                                                                    field_31,
                                                                                                                                    (_, field_32, (_, field_33, (_, field_34, ()))),
                                                                                                                                ),
                                                                                                                            ),
                                                                                                                        ),
                                                                                                                    ),
                                                                                                                ),
                                                                                                            ),
                                                                                                        ),
                                                                                                    ),
                                                                                                ),
                                                                                            ),
                                                                                        ),
                                                                                    ),
                                                                                ),
                                                                            ),
                                                                        ),
                                                                    ),
                                                                ),
                                                            ),
                                                        ),
                                                    ),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ) = slots;
        ::core::result::Result::Ok(Self {
            yes: ::pintle::__private::Draft::take(field_1)?,
            small: ::pintle::__private::Draft::take(field_2)?,
            large: ::pintle::__private::Draft::take(field_3)?,
            count: ::pintle::__private::Draft::take(field_4)?,
            size: ::pintle::__private::Draft::take(field_5)?,
            ratio: ::pintle::__private::Draft::take(field_6)?,
            share: ::pintle::__private::Draft::take(field_7)?,
            tiny: ::pintle::__private::Draft::take(field_8)?,
            short: ::pintle::__private::Draft::take(field_9)?,
            byte: ::pintle::__private::Draft::take(field_10)?,
            port: ::pintle::__private::Draft::take(field_11)?,
            text: ::pintle::__private::Draft::take(field_12)?,
            data: ::pintle::__private::Draft::take(field_13)?,
            shared: ::pintle::__private::Draft::take(field_14)?,
            digest: ::pintle::__private::Draft::take(field_15)?,
            point: ::pintle::__private::Draft::take(field_16)?,
            limit: ::pintle::__private::Draft::take(field_17)?,
            owner: ::pintle::__private::Draft::take(field_18)?,
            ids: ::pintle::__private::Draft::take(field_19)?,
            entries: ::pintle::__private::Draft::take(field_20)?,
            names: ::pintle::__private::Draft::take(field_21)?,
            sorted: ::pintle::__private::Draft::take(field_22)?,
            labels: ::pintle::__private::Draft::take(field_23)?,
            by_id: ::pintle::__private::Draft::take(field_24)?,
            ttl: ::pintle::__private::Draft::take(field_25)?,
            changed: ::pintle::__private::Draft::take(field_26)?,
            boxed: ::pintle::__private::Draft::take(field_27)?,
            counted: ::pintle::__private::Draft::take(field_28)?,
            entry: ::pintle::__private::Draft::take(field_29)?,
            state: ::pintle::__private::Draft::take(field_30)?,
            change: ::pintle::__private::Draft::take(field_31)?,
            id: ::pintle::__private::Draft::take(field_32)?,
            page: ::pintle::__private::Draft::take(field_33)?,
            any: ::pintle::__private::Draft::take(field_34)?,
        })
    }
    fn outline(message: &mut ::pintle::__private::Outline<'_>) {
        message
            .note(
                &::pintle::__private::Note {
                    docs: "One field of each type.",
                    deprecated: false,
                },
            );
        <bool as ::pintle::__private::Field>::describe(message, "yes", 1);
        message
            .note_field(
                1,
                &::pintle::__private::Note {
                    docs: "One bit.",
                    deprecated: false,
                },
            );
        <i32 as ::pintle::__private::Field>::describe(message, "small", 2);
        message
            .note_field(
                2,
                &::pintle::__private::Note {
                    docs: "A negative number is ten bytes.",
                    deprecated: false,
                },
            );
        <i64 as ::pintle::__private::Field>::describe(message, "large", 3);
        message
            .note_field(
                3,
                &::pintle::__private::Note {
                    docs: "As `i32`.",
                    deprecated: false,
                },
            );
        <u32 as ::pintle::__private::Field>::describe(message, "count", 4);
        message
            .note_field(
                4,
                &::pintle::__private::Note {
                    docs: "No sign.",
                    deprecated: false,
                },
            );
        <u64 as ::pintle::__private::Field>::describe(message, "size", 5);
        message
            .note_field(
                5,
                &::pintle::__private::Note {
                    docs: "As `u32`.",
                    deprecated: false,
                },
            );
        <f32 as ::pintle::__private::Field>::describe(message, "ratio", 6);
        message
            .note_field(
                6,
                &::pintle::__private::Note {
                    docs: "Four bytes.",
                    deprecated: false,
                },
            );
        <f64 as ::pintle::__private::Field>::describe(message, "share", 7);
        message
            .note_field(
                7,
                &::pintle::__private::Note {
                    docs: "Eight bytes.",
                    deprecated: false,
                },
            );
        <i8 as ::pintle::__private::Field>::describe(message, "tiny", 8);
        message
            .note_field(
                8,
                &::pintle::__private::Note {
                    docs: "Checked on the way in: what does not fit is refused.",
                    deprecated: false,
                },
            );
        <i16 as ::pintle::__private::Field>::describe(message, "short", 9);
        message
            .note_field(
                9,
                &::pintle::__private::Note {
                    docs: "As `i8`.",
                    deprecated: false,
                },
            );
        <u8 as ::pintle::__private::Field>::describe(message, "byte", 10);
        message
            .note_field(
                10,
                &::pintle::__private::Note {
                    docs: "As `i8`.",
                    deprecated: false,
                },
            );
        <u16 as ::pintle::__private::Field>::describe(message, "port", 11);
        message
            .note_field(
                11,
                &::pintle::__private::Note {
                    docs: "As `i8`.",
                    deprecated: false,
                },
            );
        <String as ::pintle::__private::Field>::describe(message, "text", 12);
        message
            .note_field(
                12,
                &::pintle::__private::Note {
                    docs: "UTF-8.",
                    deprecated: false,
                },
            );
        <Vec<u8> as ::pintle::__private::Field>::describe(message, "data", 13);
        message
            .note_field(
                13,
                &::pintle::__private::Note {
                    docs: "A list of `u8` is bytes.",
                    deprecated: false,
                },
            );
        <bytes::Bytes as ::pintle::__private::Field>::describe(message, "shared", 14);
        message
            .note_field(
                14,
                &::pintle::__private::Note {
                    docs: "As `Vec<u8>`.",
                    deprecated: false,
                },
            );
        <[u8; 32] as ::pintle::__private::Field>::describe(message, "digest", 15);
        message
            .note_field(
                15,
                &::pintle::__private::Note {
                    docs: "Its length is checked on the way in.",
                    deprecated: false,
                },
            );
        <[f64; 3] as ::pintle::__private::Field>::describe(message, "point", 16);
        message
            .note_field(
                16,
                &::pintle::__private::Note {
                    docs: "Its length is checked on the way in.",
                    deprecated: false,
                },
            );
        <Option<u32> as ::pintle::__private::Field>::describe(message, "limit", 17);
        message
            .note_field(
                17,
                &::pintle::__private::Note {
                    docs: "None is nothing on the wire; `Some` of the default is something.",
                    deprecated: false,
                },
            );
        <Option<Entry> as ::pintle::__private::Field>::describe(message, "owner", 18);
        message
            .note_field(
                18,
                &::pintle::__private::Note {
                    docs: "In proto3 a message can always be missing.",
                    deprecated: false,
                },
            );
        <Vec<u64> as ::pintle::__private::Field>::describe(message, "ids", 19);
        message
            .note_field(
                19,
                &::pintle::__private::Note {
                    docs: "Numbers are packed.",
                    deprecated: false,
                },
            );
        <Vec<Entry> as ::pintle::__private::Field>::describe(message, "entries", 20);
        message
            .note_field(
                20,
                &::pintle::__private::Note {
                    docs: "One after the other.",
                    deprecated: false,
                },
            );
        <HashSet<String> as ::pintle::__private::Field>::describe(message, "names", 21);
        message
            .note_field(
                21,
                &::pintle::__private::Note {
                    docs: "As a list; what comes twice is there once.",
                    deprecated: false,
                },
            );
        <BTreeSet<i32> as ::pintle::__private::Field>::describe(message, "sorted", 22);
        message
            .note_field(
                22,
                &::pintle::__private::Note {
                    docs: "As `HashSet`, written in order.",
                    deprecated: false,
                },
            );
        <HashMap<
            String,
            Entry,
        > as ::pintle::__private::Field>::describe(message, "labels", 23);
        message
            .note_field(
                23,
                &::pintle::__private::Note {
                    docs: "Keys are integers, `bool` or `String`.",
                    deprecated: false,
                },
            );
        <BTreeMap<
            u32,
            String,
        > as ::pintle::__private::Field>::describe(message, "by_id", 24);
        message
            .note_field(
                24,
                &::pintle::__private::Note {
                    docs: "As `HashMap`, written in order.",
                    deprecated: false,
                },
            );
        <Duration as ::pintle::__private::Field>::describe(message, "ttl", 25);
        message
            .note_field(
                25,
                &::pintle::__private::Note {
                    docs: "What is negative is refused.",
                    deprecated: false,
                },
            );
        <SystemTime as ::pintle::__private::Field>::describe(message, "changed", 26);
        message
            .note_field(
                26,
                &::pintle::__private::Note {
                    docs: "In the years 1 to 9999.",
                    deprecated: false,
                },
            );
        <Box<Entry> as ::pintle::__private::Field>::describe(message, "boxed", 27);
        message
            .note_field(
                27,
                &::pintle::__private::Note {
                    docs: "As what it points to.",
                    deprecated: false,
                },
            );
        <Arc<String> as ::pintle::__private::Field>::describe(message, "counted", 28);
        message
            .note_field(
                28,
                &::pintle::__private::Note {
                    docs: "As what it points to.",
                    deprecated: false,
                },
            );
        <Entry as ::pintle::__private::Field>::describe(message, "entry", 29);
        message
            .note_field(
                29,
                &::pintle::__private::Note {
                    docs: "A struct with `#[derive(Message)]`.",
                    deprecated: false,
                },
            );
        <State as ::pintle::__private::Field>::describe(message, "state", 30);
        message
            .note_field(
                30,
                &::pintle::__private::Note {
                    docs: "An enum without data.",
                    deprecated: false,
                },
            );
        <Change as ::pintle::__private::Field>::describe(message, "change", 31);
        message
            .note_field(
                31,
                &::pintle::__private::Note {
                    docs: "An enum with data: a message with one oneof.",
                    deprecated: false,
                },
            );
        <Id as ::pintle::__private::Field>::describe(message, "id", 32);
        message
            .note_field(
                32,
                &::pintle::__private::Note {
                    docs: "`#[message(transparent)]`: as its field.",
                    deprecated: false,
                },
            );
        <Page<Entry> as ::pintle::__private::Field>::describe(message, "page", 33);
        message
            .note_field(
                33,
                &::pintle::__private::Note {
                    docs: "Each instance of a generic type is a message of its own.",
                    deprecated: false,
                },
            );
        <prost_types::Any as ::pintle::__private::Field>::describe(message, "any", 34);
        message
            .note_field(
                34,
                &::pintle::__private::Note {
                    docs: "A message that prost has made: these and `pintle::Prost<T, F>`.",
                    deprecated: false,
                },
            );
    }
}
impl ::pintle::__private::Field for Types {
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
impl ::pintle::__private::Element for Types {
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
impl ::pintle::__private::prost::Message for Entry {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <String as ::pintle::__private::Field>::encode(&self.key, 1, buf);
        <Vec<u8> as ::pintle::__private::Field>::encode(&self.value, 2, buf);
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
                    <Vec<
                        u8,
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
            + <Vec<u8> as ::pintle::__private::Field>::encoded_len(&self.value, 2)
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
                <Vec<
                    u8,
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
        message
            .note(
                &::pintle::__private::Note {
                    docs: "A pair.",
                    deprecated: false,
                },
            );
        <String as ::pintle::__private::Field>::describe(message, "key", 1);
        <Vec<u8> as ::pintle::__private::Field>::describe(message, "value", 2);
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
impl ::pintle::__private::Enumeration for State {
    const NAME: &'static str = "State";
    const VALUES: &'static [(&'static str, i32)] = &[
        ("UNKNOWN", 0),
        ("IDLE", 1),
        ("ACTIVE", 4),
    ];
    const ZERO: Self = Self::Unknown;
    fn number(&self) -> i32 {
        match self {
            Self::Unknown => 0,
            Self::Idle => 1,
            Self::Active => 4,
        }
    }
    fn from_number(number: i32) -> ::core::option::Option<Self> {
        match number {
            0 => ::core::option::Option::Some(Self::Unknown),
            1 => ::core::option::Option::Some(Self::Idle),
            4 => ::core::option::Option::Some(Self::Active),
            _ => ::core::option::Option::None,
        }
    }
}
impl ::pintle::__private::Field for State {
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
impl ::pintle::__private::Element for State {
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
impl ::pintle::__private::prost::Message for Change {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        match self {
            Self::Put(value) => {
                <Entry as ::pintle::__private::Element>::write(value, 1, buf)
            }
            Self::Removed { key: field_1 } => {
                ::pintle::__private::choice::encode_fields(&((1, field_1), ()), 2, buf)
            }
            Self::Cleared => ::pintle::__private::choice::encode_fields(&(), 3, buf),
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
            Self::Removed { key: field_1 } => {
                ::pintle::__private::choice::fields_len(&((1, field_1), ()), 2)
            }
            Self::Cleared => ::pintle::__private::choice::fields_len(&(), 3),
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
        ::pintle::__private::choice::assemble(source, ::core::option::Option::None)
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
                },
            );
        message.variant_fields("cleared", "Cleared", 3, |_| ());
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
            (2, ::core::option::Option::Some(Self::Removed { key: field_1 })) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (
                            ::pintle::__private::Tag::<1>,
                            <String as ::pintle::__private::Field>::filled(
                                field_1,
                                ::pintle::__private::Place(&["Change.Removed", "key"]),
                            ),
                            (),
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
                    (),
                );
                ::pintle::__private::Source::fill(
                    ::pintle::__private::Nested(wire, buf, context),
                    &mut slots,
                )?;
                let (_, field_1, ()) = slots;
                ::core::result::Result::Ok(Self::Removed {
                        key: ::pintle::__private::Draft::take(field_1)?,
                    })
                    .map(::core::option::Option::Some)
            }
            (3, _) => {
                ::pintle::__private::Source::fill(
                        ::pintle::__private::Nested(wire, buf, context),
                        &mut (),
                    )
                    .map(|()| Self::Cleared)
                    .map_err(::pintle::__private::message::at("Change", "cleared"))
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
impl ::pintle::__private::Field for Id {
    fn encode(&self, tag: u32, buf: &mut impl ::pintle::__private::BufMut) {
        <u64 as ::pintle::__private::Field>::encode(&self.0, tag, buf);
    }
    fn encoded_len(&self, tag: u32) -> usize {
        <u64 as ::pintle::__private::Field>::encoded_len(&self.0, tag)
    }
    fn describe(message: &mut ::pintle::__private::Outline<'_>, name: &str, tag: u32) {
        <u64 as ::pintle::__private::Field>::describe(message, name, tag);
    }
    fn absent() -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <u64 as ::pintle::__private::Field>::absent().map(|value| Self { 0: value })
    }
    fn read(
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        <u64 as ::pintle::__private::Field>::read(wire, buf, context)
            .map(|value| Self { 0: value })
    }
    fn merge(
        &mut self,
        wire: ::pintle::__private::WireType,
        buf: &mut impl ::pintle::__private::Buf,
        context: ::pintle::__private::DecodeContext,
    ) -> ::core::result::Result<(), ::pintle::__private::DecodeError> {
        <u64 as ::pintle::__private::Field>::merge(&mut self.0, wire, buf, context)
    }
}
impl ::pintle::__private::Element for Id {
    const WIRE: ::pintle::__private::WireType = <u64 as ::pintle::__private::Element>::WIRE;
    fn put(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <u64 as ::pintle::__private::Element>::put(&self.0, buf);
    }
    fn size(&self) -> usize {
        <u64 as ::pintle::__private::Element>::size(&self.0)
    }
    fn kind(file: &mut ::pintle::__private::File) -> ::pintle::__private::Kind {
        <u64 as ::pintle::__private::Element>::kind(file)
    }
}
impl<T: ::pintle::__private::Element> ::pintle::__private::prost::Message for Page<T> {
    fn encode_raw(&self, buf: &mut impl ::pintle::__private::BufMut) {
        <Vec<T> as ::pintle::__private::Field>::encode(&self.items, 1, buf);
        <Option<String> as ::pintle::__private::Field>::encode(&self.next, 2, buf);
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
                <Vec<
                    T,
                > as ::pintle::__private::Field>::filled(
                    &mut self.items,
                    ::pintle::__private::Place(&["Page", "items"]),
                ),
                (
                    ::pintle::__private::Tag::<2>,
                    <Option<
                        String,
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
        0 + <Vec<T> as ::pintle::__private::Field>::encoded_len(&self.items, 1)
            + <Option<String> as ::pintle::__private::Field>::encoded_len(&self.next, 2)
    }
    fn clear(&mut self) {
        ::pintle::__private::message::clear(self);
    }
}
impl<T: ::pintle::__private::Element> ::pintle::__private::Message for Page<T> {
    const NAME: &'static str = "Page";
    fn title(title: &mut ::pintle::__private::Title<'_>) {
        title.argument::<T>();
    }
    fn assemble(
        source: impl ::pintle::__private::Source,
    ) -> ::core::result::Result<Self, ::pintle::__private::DecodeError> {
        let mut slots = (
            ::pintle::__private::Tag::<1>,
            <Vec<
                T,
            > as ::pintle::__private::Field>::empty(
                ::pintle::__private::Place(&["Page", "items"]),
            ),
            (
                ::pintle::__private::Tag::<2>,
                <Option<
                    String,
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
        <Vec<T> as ::pintle::__private::Field>::describe(message, "items", 1);
        <Option<String> as ::pintle::__private::Field>::describe(message, "next", 2);
    }
}
impl<T: ::pintle::__private::Element> ::pintle::__private::Field for Page<T> {
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
impl<T: ::pintle::__private::Element> ::pintle::__private::Element for Page<T> {
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
pub trait Store: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn put(
        &self,
        types: Types,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> StoreServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        StoreServer::new(self)
    }
}
/// A [`Store`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct StoreClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for StoreClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Store for StoreClient {
    fn put(
        &self,
        types: Types,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((types,));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for StoreClient {
    const NAME: &'static str = "types.v1.Store";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for StoreClient {
    const NAME: &'static str = "Put";
    const PATH: &'static str = "/types.v1.Store/Put";
    type Request = ::pintle::__private::Request<Self, 0, 1>;
    type Outcome = Result<(), Status>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for StoreClient {
    const NAME: &'static str = "types";
    const TAG: u32 = 1;
    type Type = Types;
}
/// Serves a [`Store`] to the host.
pub struct StoreServer<T>(::std::sync::Arc<T>);
impl<T> StoreServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for StoreServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for StoreServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("StoreServer").finish_non_exhaustive()
    }
}
impl<T: Store> ::pintle::__private::Handler for StoreServer<T> {
    fn name(&self) -> &'static str {
        <StoreClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<StoreClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<StoreClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Put" => {
                call.to::<StoreClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Store>::put(&service, it.0.0).await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Store> ::pintle::__private::ImplementedBy<T> for StoreClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(StoreServer::new(service))
    }
}
/// The constants of [`Store`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum store {}
impl store {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <StoreClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<StoreClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<StoreClient>()
    }
}
