//! `service Kv { rpc Get(GetRequest) returns (GetResponse); }`.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, MethodOptions, ServiceDescriptorProto, ServiceOptions};

use super::tokens::Tokens;
use super::{ParseError, options};

/// Reads what follows the keyword.
pub(super) fn service(tokens: &mut Tokens) -> Result<ServiceDescriptorProto, ParseError> {
    let mut service = ServiceDescriptorProto { name: Some(tokens.word()?), ..ServiceDescriptorProto::default() };
    tokens.symbol('{')?;
    while !tokens.take('}') {
        if tokens.take(';') {
        } else if tokens.take_word("option") {
            if options::option(tokens)?.sets("deprecated") {
                service.options = Some(ServiceOptions { deprecated: Some(true), ..ServiceOptions::default() });
            }
        } else if tokens.take_word("rpc") {
            service.method.push(method(tokens)?);
        } else {
            return Err(tokens.unexpected("`rpc` or `}`"));
        }
    }
    Ok(service)
}

fn method(tokens: &mut Tokens) -> Result<MethodDescriptorProto, ParseError> {
    let name = tokens.word()?;
    let (client_streaming, input) = message(tokens)?;
    if !tokens.take_word("returns") {
        return Err(tokens.unexpected("`returns`"));
    }
    let (server_streaming, output) = message(tokens)?;
    let options = method_options(tokens)?;
    Ok(MethodDescriptorProto {
        name: Some(name),
        input_type: Some(input),
        output_type: Some(output),
        client_streaming: client_streaming.then_some(true),
        server_streaming: server_streaming.then_some(true),
        options: (options != MethodOptions::default()).then_some(options),
    })
}

/// Reads `(stream GetRequest)`.
fn message(tokens: &mut Tokens) -> Result<(bool, String), ParseError> {
    tokens.symbol('(')?;
    let is_streamed = tokens.take_word("stream");
    let name = tokens.path()?;
    tokens.symbol(')')?;
    Ok((is_streamed, name))
}

/// Reads `;` or `{ option deprecated = true; }`.
fn method_options(tokens: &mut Tokens) -> Result<MethodOptions, ParseError> {
    let mut options = MethodOptions::default();
    if tokens.take(';') {
        return Ok(options);
    }
    tokens.symbol('{')?;
    while !tokens.take('}') {
        if tokens.take(';') {
        } else if tokens.take_word("option") {
            let option = options::option(tokens)?;
            if option.sets("deprecated") {
                options.deprecated = Some(true);
            } else if let Some(level) = option.value("idempotency_level") {
                options.idempotency_level = IdempotencyLevel::from_str_name(&level).map(i32::from);
            }
        } else {
            return Err(tokens.unexpected("`option` or `}`"));
        }
    }
    Ok(options)
}
