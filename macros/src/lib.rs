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

/// Makes a struct a protobuf message, whose fields are numbered in order.
#[proc_macro_derive(Message, attributes(message))]
pub fn message(input: TokenStream) -> TokenStream {
    pintle_codegen::message(input.into()).into()
}
