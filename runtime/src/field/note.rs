//! What a description says beside what travels: doc comments, and what is deprecated.

use std::borrow::Cow;
use std::collections::HashMap;

use prost_types::source_code_info::Location;
use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto, ServiceDescriptorProto, SourceCodeInfo};

use super::path::{
    ENUM_VALUE, FILE_ENUM, FILE_MESSAGE, FILE_SERVICE, MESSAGE_FIELD, MESSAGE_NESTED, SERVICE_METHOD, numbered,
};

/// What a trait, a method, a type, a field or a value says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    /// The doc comment, line by line, without the space that each begins with; empty where there is none.
    pub docs: &'static str,
    /// Whether it is `#[deprecated]`.
    pub deprecated: bool,
}

impl Note {
    /// Nothing is said.
    pub const NONE: Self = Self { docs: "", deprecated: false };
}

/// The doc comments of a file, each by the full name of what it stands above, with a leading dot.
#[derive(Debug, Default)]
pub(super) struct Comments(HashMap<String, Cow<'static, str>>);

impl Comments {
    /// Keeps the doc comment of `name`, if it has one.
    pub(super) fn add(&mut self, name: String, note: &Note) {
        if !note.docs.is_empty() {
            self.0.insert(name, note.docs.into());
        }
    }

    /// Keeps what a type says of its field `name`, unless the field says something itself.
    pub(super) fn suggest(&mut self, name: String, docs: String) {
        self.0.entry(name).or_insert(docs.into());
    }

    /// Writes the comments as `file` has them: each with the path to what it stands above.
    ///
    /// Nothing stands on a line in what was made of a trait, so each stands on the first one.
    pub(super) fn locate(&self, file: &FileDescriptorProto) -> Option<SourceCodeInfo> {
        let mut location = Vec::new();
        each(file, |name, path| {
            let docs = self.0.get(name).map(|docs| comment(docs));
            if docs.is_some() {
                let path = path.to_vec();
                location.push(Location { path, span: vec![0, 0, 0], leading_comments: docs, ..Location::default() });
            }
        });
        (!location.is_empty()).then_some(SourceCodeInfo { location })
    }
}

/// `The value.` → ` The value.\n`, as protoc keeps what follows the `//`.
fn comment(docs: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!(" {line}\n") };
    docs.split('\n').map(line).collect()
}

/// Calls `seen` with the full name of all that may have a comment, and the path that leads to it.
fn each(file: &FileDescriptorProto, mut seen: impl FnMut(&str, &[i32])) {
    let scope = format!(".{}", file.package());
    for (service, path) in numbered(&file.service, &[], FILE_SERVICE) {
        in_service(&scope, service, &path, &mut seen);
    }
    for (message, path) in numbered(&file.message_type, &[], FILE_MESSAGE) {
        in_message(&scope, message, &path, &mut seen);
    }
    for (enumeration, path) in numbered(&file.enum_type, &[], FILE_ENUM) {
        in_enum(&scope, enumeration, &path, &mut seen);
    }
}

fn in_service(scope: &str, service: &ServiceDescriptorProto, path: &[i32], seen: &mut dyn FnMut(&str, &[i32])) {
    let scope = format!("{scope}.{}", service.name());
    seen(&scope, path);
    for (method, path) in numbered(&service.method, path, SERVICE_METHOD) {
        seen(&format!("{scope}.{}", method.name()), &path);
    }
}

fn in_message(scope: &str, message: &DescriptorProto, path: &[i32], seen: &mut dyn FnMut(&str, &[i32])) {
    let scope = format!("{scope}.{}", message.name());
    seen(&scope, path);
    for (field, path) in numbered(&message.field, path, MESSAGE_FIELD) {
        seen(&format!("{scope}.{}", field.name()), &path);
    }
    for (nested, path) in numbered(&message.nested_type, path, MESSAGE_NESTED) {
        in_message(&scope, nested, &path, seen);
    }
}

fn in_enum(scope: &str, enumeration: &EnumDescriptorProto, path: &[i32], seen: &mut dyn FnMut(&str, &[i32])) {
    let scope = format!("{scope}.{}", enumeration.name());
    seen(&scope, path);
    for (value, path) in numbered(&enumeration.value, path, ENUM_VALUE) {
        seen(&format!("{scope}.{}", value.name()), &path);
    }
}
