//! From the text of a `.proto` file to a descriptor: what [`print`](super::print()) writes, and what people may make of it.
//!
//! It reads proto3 without extensions. A compiler of `.proto` files as a dependency would cost every user a parser
//! generator and some twenty seconds, for the files that this crate has printed itself.

mod enumeration;
mod message;
mod options;
mod reserved;
mod resolve;
mod service;
mod tokens;

use prost_types::FileDescriptorProto;

use self::tokens::Tokens;

/// A `.proto` file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected {expected}, found {found}")]
#[non_exhaustive]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// What could stand there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// Reads a `.proto` file, which has no name then and no comments.
///
/// # Errors
/// It is not proto3, or it has extensions.
pub fn parse(text: &str) -> Result<FileDescriptorProto, ParseError> {
    let mut tokens = Tokens::of(text);
    let mut file = FileDescriptorProto::default();
    syntax(&mut tokens, &mut file)?;
    while !tokens.is_at_end() {
        declaration(&mut tokens, &mut file)?;
    }
    resolve::types(&mut file);
    Ok(file)
}

fn syntax(tokens: &mut Tokens, file: &mut FileDescriptorProto) -> Result<(), ParseError> {
    if !tokens.take_word("syntax") {
        return Err(tokens.unexpected("`syntax = \"proto3\";`"));
    }
    tokens.symbol('=')?;
    match tokens.text()?.as_str() {
        "proto3" => file.syntax = Some("proto3".to_owned()),
        _ => return Err(tokens.unexpected("`syntax = \"proto3\";`")),
    }
    tokens.symbol(';')
}

fn declaration(tokens: &mut Tokens, file: &mut FileDescriptorProto) -> Result<(), ParseError> {
    if tokens.take(';') {
    } else if tokens.take_word("package") {
        file.package = Some(tokens.path()?);
        tokens.symbol(';')?;
    } else if tokens.take_word("import") {
        file.dependency.push(tokens.text()?);
        tokens.symbol(';')?;
    } else if tokens.take_word("option") {
        options::option(tokens)?;
    } else if tokens.take_word("service") {
        file.service.push(service::service(tokens)?);
    } else if tokens.take_word("message") {
        file.message_type.push(message::message(tokens)?);
    } else if tokens.take_word("enum") {
        file.enum_type.push(enumeration::enumeration(tokens)?);
    } else {
        return Err(tokens.unexpected("a service, a message or an enum"));
    }
    Ok(())
}
