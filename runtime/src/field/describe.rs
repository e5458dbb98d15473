//! The description of a service: a `FileDescriptorProto`, made by the types it speaks of.

use std::any::TypeId;
use std::collections::HashMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, MessageOptions, MethodDescriptorProto,
    OneofDescriptorProto, ServiceDescriptorProto,
};

use super::map::{KEY, VALUE};
use super::{Argument, Element, Field, Key, Message, Payload};

/// The file that describes one service, while it is written.
#[derive(Debug)]
pub struct File {
    package: String,
    service: ServiceDescriptorProto,
    messages: Vec<DescriptorProto>,
    /// Every message name taken so far, with the Rust type it stands for (requests and responses have none).
    names: HashMap<String, Option<TypeId>>,
}

impl File {
    /// Opens the file of `service`, a full name such as `kv.v1.Kv`.
    ///
    /// The requests and responses of all `methods` get their names before any other message.
    pub fn new(service: &str, methods: &[&str]) -> Self {
        let (package, name) = service.rsplit_once('.').unwrap_or(("", service));
        let requests = methods.iter().flat_map(|method| [request(method), response(method)]);
        Self {
            package: package.to_owned(),
            service: ServiceDescriptorProto { name: Some(name.to_owned()), ..ServiceDescriptorProto::default() },
            messages: Vec::new(),
            names: requests.map(|name| (name, None)).collect(),
        }
    }

    /// Adds a method, with a message for `Q`, its request, and one for `R`, its response.
    pub fn method<Q: Payload, R: Payload>(&mut self, name: &str) {
        let (request, response) = (request(name), response(name));
        self.service.method.push(MethodDescriptorProto {
            name: Some(name.to_owned()),
            input_type: Some(self.path(&request)),
            output_type: Some(self.path(&response)),
            ..MethodDescriptorProto::default()
        });
        self.outline(request, Q::describe);
        self.outline(response, R::describe);
    }

    /// Adds the message `M` on first sight, and returns its kind.
    ///
    /// Where another type already has its name, a number sets them apart: names are not on the wire.
    pub fn message<M: Message>(&mut self) -> Kind {
        let this = Some(TypeId::of::<M>());
        let numbered = (2..).map(|number| format!("{}{number}", M::NAME));
        let mut names = std::iter::once(M::NAME.to_owned()).chain(numbered);
        let free = |name: &String| self.names.get(name).is_none_or(|taken| *taken == this);
        let name = names.find(free).expect("numbers do not run out");
        if self.names.insert(name.clone(), this).is_none() {
            self.outline(name.clone(), M::outline);
        }
        Kind::message(self.path(&name))
    }

    /// Closes the file.
    pub fn finish(self) -> FileDescriptorProto {
        let folder = self.package.replace('.', "/");
        let file = snake(self.service.name());
        FileDescriptorProto {
            name: Some(format!("{folder}/{file}.proto")),
            package: Some(self.package),
            message_type: self.messages,
            service: vec![self.service],
            syntax: Some("proto3".to_owned()),
            ..FileDescriptorProto::default()
        }
    }

    /// Keeps a place for the message, so that messages stand in the order in which they were met.
    fn outline(&mut self, name: String, describe: impl FnOnce(&mut Outline<'_>)) {
        let place = self.messages.len();
        self.messages.push(DescriptorProto::default());
        let path = self.path(&name);
        let message = DescriptorProto { name: Some(name), ..DescriptorProto::default() };
        let mut outline = Outline { file: self, path, message };
        describe(&mut outline);
        let message = outline.message;
        self.messages[place] = message;
    }

    fn path(&self, name: &str) -> String {
        format!(".{}.{name}", self.package)
    }
}

/// One message, while it is described.
#[derive(Debug)]
pub struct Outline<'a> {
    file: &'a mut File,
    path: String,
    message: DescriptorProto,
}

impl Outline<'_> {
    /// Adds the argument at position `A` of the method at position `M`.
    pub(super) fn argument<C: Argument<M, A>, const M: usize, const A: usize>(&mut self) {
        C::Type::describe(self, C::NAME, C::TAG);
    }

    /// Adds a field that holds one `T`.
    pub fn single<T: Element>(&mut self, name: &str, tag: u32) {
        let kind = T::kind(self.file);
        self.message.field.push(kind.field(name, tag));
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
        self.message.field.push(field);
    }

    /// Adds a list of `T`.
    pub(super) fn repeated<T: Element>(&mut self, name: &str, tag: u32) {
        let mut field = T::kind(self.file).field(name, tag);
        field.set_label(Label::Repeated);
        self.message.field.push(field);
    }

    /// Adds a map: a list of entries, whose type stands inside this message.
    pub(super) fn map<K: Key, V: Element>(&mut self, name: &str, tag: u32) {
        let entry = format!("{}Entry", upper_camel(name));
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
    fn message(name: String) -> Self {
        Self { ty: Type::Message, name: Some(name) }
    }

    fn field(self, name: &str, tag: u32) -> FieldDescriptorProto {
        FieldDescriptorProto {
            name: Some(name.to_owned()),
            number: i32::try_from(tag).ok(),
            label: Some(Label::Optional.into()),
            r#type: Some(self.ty.into()),
            type_name: self.name,
            json_name: Some(json(name)),
            ..FieldDescriptorProto::default()
        }
    }
}

fn request(method: &str) -> String {
    format!("{method}Request")
}

fn response(method: &str) -> String {
    format!("{method}Response")
}

/// `old_value` → `oldValue`, as protobuf's JSON spells it.
fn json(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

/// `old_value` → `OldValue`.
fn upper_camel(name: &str) -> String {
    name.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `KeyValue` → `key_value`, `KV` → `kv`.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let after_small = at > 0 && !letters[at - 1].is_uppercase();
        let before_small = at > 0 && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
