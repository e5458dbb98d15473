//! Descriptions, as a pool of descriptors takes them.

use std::collections::HashMap;

use prost_reflect::{Cardinality, DescriptorPool, DynamicMessage, Kind as Reflected, MessageDescriptor, Value as Seen};
use prost_types::FileDescriptorSet;

use super::super::describe::Description;
use super::super::{Argument, Request, Value};
use super::{Entry, Tree, UNARY, described, encoded, entry};

/// Names of its own, one of them that of a request.
mod other {
    #[derive(pintle_macros::Message)]
    #[message(crate = crate)]
    pub(super) struct Entry {
        pub(super) text: String,
    }

    #[derive(pintle_macros::Message)]
    #[message(crate = crate)]
    pub(super) struct GetRequest {
        pub(super) old_value: Option<i64>,
    }
}

struct Client;

impl Argument<0, 0> for Client {
    const NAME: &'static str = "key_name";
    const TAG: u32 = 1;
    type Type = String;
}

impl Argument<0, 1> for Client {
    const NAME: &'static str = "by_name";
    const TAG: u32 = 7;
    type Type = HashMap<String, Entry>;
}

fn file() -> Description {
    described("kv.v1.KeyValue", |file| {
        file.method::<Request<Client, 0, 2>, Value<Option<u32>>>("Get", UNARY);
        file.method::<Request<Client, 0, 0>, ()>("Put", UNARY);
    })
}

/// The response of a service's only method, which returns a `T`.
pub(super) fn response<T: super::super::Field>() -> MessageDescriptor {
    let file = described("kv.v1.Kv", |file| file.method::<(), Value<T>>("Get", UNARY));
    pool(file).get_message_by_name("kv.v1.GetResponse").unwrap()
}

fn pool(description: Description) -> DescriptorPool {
    let mut files = description.imports;
    files.push(description.file);
    DescriptorPool::from_file_descriptor_set(FileDescriptorSet { file: files }).unwrap()
}

#[test]
fn a_file_is_named_after_its_service() {
    let file = file().file;
    assert_eq!(file.name(), "kv/v1/key_value.proto");
    assert_eq!(file.package(), "kv.v1");
    assert_eq!(file.syntax(), "proto3");
    let names: Vec<&str> = file.message_type.iter().map(|message| message.name()).collect();
    assert_eq!(names, ["GetRequest", "Entry", "GetResponse", "PutRequest", "PutResponse"]);
}

#[test]
fn a_service_has_its_methods() {
    let pool = pool(file());
    let service = pool.get_service_by_name("kv.v1.KeyValue").unwrap();
    let methods: Vec<_> = service.methods().collect();
    assert_eq!(methods[0].full_name(), "kv.v1.KeyValue.Get");
    assert_eq!(methods[0].input().full_name(), "kv.v1.GetRequest");
    assert_eq!(methods[1].output().full_name(), "kv.v1.PutResponse");
    assert!(!methods[0].is_client_streaming() && !methods[0].is_server_streaming());
}

#[test]
fn arguments_are_fields() {
    let request = pool(file()).get_message_by_name("kv.v1.GetRequest").unwrap();
    let key = request.get_field_by_name("key_name").unwrap();
    assert_eq!((key.number(), key.json_name()), (1, "keyName"));
    let map = request.get_field(7).unwrap();
    assert!(map.is_map());
    let Reflected::Message(of_map) = map.kind() else { panic!("a map is a list of messages") };
    assert_eq!(of_map.full_name(), "kv.v1.GetRequest.ByNameEntry");
    let Reflected::Message(value) = of_map.map_entry_value_field().kind() else { panic!("it is an Entry") };
    assert_eq!(value.full_name(), "kv.v1.Entry");
}

#[test]
fn kinds_and_presence_are_described() {
    let field = |message: MessageDescriptor| message.get_field_by_name("value").unwrap();
    assert_eq!(field(response::<bool>()).kind(), Reflected::Bool);
    assert_eq!(field(response::<i32>()).kind(), Reflected::Int32);
    assert_eq!(field(response::<i64>()).kind(), Reflected::Int64);
    assert_eq!(field(response::<u32>()).kind(), Reflected::Uint32);
    assert_eq!(field(response::<u64>()).kind(), Reflected::Uint64);
    assert_eq!(field(response::<f32>()).kind(), Reflected::Float);
    assert_eq!(field(response::<f64>()).kind(), Reflected::Double);
    assert_eq!(field(response::<String>()).kind(), Reflected::String);
    assert_eq!(field(response::<Vec<u8>>()).kind(), Reflected::Bytes);
    assert!(!field(response::<u32>()).supports_presence());
    assert!(field(response::<Option<u32>>()).supports_presence());
    assert!(field(response::<Option<Entry>>()).supports_presence());
    assert!(field(response::<Entry>()).supports_presence());
    assert_eq!(field(response::<Vec<Entry>>()).cardinality(), Cardinality::Repeated);
    assert!(field(response::<Vec<u32>>()).is_packed());
}

#[test]
fn a_message_that_holds_itself_is_described_once() {
    let tree = response::<Tree>();
    let file = tree.parent_file();
    assert_eq!(file.messages().filter(|message| message.name() == "Tree").count(), 1);
}

#[test]
fn types_of_one_name_are_set_apart() {
    let pool = pool(described("kv.v1.Kv", |file| {
        file.method::<(), Value<Entry>>("Get", UNARY);
        file.method::<Value<other::GetRequest>, Value<Vec<other::Entry>>>("Put", UNARY);
    }));
    assert!(pool.get_message_by_name("kv.v1.Entry").unwrap().get_field_by_name("key").is_some());
    assert!(pool.get_message_by_name("kv.v1.Entry2").unwrap().get_field_by_name("text").is_some());
    assert_eq!(pool.get_message_by_name("kv.v1.GetRequest").unwrap().fields().len(), 0);
    assert!(pool.get_message_by_name("kv.v1.GetRequest2").unwrap().get_field_by_name("old_value").is_some());
}

#[test]
fn bytes_are_what_the_description_says() {
    let message = response::<Entry>();
    let bytes = encoded(&Value(entry("k")));
    let seen = DynamicMessage::decode(message, bytes.as_slice()).unwrap();
    let value = seen.get_field_by_name("value").unwrap();
    let entry = value.as_message().unwrap();
    assert_eq!(entry.get_field_by_name("key").unwrap().as_str(), Some("k"));
    assert_eq!(entry.get_field_by_name("numbers").unwrap().as_list().map(<[Seen]>::len), Some(3));
    assert_eq!(entry.get_field_by_name("labels").unwrap().as_map().map(HashMap::len), Some(2));
    assert_eq!(entry.unknown_fields().count(), 0);
}
