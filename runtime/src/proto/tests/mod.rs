//! Files there and back, with a compiler of `.proto` files as the judge.

mod compiled;
mod difference;
mod drift;
mod hiding;
mod names;
mod parse;
mod print;
mod write;

use super::FileDescriptorProto;

/// The description of a service with one message, which has `fields`.
fn file(fields: &str) -> FileDescriptorProto {
    let service = "service Kv { rpc Get(Entry) returns (Entry); }";
    let text = format!("syntax = \"proto3\"; package kv.v1; {service} message Entry {{ {fields} }}");
    FileDescriptorProto { name: Some("kv/v1/kv.proto".to_owned()), ..super::parse(&text).unwrap() }
}
