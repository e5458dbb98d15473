//! `message Entry { string key = 1; }`.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::page::Page;
use super::{File, enumeration, reserved};
use crate::field::json_name;
use crate::field::path::{MESSAGE_ENUM, MESSAGE_FIELD, MESSAGE_NESTED, MESSAGE_ONEOF, numbered};
use crate::proto::words;

/// Prints a message: what it sets aside, what is declared in it, then its fields.
pub(super) fn message(page: &mut Page, file: File<'_>, scope: &str, it: (&DescriptorProto, &[i32])) {
    let (message, path) = it;
    let scope = format!("{scope}.{}", message.name());
    page.apart();
    page.comment(file.comments.at(path));
    page.block(&format!("message {}", message.name()), |page| {
        if message.options.as_ref().is_some_and(|options| options.deprecated()) {
            page.line("option deprecated = true;");
        }
        page.apart();
        reserved::of_message(page, message);
        page.apart();
        let nested = numbered(&message.nested_type, path, MESSAGE_NESTED);
        for (nested, path) in nested.filter(|(nested, _)| !is_entry(nested)) {
            self::message(page, file, &scope, (nested, &path));
        }
        for (nested, path) in numbered(&message.enum_type, path, MESSAGE_ENUM) {
            enumeration::enumeration(page, file, (nested, &path));
        }
        Fields { file, scope: &scope, message, path }.print(page);
    });
}

/// Whether a message stands for the entries of a map, and so is not written out.
fn is_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// The fields of one message.
struct Fields<'a> {
    file: File<'a>,
    scope: &'a str,
    message: &'a DescriptorProto,
    path: &'a [i32],
}

impl Fields<'_> {
    /// Prints all; those of a oneof where the first of them stands.
    fn print(&self, page: &mut Page) {
        let mut opened = None;
        for (field, path) in numbered(&self.message.field, self.path, MESSAGE_FIELD) {
            match oneof(field) {
                Some(index) if opened == Some(index) => {}
                Some(index) => {
                    opened = Some(index);
                    self.oneof(page, index);
                }
                None => self.field(page, field, &path),
            }
        }
    }

    fn oneof(&self, page: &mut Page, index: i32) {
        let mut oneofs = numbered(&self.message.oneof_decl, self.path, MESSAGE_ONEOF);
        let Some((oneof, path)) = usize::try_from(index).ok().and_then(|index| oneofs.nth(index)) else { return };
        page.apart();
        page.comment(self.file.comments.at(&path));
        page.block(&format!("oneof {}", oneof.name()), |page| {
            let fields = numbered(&self.message.field, self.path, MESSAGE_FIELD);
            for (field, path) in fields.filter(|(field, _)| self::oneof(field) == Some(index)) {
                self.field(page, field, &path);
            }
        });
    }

    fn field(&self, page: &mut Page, field: &FieldDescriptorProto, path: &[i32]) {
        page.comment(self.file.comments.at(path));
        let ty = match self.entry(field) {
            Some(entry) => self.map(entry),
            None => format!("{}{}", label(field), self.ty(field, self.scope)),
        };
        page.line(&format!("{ty} {} = {}{};", field.name(), field.number(), options(field)));
    }

    /// The message of a map's entries, where the field is a map.
    fn entry(&self, field: &FieldDescriptorProto) -> Option<&DescriptorProto> {
        let name = field.type_name().strip_prefix(self.scope)?.strip_prefix('.')?;
        self.message.nested_type.iter().find(|nested| is_entry(nested) && nested.name() == name)
    }

    fn map(&self, entry: &DescriptorProto) -> String {
        // The compiler reads the types as if they stood inside the entry.
        let scope = format!("{}.{}", self.scope, entry.name());
        let types: Vec<String> = entry.field.iter().map(|field| self.ty(field, &scope)).collect();
        format!("map<{}>", types.join(", "))
    }

    fn ty(&self, field: &FieldDescriptorProto, scope: &str) -> String {
        match field.r#type() {
            Type::Message | Type::Enum | Type::Group => self.file.names.short(field.type_name(), scope),
            scalar => words::scalar_name(scalar).to_owned(),
        }
    }
}

/// The place of the field's oneof, unless that stands only for `optional`.
fn oneof(field: &FieldDescriptorProto) -> Option<i32> {
    field.oneof_index.filter(|_| !field.proto3_optional())
}

fn label(field: &FieldDescriptorProto) -> &'static str {
    match field.label() {
        Label::Repeated => "repeated ",
        _ if field.proto3_optional() => "optional ",
        _ => "",
    }
}

fn options(field: &FieldDescriptorProto) -> String {
    let is_deprecated = field.options.as_ref().is_some_and(|options| options.deprecated());
    let own_name = field.json_name.as_ref().filter(|json| **json != json_name(field.name()));
    let json = own_name.map(|json| format!("json_name = \"{json}\""));
    let options: Vec<String> = is_deprecated.then(|| "deprecated = true".to_owned()).into_iter().chain(json).collect();
    if options.is_empty() { String::new() } else { format!(" [{}]", options.join(", ")) }
}
