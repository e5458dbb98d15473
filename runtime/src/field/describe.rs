//! The description of a service: a `FileDescriptorProto`, made by the types it speaks of.

use std::any::TypeId;
use std::collections::HashMap;

use prost_types::method_options::IdempotencyLevel;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, EnumValueOptions, FileDescriptorProto,
    MethodDescriptorProto, ServiceDescriptorProto,
};

use super::import::{Files, files_of};
use super::note::Comments;
use super::{Enumeration, Kind, Message, Note, Outline, Payload, Reserved, Title, outline};

/// The file that describes one service, while it is written.
#[derive(Debug)]
pub struct File {
    package: String,
    service: ServiceDescriptorProto,
    messages: Vec<DescriptorProto>,
    enums: Vec<EnumDescriptorProto>,
    /// What is imported, each after what it imports itself.
    imports: Vec<FileDescriptorProto>,
    dependencies: Vec<String>,
    comments: Comments,
    /// Every name taken so far, with the Rust type it stands for (the service, requests and responses have none).
    names: HashMap<String, Option<TypeId>>,
    pass: Pass,
}

/// A service is gone through twice, so that its requests and responses get their names before any other message.
#[derive(Debug, PartialEq, Eq)]
enum Pass {
    Naming,
    Describing,
}

/// A file that describes a service, and what it needs to be read.
#[derive(Debug)]
pub(crate) struct Description {
    pub(crate) file: FileDescriptorProto,
    /// The files that it imports, each after what it imports itself.
    pub(crate) imports: Vec<FileDescriptorProto>,
}

/// Which sides of a method send any number of messages.
#[derive(Debug, Clone, Copy)]
pub struct Streams {
    /// The caller's.
    pub requests: bool,
    /// The answering side's.
    pub responses: bool,
}

impl File {
    /// Writes the file of `service`, a full name such as `kv.v1.Kv`; `describe` adds its methods, and is asked twice.
    pub(crate) fn of(service: &str, note: &Note, describe: impl Fn(&mut Self)) -> Description {
        let mut file = Self::new(service);
        describe(&mut file);
        file.pass = Pass::Describing;
        describe(&mut file);
        file.note_service(note);
        file.finish()
    }

    /// Whether only the names of requests and responses are asked for.
    pub fn is_naming(&self) -> bool {
        self.pass == Pass::Naming
    }

    fn new(service: &str) -> Self {
        let (package, name) = service.rsplit_once('.').unwrap_or(("", service));
        Self {
            package: package.to_owned(),
            service: ServiceDescriptorProto { name: Some(name.to_owned()), ..ServiceDescriptorProto::default() },
            messages: Vec::new(),
            enums: Vec::new(),
            imports: Vec::new(),
            dependencies: Vec::new(),
            comments: Comments::default(),
            names: HashMap::from([(name.to_owned(), None)]),
            pass: Pass::Naming,
        }
    }

    /// Adds a method, with a message for `Q`, its requests, and one for `R`, its responses.
    pub fn method<Q: Payload, R: Payload>(&mut self, name: &str, streams: Streams) {
        let (request, response) = (request(name), response(name));
        if self.is_naming() {
            self.names.extend(Q::NAMED_BY_METHOD.then_some((request, None)));
            self.names.extend(R::NAMED_BY_METHOD.then_some((response, None)));
            return;
        }
        let input = Q::kind(self, &request);
        let output = R::kind(self, &response);
        self.service.method.push(MethodDescriptorProto {
            name: Some(name.to_owned()),
            input_type: input.name(),
            output_type: output.name(),
            client_streaming: streams.requests.then_some(true),
            server_streaming: streams.responses.then_some(true),
            ..MethodDescriptorProto::default()
        });
    }

    /// Adds the message of a request or a response, and returns its kind.
    pub(super) fn payload(&mut self, name: &str, describe: impl FnOnce(&mut Outline<'_>)) -> Kind {
        self.outline(name.to_owned(), describe);
        Kind::message(self.path(name))
    }

    /// Sets numbers and names aside in the request of a method that has been added.
    pub fn reserve(&mut self, method: &str, reserved: &Reserved) {
        let name = request(method);
        if let Some(message) = self.messages.iter_mut().find(|message| message.name() == name) {
            outline::reserve(message, reserved);
        }
    }

    /// Adds what the trait says of itself.
    pub(super) fn note_service(&mut self, note: &Note) {
        if note.deprecated {
            self.service.options.get_or_insert_default().deprecated = Some(true);
        }
        self.note(self.path(self.service.name()), note);
    }

    /// Adds what the trait says of a method that has been added.
    pub fn note_method(&mut self, name: &str, note: &Note) {
        let method = self.service.method.iter_mut().find(|method| method.name() == name);
        if let Some(method) = method.filter(|_| note.deprecated) {
            method.options.get_or_insert_default().deprecated = Some(true);
        }
        self.note(format!("{}.{name}", self.path(self.service.name())), note);
    }

    /// Adds whether doing a method that has been added twice is as good as once.
    pub(crate) fn idempotency(&mut self, name: &str, is_idempotent: bool) {
        let method = self.service.method.iter_mut().find(|method| method.name() == name);
        if let Some(method) = method.filter(|_| is_idempotent) {
            method.options.get_or_insert_default().set_idempotency_level(IdempotencyLevel::Idempotent);
        }
    }

    /// Keeps the doc comment of what has the full name `path`.
    pub(super) fn note(&mut self, path: String, note: &Note) {
        self.comments.add(path, note);
    }

    /// Keeps what a type says of the field with the full name `path`.
    pub(super) fn suggest(&mut self, path: String, docs: String) {
        self.comments.suggest(path, docs);
    }

    /// Adds the message `M` on first sight, and returns its kind.
    pub fn message<M: Message>(&mut self) -> Kind {
        let title = Title::of::<M>(self);
        let (name, is_new) = self.name::<M>(&title, |_| Vec::new());
        if is_new {
            self.outline(name.clone(), M::outline);
        }
        Kind::message(self.path(&name))
    }

    /// Adds the enum `E` on first sight, and returns its kind.
    ///
    /// The names of an enum's values stand beside that of the enum, so protobuf's custom is that they begin with it:
    /// `ACTIVE` of `KvState` is `KV_STATE_ACTIVE`.
    pub fn enumeration<E: Enumeration>(&mut self) -> Kind {
        let (name, is_new) =
            self.name::<E>(E::NAME, |name| E::VALUES.iter().map(|(word, _)| value_name(name, word)).collect());
        if is_new {
            let mut values: Vec<_> = E::VALUES.iter().collect();
            // proto3 wants zero first; the others stay as they stand in the source.
            values.sort_by_key(|(_, number)| *number != 0);
            let values =
                values.into_iter().map(|(word, number)| self.value::<E>(&name, value_name(&name, word), *number));
            let values = values.collect();
            self.note(self.path(&name), &E::NOTE);
            self.enums.push(EnumDescriptorProto {
                name: Some(name.clone()),
                value: values,
                options: E::NOTE.deprecated.then(|| EnumOptions { deprecated: Some(true), ..EnumOptions::default() }),
                reserved_range: E::RESERVED.of_enum().collect(),
                reserved_name: E::RESERVED.names.iter().map(|word| value_name(&name, word)).collect(),
            });
        }
        Kind::enumeration(self.path(&name))
    }

    /// Makes a value of the enum `E`, which has this name here, with what the enum notes of it.
    fn value<E: Enumeration>(&mut self, of: &str, name: String, number: i32) -> EnumValueDescriptorProto {
        let noted = E::NOTES.iter().find(|(noted, _)| *noted == number);
        let note = noted.map_or(&Note::NONE, |(_, note)| note);
        self.note(format!("{}.{name}", self.path(of)), note);
        let deprecated = EnumValueOptions { deprecated: Some(true), ..EnumValueOptions::default() };
        EnumValueDescriptorProto {
            name: Some(name),
            number: Some(number),
            options: note.deprecated.then_some(deprecated),
        }
    }

    /// Imports the file of the message called `name` on first sight, and returns the message's kind.
    pub(super) fn import<F: Files>(&mut self, name: &str) -> Kind {
        let files = files_of::<F>(name);
        let path = files.last().map(|file| file.name().to_owned());
        self.dependencies.extend(path.filter(|path| !self.dependencies.contains(path)));
        for file in files {
            if !self.imports.iter().any(|known| known.name() == file.name()) {
                self.imports.push(file);
            }
        }
        Kind::message(format!(".{name}"))
    }

    /// Finds a name for `T`, and says whether it is new here; `beside` says what other names come with it.
    ///
    /// Where another type already has one of them, a number sets them apart: names are not on the wire.
    fn name<T: 'static>(&mut self, plain: &str, beside: impl Fn(&str) -> Vec<String>) -> (String, bool) {
        let this = Some(TypeId::of::<T>());
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let free = |name: &String| self.names.get(name).is_none_or(|taken| *taken == this);
        let name = std::iter::once(plain.to_owned())
            .chain(numbered)
            .find(|name| free(name) && beside(name).iter().all(free))
            .expect("numbers do not run out");
        self.names.extend(beside(&name).into_iter().map(|name| (name, this)));
        let is_new = self.names.insert(name.clone(), this).is_none();
        (name, is_new)
    }

    fn finish(self) -> Description {
        let folder = self.package.replace('.', "/");
        let file = snake(self.service.name());
        let mut file = FileDescriptorProto {
            name: Some(format!("{folder}/{file}.proto")),
            package: Some(self.package),
            message_type: self.messages,
            enum_type: self.enums,
            dependency: self.dependencies,
            service: vec![self.service],
            syntax: Some("proto3".to_owned()),
            ..FileDescriptorProto::default()
        };
        file.source_code_info = self.comments.locate(&file);
        Description { file, imports: self.imports }
    }

    /// Keeps a place for the message, so that messages stand in the order in which they were met.
    fn outline(&mut self, name: String, describe: impl FnOnce(&mut Outline<'_>)) {
        let place = self.messages.len();
        self.messages.push(DescriptorProto::default());
        let path = self.path(&name);
        let mut outline = Outline::new(self, path, name);
        describe(&mut outline);
        let message = outline.finish();
        self.messages[place] = message;
    }

    fn path(&self, name: &str) -> String {
        format!(".{}.{name}", self.package)
    }
}

fn request(method: &str) -> String {
    format!("{method}Request")
}

fn response(method: &str) -> String {
    format!("{method}Response")
}

/// `ACTIVE` of `KvState` → `KV_STATE_ACTIVE`.
pub(crate) fn value_name(name: &str, value: &str) -> String {
    format!("{}_{value}", snake(name).to_ascii_uppercase())
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
