//! Messages that prost has made, beside what prost makes of the same fields.

use prost::Message as _;
use prost_types::{Any, FileDescriptorProto, FileDescriptorSet, ListValue, Struct};

use super::super::describe::Description;
use super::super::{Files, Prost, Value};
use super::describe::response;
use super::{UNARY, described, encoded, read};

/// A message of another crate, as prost-build would make it.
#[derive(Clone, PartialEq, prost::Message)]
struct Item {
    #[prost(string, tag = "1")]
    name: String,
}

impl prost::Name for Item {
    const NAME: &'static str = "Item";
    const PACKAGE: &'static str = "acme.v1";

    fn full_name() -> String {
        "acme.v1.Store.Item".to_owned()
    }
}

/// acme/store.proto, with `message Store { message Item { string name = 1; } }`, which imports acme/base.proto.
struct Acme;

impl Files for Acme {
    const DESCRIPTOR: &'static [u8] = b"\
        \x0a\x17\x0a\x0facme/base.proto\x12\x04acme\
        \x0a\x4b\x0a\x10acme/store.proto\x12\x07acme.v1\x1a\x0facme/base.proto\x22\x1d\x0a\x05Store\
        \x1a\x14\x0a\x04Item\x12\x0c\x0a\x04name\x18\x01\x20\x01\x28\x09";
}

/// Has none of the files.
struct Nobody;

impl Files for Nobody {
    const DESCRIPTOR: &'static [u8] = &[];
}

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Order {
    item: Prost<Item, Acme>,
    others: Vec<Prost<Item, Acme>>,
    extra: Option<Any>,
    labels: Struct,
    limit: Option<Prost<u32>>,
    nothing: Prost<()>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Twin {
    #[prost(message, optional, tag = "1")]
    item: Option<Item>,
    #[prost(message, repeated, tag = "2")]
    others: Vec<Item>,
    #[prost(message, optional, tag = "3")]
    extra: Option<Any>,
    #[prost(message, optional, tag = "4")]
    labels: Option<Struct>,
    #[prost(message, optional, tag = "5")]
    limit: Option<u32>,
    #[prost(message, optional, tag = "6")]
    nothing: Option<()>,
}

fn item(name: &str) -> Item {
    Item { name: name.to_owned() }
}

#[test]
fn a_message_of_prosts_travels_as_prost_has_it() {
    let any = Any { type_url: "acme.v1.Item".to_owned(), value: vec![1] };
    let list = prost_types::Value { kind: Some(prost_types::value::Kind::ListValue(ListValue::default())) };
    let labels = Struct { fields: [("a".to_owned(), list)].into() };
    let ours = Order {
        item: item("a").into(),
        others: vec![Prost::new(item("")), Prost::new(item("b"))],
        extra: Some(any.clone()),
        labels: labels.clone(),
        limit: Some(Prost::new(7)),
        nothing: Prost::default(),
    };
    let theirs = Twin {
        item: Some(item("a")),
        others: vec![item(""), item("b")],
        extra: Some(any),
        labels: Some(labels),
        limit: Some(7),
        nothing: Some(()),
    };
    assert_eq!(ours.encode_to_vec(), theirs.encode_to_vec());
    assert_eq!(Twin::decode(ours.encode_to_vec().as_slice()).unwrap(), theirs);
    assert_eq!(read::<Order>(&encoded(&Value(theirs_as_field(&theirs)))).unwrap(), ours);
}

fn theirs_as_field(twin: &Twin) -> Prost<Twin> {
    Prost::new(twin.clone())
}

impl prost::Name for Twin {
    const NAME: &'static str = "Twin";
    const PACKAGE: &'static str = "kv.v1";
}

#[test]
fn a_description_imports_what_prost_has_made() {
    let order = response::<Order>().get_field_by_name("value").unwrap();
    let order = order.kind().as_message().unwrap().clone();
    let kinds: Vec<_> = order.fields().map(|field| field.kind().as_message().unwrap().full_name().to_owned()).collect();
    let wrapper = "google.protobuf.UInt32Value";
    let known = ["google.protobuf.Any", "google.protobuf.Struct", wrapper, "google.protobuf.Empty"];
    assert_eq!(kinds[..2], ["acme.v1.Store.Item", "acme.v1.Store.Item"]);
    assert_eq!(kinds[2..], known);
}

#[test]
fn imports_come_after_what_they_import() {
    let Description { file, imports } = described("kv.v1.Kv", |file| file.method::<(), Value<Order>>("Get", UNARY));
    let names: Vec<_> = imports.iter().map(FileDescriptorProto::name).collect();
    assert_eq!(names[..2], ["acme/base.proto", "acme/store.proto"]);
    let dependencies = file.dependency;
    assert_eq!(dependencies[0], "acme/store.proto");
    assert_eq!(dependencies.len(), 5, "{dependencies:?}");
}

#[test]
#[should_panic(expected = "is in none of the files of")]
fn a_message_that_no_file_describes_is_not_described() {
    response::<Prost<Item, Nobody>>();
}

#[test]
fn the_files_are_what_they_seem() {
    let set = FileDescriptorSet::decode(Acme::DESCRIPTOR).unwrap();
    let names: Vec<_> = set.file.iter().map(FileDescriptorProto::name).collect();
    assert_eq!(names, ["acme/base.proto", "acme/store.proto"]);
}
