//! Names of types: full ones in descriptors, short ones in text.

use std::collections::HashMap;

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use super::words;

/// Every name that a file declares or mentions, with a leading dot.
///
/// A short name is looked for in the message where it stands, then in what is around that, as in most languages; but the
/// search ends where the first word is found, whatever it stands for.
#[derive(Debug)]
pub(super) struct Names {
    package: String,
    known: HashMap<String, Option<Type>>,
}

impl Names {
    /// Collects the names of a file.
    pub(super) fn of(file: &FileDescriptorProto) -> Self {
        let scope = super::print::scope(file);
        let mut names = Self { package: scope.clone(), known: HashMap::new() };
        names.within(&scope);
        for service in &file.service {
            let scope = names.add(&scope, service.name(), None);
            for method in &service.method {
                names.add(&scope, method.name(), None);
                names.mention(method.input_type());
                names.mention(method.output_type());
            }
        }
        file.message_type.iter().for_each(|message| names.message(&scope, message));
        file.enum_type.iter().for_each(|enumeration| names.enumeration(&scope, enumeration));
        names
    }

    /// The shortest name that leads from `scope` to the type `full`, in a way that nobody can read otherwise.
    pub(super) fn short(&self, full: &str, scope: &str) -> String {
        let ours = scopes(scope).take_while(|scope| scope.len() >= self.package.len());
        let ours = ours.filter_map(|scope| full.strip_prefix(scope)?.strip_prefix('.'));
        let mut names = ours.chain(full.strip_prefix('.'));
        names.find(|name| self.is_clear(name, full, scope)).unwrap_or(full).to_owned()
    }

    /// The full name and the type of what is called `name` in `scope`, where the file declares it.
    pub(super) fn resolve(&self, name: &str, scope: &str) -> Option<(String, Type)> {
        if name.starts_with('.') {
            return self.declared(name.to_owned());
        }
        let first = name.split('.').next().unwrap_or_default();
        let is_whole = first == name;
        // A name of one word skips what is no type; one of several words is bound to where its first word is.
        let found = scopes(scope).find(|scope| match self.known.get(&format!("{scope}.{first}")) {
            Some(ty) => ty.is_some() || !is_whole,
            None => false,
        });
        self.declared(format!("{}.{name}", found?))
    }

    fn declared(&self, full: String) -> Option<(String, Type)> {
        let ty = self.known.get(&full).copied().flatten()?;
        Some((full, ty))
    }

    fn is_clear(&self, name: &str, full: &str, scope: &str) -> bool {
        let first = name.split('.').next().unwrap_or_default();
        let found = scopes(scope).find(|scope| self.known.contains_key(&format!("{scope}.{first}")));
        !words::is_keyword(first) && found.is_some_and(|found| format!("{found}.{name}") == full)
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto) {
        let scope = self.add(scope, message.name(), Some(Type::Message));
        for field in &message.field {
            self.add(&scope, field.name(), None);
            self.mention(field.type_name());
        }
        for oneof in &message.oneof_decl {
            self.add(&scope, oneof.name(), None);
        }
        message.nested_type.iter().for_each(|nested| self.message(&scope, nested));
        message.enum_type.iter().for_each(|nested| self.enumeration(&scope, nested));
    }

    /// The values of an enum stand beside it.
    fn enumeration(&mut self, scope: &str, enumeration: &EnumDescriptorProto) {
        self.add(scope, enumeration.name(), Some(Type::Enum));
        for value in &enumeration.value {
            self.add(scope, value.name(), None);
        }
    }

    fn add(&mut self, scope: &str, name: &str, ty: Option<Type>) -> String {
        let full = format!("{scope}.{name}");
        self.known.insert(full.clone(), ty);
        full
    }

    /// A full name may be of another file: what it stands in is a name as well.
    fn mention(&mut self, full: &str) {
        if full.starts_with('.') {
            self.within(full);
        }
    }

    fn within(&mut self, full: &str) {
        for scope in scopes(full).filter(|scope| !scope.is_empty()) {
            self.known.entry(scope.to_owned()).or_insert(None);
        }
    }
}

/// `.kv.v1.Entry` → `.kv.v1.Entry`, `.kv.v1`, `.kv`, and nothing, which is around all.
fn scopes(scope: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(scope), |scope| scope.rsplit_once('.').map(|(around, _)| around))
}
