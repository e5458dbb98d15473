//! The description of one message: its fields, one by one.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, MessageOptions, OneofDescriptorProto};

use super::map::{KEY, VALUE};
use super::{Argument, Element, Field, File, Key, Note, Reserved};

/// One message, while it is described.
#[derive(Debug)]
pub struct Outline<'a> {
    file: &'a mut File,
    path: String,
    message: DescriptorProto,
}

impl<'a> Outline<'a> {
    /// Opens the message called `name`, whose full name is `path`.
    pub(super) fn new(file: &'a mut File, path: String, name: String) -> Self {
        let message = DescriptorProto { name: Some(name), ..DescriptorProto::default() };
        Self { file, path, message }
    }

    /// Closes the message.
    pub(super) fn finish(self) -> DescriptorProto {
        self.message
    }

    /// Adds the argument at position `A` of the method at position `M`.
    pub(super) fn argument<C: Argument<M, A>, const M: usize, const A: usize>(&mut self) {
        C::Type::describe(self, C::NAME, C::TAG);
    }

    /// Sets numbers and names aside.
    pub fn reserve(&mut self, reserved: &Reserved) {
        reserve(&mut self.message, reserved);
    }

    /// Adds what the type says of itself.
    pub fn note(&mut self, note: &Note) {
        if note.deprecated {
            self.message.options.get_or_insert_default().deprecated = Some(true);
        }
        self.file.note(self.path.clone(), note);
    }

    /// Adds what the type says of a field, or of a variant with data, that has been added.
    pub fn note_field(&mut self, tag: u32, note: &Note) {
        let number = i32::try_from(tag).ok();
        if let Some(field) = self.message.field.iter_mut().find(|field| field.number == number) {
            if note.deprecated {
                field.options.get_or_insert_default().deprecated = Some(true);
            }
            self.file.note(format!("{}.{}", self.path, field.name()), note);
        }
    }

    /// Adds a field that holds one `T`.
    pub fn single<T: Element>(&mut self, name: &str, tag: u32) {
        let kind = T::kind(self.file);
        self.add::<T>(kind.field(name, tag));
    }

    /// Adds a field that knows whether it was sent: proto3's `optional`, a oneof of one. A message always knows.
    pub(super) fn optional<T: Element>(&mut self, name: &str, tag: u32) {
        let mut field = T::kind(self.file).field(name, tag);
        if field.r#type() != Type::Message {
            field.proto3_optional = Some(true);
            field.oneof_index = i32::try_from(self.message.oneof_decl.len()).ok();
            self.message
                .oneof_decl
                .push(OneofDescriptorProto { name: Some(format!("_{name}")), ..OneofDescriptorProto::default() });
        }
        self.add::<T>(field);
    }

    /// Opens the oneof of an enum with data.
    pub fn oneof(&mut self, name: &str) {
        let oneof = OneofDescriptorProto { name: Some(name.to_owned()), ..OneofDescriptorProto::default() };
        self.message.oneof_decl.push(oneof);
    }

    /// Adds a variant that holds one `T`.
    pub(super) fn variant<T: Element>(&mut self, name: &str, tag: u32) {
        let kind = T::kind(self.file);
        self.one_of(kind, name, tag);
    }

    /// Adds a variant that is a message of its own, which stands inside this message by the name of `nested`.
    pub fn variant_fields(&mut self, name: &str, nested: &str, tag: u32, describe: impl FnOnce(&mut Outline<'_>)) {
        let path = format!("{}.{nested}", self.path);
        let mut outline = Outline::new(self.file, path.clone(), nested.to_owned());
        describe(&mut outline);
        let message = outline.finish();
        self.message.nested_type.push(message);
        self.one_of(Kind::message(path), name, tag);
    }

    fn one_of(&mut self, kind: Kind, name: &str, tag: u32) {
        let mut field = kind.field(name, tag);
        field.oneof_index = Some(0);
        self.message.field.push(field);
    }

    /// Adds a list of `T`.
    pub(super) fn repeated<T: Element>(&mut self, name: &str, tag: u32) {
        let mut field = T::kind(self.file).field(name, tag);
        field.set_label(Label::Repeated);
        self.add::<T>(field);
    }

    /// Adds a field, with what its type says of it.
    fn add<T: Element>(&mut self, field: FieldDescriptorProto) {
        if let Some(docs) = T::docs() {
            self.file.suggest(format!("{}.{}", self.path, field.name()), docs);
        }
        self.message.field.push(field);
    }

    /// Adds a map: a list of entries, whose type stands inside this message.
    pub(super) fn map<K: Key, V: Element>(&mut self, name: &str, tag: u32) {
        let entry = entry_name(name);
        let mut field = Kind::message(format!("{}.{entry}", self.path)).field(name, tag);
        field.set_label(Label::Repeated);
        self.message.field.push(field);
        let fields = [K::kind(self.file).field("key", KEY), V::kind(self.file).field("value", VALUE)];
        self.message.nested_type.push(DescriptorProto {
            name: Some(entry),
            field: fields.to_vec(),
            options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
            ..DescriptorProto::default()
        });
    }
}

/// Sets numbers and names aside in `message`.
pub(super) fn reserve(message: &mut DescriptorProto, reserved: &Reserved) {
    message.reserved_range.extend(reserved.of_message());
    message.reserved_name.extend(reserved.names.iter().map(|name| (*name).to_owned()));
}

/// The type of a field, as a descriptor names it.
#[derive(Debug)]
pub struct Kind {
    ty: Type,
    name: Option<String>,
}

impl Kind {
    /// A type of protobuf's own.
    pub fn scalar(ty: Type) -> Self {
        Self { ty, name: None }
    }

    /// A message, by its full name with a leading dot.
    pub(super) fn message(name: String) -> Self {
        Self { ty: Type::Message, name: Some(name) }
    }

    /// An enum, by its full name with a leading dot.
    pub(super) fn enumeration(name: String) -> Self {
        Self { ty: Type::Enum, name: Some(name) }
    }

    /// The full name of a message or an enum.
    pub(super) fn name(self) -> Option<String> {
        self.name
    }

    /// The type in one word: the name of a message or an enum without what it stands in, or `Int32`.
    pub(super) fn word(&self) -> String {
        let word = self.name.as_deref().and_then(|name| name.rsplit('.').next());
        let scalar = || capital(&self.ty.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase());
        word.map_or_else(scalar, str::to_owned)
    }

    pub(super) fn field(self, name: &str, tag: u32) -> FieldDescriptorProto {
        FieldDescriptorProto {
            name: Some(name.to_owned()),
            number: i32::try_from(tag).ok(),
            label: Some(Label::Optional.into()),
            r#type: Some(self.ty.into()),
            type_name: self.name,
            json_name: Some(json_name(name)),
            ..FieldDescriptorProto::default()
        }
    }
}

/// `old_value` → `oldValue`, as protobuf's JSON spells it.
pub(crate) fn json_name(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

/// `old_value` → `OldValueEntry`, the message of a map's entries.
pub(crate) fn entry_name(name: &str) -> String {
    let words: String = name.split('_').map(capital).collect();
    format!("{words}Entry")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
