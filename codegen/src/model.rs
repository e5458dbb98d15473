//! What the macros know once the input is read: plain data that emitters ask.

use std::ops::RangeInclusive;

use proc_macro2::{Literal, Span, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Block, Generics, Ident, LitStr, Member, Meta, Path, ReturnType, Type, Visibility};

/// One annotated trait.
pub(crate) struct Service {
    /// The path of crate `pintle`, as the user's crate knows it.
    pub(crate) krate: Path,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) package: String,
    /// The name on the wire, without the package.
    pub(crate) name: String,
    pub(crate) version: u32,
    pub(crate) cookie: Option<Cookie>,
    pub(crate) mock: Option<Mock>,
    pub(crate) note: Note,
    pub(crate) methods: Vec<Method>,
}

impl Service {
    /// The name on the wire: `kv.v1.Kv`.
    pub(crate) fn full_name(&self) -> String {
        format!("{}.{}", self.package, self.name)
    }
}

/// What a host sets in the environment, so that a plugin knows it was launched by one.
pub(crate) struct Cookie {
    pub(crate) key: LitStr,
    pub(crate) value: LitStr,
}

/// A mock of an annotated trait.
#[derive(Clone)]
pub(crate) struct Mock {
    /// When it is there, as `cfg` takes it; always, if none.
    pub(crate) when: Option<Meta>,
    /// Of the option: there the compiler says that the library is missing.
    pub(crate) span: Span,
}

/// One method of an annotated trait.
pub(crate) struct Method {
    pub(crate) ident: Ident,
    /// The name on the wire: `GetAll`.
    pub(crate) name: String,
    /// Where the name comes from: the method, or its `#[rpc(name = "…")]`.
    pub(crate) name_span: Span,
    /// The first argument, if it is a `Context`: it stands beside the request.
    pub(crate) context: Option<Context>,
    /// All arguments that are values.
    pub(crate) arguments: Vec<Argument>,
    /// The argument that is a stream.
    pub(crate) stream: Option<Stream>,
    /// What no argument may have.
    pub(crate) reserved: Reserved,
    pub(crate) note: Note,
    /// Whether argument and result are the messages: `#[rpc(message)]`.
    pub(crate) is_message: bool,
    /// Whether doing it twice is as good as once: `#[rpc(idempotent)]`.
    pub(crate) is_idempotent: bool,
    /// Whether a peer may lack it: it has a body, which is run in its place.
    pub(crate) is_optional: bool,
    /// `Result<T, E>`, as written.
    pub(crate) output: Type,
    /// The `T` of that; None where it is an alias that hides it.
    pub(crate) reply: Option<Type>,
}

/// One argument of a call, one field of its request.
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    /// The name in the description: the identifier without `r#`.
    pub(crate) name: String,
    pub(crate) tag: Tag,
    pub(crate) ty: Type,
}

/// The context of a call.
pub(crate) struct Context {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}

/// An argument that is a stream, one field of each message of the request.
pub(crate) struct Stream {
    /// Its type is that of an item.
    pub(crate) item: Argument,
    /// None where it is not written out: `Status` then.
    pub(crate) error: Option<Type>,
    /// `Streaming<T, E>`, as written.
    pub(crate) ty: Type,
    /// How many values stand before it.
    pub(crate) at: usize,
}

/// One type with `#[derive(Message)]`.
pub(crate) struct Message {
    pub(crate) krate: Path,
    pub(crate) ident: Ident,
    /// The parameters, each bound to be an element.
    pub(crate) generics: Generics,
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// What no field, and no value of an enum, may have.
    pub(crate) reserved: Reserved,
    pub(crate) note: Note,
}

/// What a type with `#[derive(Message)]` is to protobuf.
pub(crate) enum Shape {
    /// A struct: a message.
    Struct(Vec<Field>),
    /// An enum without data: an enum.
    Enumeration(Enumeration),
    /// An enum with data: a message with one oneof.
    Choice(Choice),
    /// A struct with `#[message(transparent)]`: what its only field is.
    Transparent(Transparent),
}

/// The only field of a transparent struct.
pub(crate) struct Transparent {
    pub(crate) member: Member,
    pub(crate) ty: Type,
}

/// The variants of an enum with data.
#[derive(Default)]
pub(crate) struct Choice {
    pub(crate) variants: Vec<Variant>,
    /// The variant with `#[message(default)]`, for a message that says nothing.
    pub(crate) default: Option<Ident>,
    /// Whether the enum has a variant that does not travel: the lost call of an error.
    pub(crate) is_partial: bool,
}

/// One variant of an enum with data, one field of the oneof.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    /// The name in the description: `removed`.
    pub(crate) name: String,
    pub(crate) tag: Tag,
    pub(crate) data: Data,
    pub(crate) note: Note,
}

/// What a variant holds.
pub(crate) enum Data {
    /// `Cleared`: an empty message.
    Unit,
    /// `Put(Entry)`: that type.
    Newtype(Type),
    /// `Removed { key: String }`: a message of these fields.
    Struct(Vec<Field>),
}

/// One enum with `#[derive(Error)]`: a message for all but the lost call.
pub(crate) struct Failure {
    /// The message of the variants that travel.
    pub(crate) message: Message,
    pub(crate) kinds: Vec<Kind>,
    /// The variant that holds a lost call, and the type it holds it by.
    pub(crate) call: Option<(Ident, Type)>,
}

/// What an error's variant says to people and to programs.
pub(crate) struct Kind {
    pub(crate) ident: Ident,
    /// How its fields are bound: all of them, by their names or positions.
    pub(crate) members: Vec<Member>,
    /// A format string over the members.
    pub(crate) text: LitStr,
    /// One of gRPC's codes.
    pub(crate) code: Ident,
}

/// The variants of an enum without data.
#[derive(Default)]
pub(crate) struct Enumeration {
    pub(crate) variants: Vec<Number>,
    /// The variant with `#[message(other)]`, which keeps the numbers that are not known.
    pub(crate) other: Option<Ident>,
}

/// One variant of an enum without data.
pub(crate) struct Number {
    pub(crate) ident: Ident,
    /// The name in the description, without that of the enum: `NOT_FOUND`.
    pub(crate) name: String,
    pub(crate) number: i32,
    pub(crate) note: Note,
}

/// One field of a message.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) tag: Tag,
    pub(crate) ty: Type,
    pub(crate) note: Note,
}

/// The number of a field.
#[derive(Clone, Copy)]
pub(crate) struct Tag {
    pub(crate) number: u32,
    /// Where it comes from: its `#[field(n)]`, or the name of the field.
    pub(crate) span: Span,
}

impl ToTokens for Tag {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Literal::u32_unsuffixed(self.number).to_tokens(tokens);
    }
}

/// Numbers and names that are set aside.
#[derive(Default)]
pub(crate) struct Reserved {
    pub(crate) numbers: Vec<(RangeInclusive<i32>, Span)>,
    pub(crate) names: Vec<LitStr>,
}

impl Reserved {
    pub(crate) fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.names.is_empty()
    }
}

/// What a description says beside what travels.
#[derive(Default)]
pub(crate) struct Note {
    /// The doc comment, line by line; empty where there is none.
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
}

impl Note {
    pub(crate) fn is_empty(&self) -> bool {
        self.docs.is_empty() && !self.deprecated
    }
}

/// The function that makes a plugin.
pub(crate) struct Main {
    pub(crate) krate: Path,
    pub(crate) flavor: Flavor,
    /// Kept on the function: docs, lints.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) output: ReturnType,
    pub(crate) body: Block,
    pub(crate) form: Form,
}

/// What the function that makes a plugin returns.
pub(crate) enum Form {
    /// `impl Kv`: the service, made by the path of its trait.
    Service(Path),
    /// `Result<impl Kv, E>`.
    TryService(Path),
    /// A `Server`, or a `Result` of one; the path leads to its handshake.
    Server(Path),
}

/// How many threads run a plugin.
#[derive(Clone, Copy)]
pub(crate) enum Flavor {
    Default,
    CurrentThread,
    MultiThread,
}
