//! Messages of protobuf's own, and the files that describe them.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto};

use super::Kind;

/// A message that protobuf brings.
#[derive(Debug, Clone, Copy)]
pub(super) enum WellKnown {
    /// A span of time.
    Duration,
    /// A point in time.
    Timestamp,
}

impl WellKnown {
    /// The file that describes it.
    pub(super) fn path(self) -> String {
        format!("google/protobuf/{}.proto", self.name().to_ascii_lowercase())
    }

    /// The full name, with a leading dot.
    pub(super) fn full_name(self) -> String {
        format!(".google.protobuf.{}", self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Self::Duration => "Duration",
            Self::Timestamp => "Timestamp",
        }
    }

    /// Both have the same fields.
    fn file(self) -> FileDescriptorProto {
        let fields = [Kind::scalar(Type::Int64).field("seconds", 1), Kind::scalar(Type::Int32).field("nanos", 2)];
        let message = DescriptorProto {
            name: Some(self.name().to_owned()),
            field: fields.to_vec(),
            ..DescriptorProto::default()
        };
        FileDescriptorProto {
            name: Some(self.path()),
            package: Some("google.protobuf".to_owned()),
            message_type: vec![message],
            syntax: Some("proto3".to_owned()),
            ..FileDescriptorProto::default()
        }
    }
}

/// The files of protobuf's own that `files` import.
pub(crate) fn imports(files: &[FileDescriptorProto]) -> Vec<FileDescriptorProto> {
    let known = [WellKnown::Duration, WellKnown::Timestamp].into_iter();
    let imported = known.filter(|known| files.iter().any(|file| file.dependency.contains(&known.path())));
    imported.map(WellKnown::file).collect()
}
