//! What is known of a service by its description: the methods, and the fields of their messages.

use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, MethodDescriptorProto};

/// The description of a service.
#[derive(Debug)]
pub(super) struct Known {
    /// The full name, `kv.v1.Kv`.
    pub(super) service: &'static str,
    pub(super) file: FileDescriptorProto,
}

impl Known {
    pub(super) fn new(service: &'static str, file: FileDescriptorProto) -> Self {
        Self { service, file }
    }

    /// A method by its name on the wire, or as it is written in the trait: `GetAll`, `get_all`.
    pub(super) fn method(&self, name: &str) -> Option<&MethodDescriptorProto> {
        let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
        let methods = || self.file.service.iter().flat_map(|service| &service.method);
        let exact = methods().find(|method| method.name() == name);
        exact.or_else(|| methods().find(|method| plain(method.name()) == plain(name)))
    }

    /// The names of all methods.
    pub(super) fn methods(&self) -> String {
        let methods = self.file.service.iter().flat_map(|service| &service.method);
        methods.map(MethodDescriptorProto::name).collect::<Vec<_>>().join(", ")
    }

    /// A message by its full name with the dot, `.kv.v1.GetRequest`; none where another file has it.
    pub(super) fn message(&self, path: &str) -> Option<&DescriptorProto> {
        let name = path.strip_prefix(&format!(".{}.", self.file.package()))?;
        self.file.message_type.iter().find(|message| message.name() == name)
    }
}

/// A field by its name.
pub(super) fn field<'a>(message: &'a DescriptorProto, name: &str) -> Option<&'a FieldDescriptorProto> {
    message.field.iter().find(|field| field.name() == name)
}

/// The names of all fields.
pub(super) fn fields(message: &DescriptorProto) -> String {
    message.field.iter().map(FieldDescriptorProto::name).collect::<Vec<_>>().join(", ")
}
