//! A plugin of go-plugin's own services alone.

use prost_types::{FileDescriptorProto, ServiceDescriptorProto};

use crate::service::{Answer, Call, Handler};

/// A service without methods: whatever a host calls is not there.
pub(super) struct Nothing;

impl Handler for Nothing {
    fn name(&self) -> &'static str {
        "pintle.probe.Nothing"
    }

    fn descriptor(&self) -> FileDescriptorProto {
        let service = ServiceDescriptorProto { name: Some("Nothing".to_owned()), ..ServiceDescriptorProto::default() };
        FileDescriptorProto {
            name: Some("pintle/probe/nothing.proto".to_owned()),
            package: Some("pintle.probe".to_owned()),
            syntax: Some("proto3".to_owned()),
            service: vec![service],
            ..FileDescriptorProto::default()
        }
    }

    fn imports(&self) -> Vec<FileDescriptorProto> {
        Vec::new()
    }

    fn handle(&self, call: Call) -> Answer {
        call.unimplemented()
    }
}
