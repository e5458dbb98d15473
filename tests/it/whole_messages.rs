//! Methods whose argument and result are the messages themselves.

use std::collections::BTreeMap;

use pintle::Streaming;
use pintle_tests::flow::{Flooded, Flow as _, flow as service};
use prost_types::Struct;

use crate::harness::flow;

#[tokio::test]
async fn a_message_of_prosts_is_the_request_and_the_response() {
    let (_plugin, client) = flow().await;
    let named = ("name".to_owned(), "pin".into());
    let marked = client.mark(Struct { fields: BTreeMap::from([named.clone()]) }).await.unwrap();
    assert_eq!(marked.fields, BTreeMap::from([named, ("marked".to_owned(), true.into())]));
}

#[tokio::test]
async fn each_message_of_a_stream_is_an_item() {
    let (_plugin, client) = flow().await;
    let floods = (1..=3).map(|number| Flooded { chunks: number, open: 1 });
    let mut doubled = client.doubled(Streaming::iter(floods)).await.unwrap();
    for number in 1..=3 {
        assert_eq!(doubled.try_next().await.unwrap(), Some(Flooded { chunks: 2 * number, open: 2 }));
    }
    assert_eq!(doubled.try_next().await.unwrap(), None);
}

#[test]
fn the_description_has_no_messages_around_them() {
    let file = service::descriptor();
    let methods = &file.service[0].method;
    let types = |name: &str| {
        let method = methods.iter().find(|method| method.name() == name).unwrap();
        [method.input_type(), method.output_type()].map(str::to_owned)
    };
    assert_eq!(types("Mark"), [".google.protobuf.Struct", ".google.protobuf.Struct"]);
    assert_eq!(types("Doubled"), [".flow.v1.Flooded", ".flow.v1.Flooded"]);
    assert_eq!(file.dependency, ["google/protobuf/struct.proto"]);
    assert!(!file.message_type.iter().any(|message| message.name().starts_with("Mark")));
}
