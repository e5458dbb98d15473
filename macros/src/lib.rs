//! The doorway of pintle's macros: one shim per macro. The compiler behind it is `pintle-codegen`.

use proc_macro::TokenStream;

/// Makes a trait a service: a protocol, a client that implements the trait, and a handler.
#[proc_macro_attribute]
pub fn plugin(args: TokenStream, item: TokenStream) -> TokenStream {
    pintle_codegen::plugin(args.into(), item.into()).into()
}

/// Makes the function that returns a service the `main` of a plugin.
#[proc_macro_attribute]
pub fn main(args: TokenStream, item: TokenStream) -> TokenStream {
    pintle_codegen::main(args.into(), item.into()).into()
}

/// Makes a struct a protobuf message, whose fields are numbered in order, and an enum a protobuf enum.
///
/// `#[field(5)]` above a field, or above a variant with data, gives it another number; what follows counts on from the
/// highest so far. `#[reserved(2, 5..=7, "old")]` above the type sets aside what it once used. The same attributes stand
/// before the arguments and above the methods of a `#[plugin]` trait.
///
/// A struct of one field with `#[message(transparent)]` is no message: it travels as its field, which is no list or map.
///
/// # Enums
///
/// The variants of an enum without data are the values of a protobuf enum. Their numbers are those of Rust: counted
/// from 0, or as written. One of them is 0, since that is what a field reads as when it was not sent. In the
/// description the values are called as is protobuf's custom: `Active` of `KvState` is `KV_STATE_ACTIVE`.
///
/// A number that is not known, from a peer that is newer, is an error: it is never taken for another value. Where it is
/// to be kept, a variant with `#[message(other)]` takes it:
///
/// ```text
/// #[derive(Message)]
/// enum KvState {
///     Idle,
///     Active,
///     #[message(other)]
///     Other(i32),
/// }
/// ```
///
/// An enum with data is a message with one oneof, which is called `kind`. Its variants are numbered in order: `Put(Entry)`
/// is a field of that type, `Removed { key: String }` and `Cleared` are messages that stand inside the enum's own.
///
/// Such an enum has no value for a message in which no variant is set, or one that is not known here: that is an error,
/// unless a variant without data is there for it:
///
/// ```text
/// #[derive(Message)]
/// enum Change {
///     Put(Entry),
///     Removed { key: String },
///     #[message(default)]
///     Unknown,
/// }
/// ```
#[proc_macro_derive(Message, attributes(message, field, reserved))]
pub fn message(input: TokenStream) -> TokenStream {
    pintle_codegen::message(input.into()).into()
}

/// Makes an enum the error of calls: it says what each variant tells people and programs, and travels whole.
#[proc_macro_derive(Error, attributes(error, field, reserved))]
pub fn error(input: TokenStream) -> TokenStream {
    pintle_codegen::error(input.into()).into()
}
