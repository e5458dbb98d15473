//! A file, as one of the two that are compared: what it declares, by names without the package.

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, ServiceDescriptorProto,
};

use crate::proto::print;

/// What a file declares. `Removed` inside of `Change` is called `Change.Removed`.
pub(super) struct Version<'a> {
    pub(super) services: &'a [ServiceDescriptorProto],
    pub(super) messages: Vec<(String, &'a DescriptorProto)>,
    pub(super) enums: Vec<(String, &'a EnumDescriptorProto)>,
    package: String,
}

impl<'a> Version<'a> {
    /// Lists what `file` declares.
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let package = print::scope(file);
        let mut version = Self { services: &file.service, messages: Vec::new(), enums: Vec::new(), package };
        version.add("", &file.message_type, &file.enum_type);
        version
    }

    fn add(&mut self, scope: &str, messages: &'a [DescriptorProto], enums: &'a [EnumDescriptorProto]) {
        self.enums.extend(enums.iter().map(|it| (format!("{scope}{}", it.name()), it)));
        for message in messages {
            let name = format!("{scope}{}", message.name());
            self.add(&format!("{name}."), &message.nested_type, &message.enum_type);
            self.messages.push((name, message));
        }
    }

    /// The message of this name.
    pub(super) fn message(&self, name: &str) -> Option<&'a DescriptorProto> {
        self.messages.iter().find(|(declared, _)| declared == name).map(|(_, message)| *message)
    }

    /// The enum of this name.
    pub(super) fn enumeration(&self, name: &str) -> Option<&'a EnumDescriptorProto> {
        self.enums.iter().find(|(declared, _)| declared == name).map(|(_, enumeration)| *enumeration)
    }

    /// The names of all messages and enums.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.messages.iter().map(|(name, _)| name.as_str()).chain(self.enums.iter().map(|(name, _)| name.as_str()))
    }

    /// Whether a field is of this type, or a method takes or returns it.
    pub(super) fn is_held(&self, name: &str) -> bool {
        let fields = self.messages.iter().flat_map(|(_, message)| &message.field).map(|field| field.type_name());
        let methods = self.services.iter().flat_map(|service| &service.method);
        let methods = methods.flat_map(|method| [method.input_type(), method.output_type()]);
        fields.chain(methods).any(|held| self.local(held) == name)
    }

    /// Whether a message or an enum has this name.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.message(name).is_some() || self.enumeration(name).is_some()
    }

    /// The message of a map's entries, where the field is a map.
    pub(super) fn entry(&self, field: &FieldDescriptorProto) -> Option<&'a DescriptorProto> {
        let entry = self.message(self.local(field.type_name()))?;
        entry.options.as_ref().is_some_and(|options| options.map_entry()).then_some(entry)
    }

    /// `.kv.v1.Entry` → `Entry`; what is of another package keeps it.
    pub(super) fn local<'b>(&self, full: &'b str) -> &'b str {
        let local = full.strip_prefix(&self.package).and_then(|local| local.strip_prefix('.'));
        local.unwrap_or_else(|| full.trim_start_matches('.'))
    }

    /// `Entry` → `kv.v1.Entry`.
    pub(super) fn full(&self, local: &str) -> String {
        format!("{}.{local}", self.package).trim_start_matches('.').to_owned()
    }
}
