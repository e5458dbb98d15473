//! The description of a service: a `FileDescriptorProto`, made by the types it speaks of.

use std::any::TypeId;
use std::collections::HashMap;

use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto, MethodDescriptorProto,
    ServiceDescriptorProto,
};

use super::import::{Files, files_of};
use super::{Enumeration, Kind, Message, Outline, Payload, Reserved, Title, outline};

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
    /// Every name taken so far, with the Rust type it stands for (requests and responses have none).
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
            enums: Vec::new(),
            imports: Vec::new(),
            dependencies: Vec::new(),
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

    /// Sets numbers and names aside in the request of a method that has been added.
    pub fn reserve(&mut self, method: &str, reserved: &Reserved) {
        let name = request(method);
        if let Some(message) = self.messages.iter_mut().find(|message| message.name() == name) {
            outline::reserve(message, reserved);
        }
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
        let value = |name: &str, value: &str| format!("{}_{value}", snake(name).to_ascii_uppercase());
        let (name, is_new) =
            self.name::<E>(E::NAME, |name| E::VALUES.iter().map(|(word, _)| value(name, word)).collect());
        if is_new {
            let mut values: Vec<_> = E::VALUES.iter().collect();
            // proto3 wants zero first; the others stay as they stand in the source.
            values.sort_by_key(|(_, number)| *number != 0);
            let values = values.into_iter().map(|(word, number)| EnumValueDescriptorProto {
                name: Some(value(&name, word)),
                number: Some(*number),
                ..EnumValueDescriptorProto::default()
            });
            self.enums.push(EnumDescriptorProto {
                name: Some(name.clone()),
                value: values.collect(),
                reserved_range: E::RESERVED.of_enum().collect(),
                reserved_name: E::RESERVED.names.iter().map(|word| value(&name, word)).collect(),
                ..EnumDescriptorProto::default()
            });
        }
        Kind::enumeration(self.path(&name))
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

    /// Takes the files that this one imports, each after what it imports itself.
    pub fn take_imports(&mut self) -> Vec<FileDescriptorProto> {
        std::mem::take(&mut self.imports)
    }

    /// Closes the file.
    pub fn finish(self) -> FileDescriptorProto {
        let folder = self.package.replace('.', "/");
        let file = snake(self.service.name());
        FileDescriptorProto {
            name: Some(format!("{folder}/{file}.proto")),
            package: Some(self.package),
            message_type: self.messages,
            enum_type: self.enums,
            dependency: self.dependencies,
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
