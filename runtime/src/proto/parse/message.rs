//! `message Entry { string key = 1; }`.

use prost_types::descriptor_proto::ReservedRange;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FieldOptions, MessageOptions, OneofDescriptorProto};

use super::tokens::Tokens;
use super::{ParseError, enumeration, options, reserved};
use crate::field::{entry_name, json_name};
use crate::proto::ranges::HIGHEST_TAG;
use crate::proto::words;

/// Reads what follows the keyword.
pub(super) fn message(tokens: &mut Tokens) -> Result<DescriptorProto, ParseError> {
    let mut message = DescriptorProto { name: Some(tokens.word()?), ..DescriptorProto::default() };
    tokens.symbol('{')?;
    while !tokens.take('}') {
        member(tokens, &mut message)?;
    }
    // As protoc does: what stands for `optional` comes after what was written.
    for at in 0..message.field.len() {
        if message.field[at].proto3_optional() {
            let name = format!("_{}", message.field[at].name());
            message.field[at].oneof_index = Some(oneof(&mut message, name));
        }
    }
    Ok(message)
}

fn member(tokens: &mut Tokens, message: &mut DescriptorProto) -> Result<(), ParseError> {
    if tokens.take(';') {
    } else if tokens.take_word("option") {
        if options::option(tokens)?.sets("deprecated") {
            message.options.get_or_insert_default().deprecated = Some(true);
        }
    } else if tokens.take_word("reserved") {
        let reserved = reserved::reserved(tokens, HIGHEST_TAG)?;
        let ranges = reserved.ranges.iter();
        let ranges = ranges.map(|range| ReservedRange { start: Some(range.first), end: Some(range.last + 1) });
        message.reserved_range.extend(ranges);
        message.reserved_name.extend(reserved.names);
    } else if tokens.take_word("message") {
        message.nested_type.push(self::message(tokens)?);
    } else if tokens.take_word("enum") {
        message.enum_type.push(enumeration::enumeration(tokens)?);
    } else if tokens.take_word("oneof") {
        variants(tokens, message)?;
    } else if tokens.take_word("map") {
        map(tokens, message)?;
    } else {
        let label = label(tokens);
        let ty = tokens.path()?;
        let mut field = field(tokens, &ty)?;
        match label {
            Presence::Repeated => field.set_label(Label::Repeated),
            Presence::Optional => field.proto3_optional = Some(true),
            Presence::Plain => {}
        }
        message.field.push(field);
    }
    Ok(())
}

/// What may stand before a type.
enum Presence {
    Plain,
    Optional,
    Repeated,
}

fn label(tokens: &mut Tokens) -> Presence {
    match () {
        () if tokens.take_word("repeated") => Presence::Repeated,
        () if tokens.take_word("optional") => Presence::Optional,
        () => Presence::Plain,
    }
}

fn variants(tokens: &mut Tokens, message: &mut DescriptorProto) -> Result<(), ParseError> {
    let index = oneof(message, tokens.word()?);
    tokens.symbol('{')?;
    while !tokens.take('}') {
        if tokens.take(';') {
        } else if tokens.take_word("option") {
            options::option(tokens)?;
        } else {
            let ty = tokens.path()?;
            let field = field(tokens, &ty)?;
            message.field.push(FieldDescriptorProto { oneof_index: Some(index), ..field });
        }
    }
    Ok(())
}

/// Adds a oneof, and returns its place.
fn oneof(message: &mut DescriptorProto, name: String) -> i32 {
    message.oneof_decl.push(OneofDescriptorProto { name: Some(name), ..OneofDescriptorProto::default() });
    i32::try_from(message.oneof_decl.len() - 1).unwrap_or(i32::MAX)
}

/// Reads `<string, Entry> by_name = 7;`, a list of entries.
fn map(tokens: &mut Tokens, message: &mut DescriptorProto) -> Result<(), ParseError> {
    tokens.symbol('<')?;
    let key = tokens.path()?;
    tokens.symbol(',')?;
    let value = tokens.path()?;
    tokens.symbol('>')?;
    let mut field = field(tokens, "")?;
    let entry = entry_name(field.name());
    field.set_label(Label::Repeated);
    field.type_name = Some(entry.clone());
    message.field.push(field);
    message.nested_type.push(DescriptorProto {
        name: Some(entry),
        field: vec![typed("key", 1, &key), typed("value", 2, &value)],
        options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
        ..DescriptorProto::default()
    });
    Ok(())
}

/// Reads `key = 1 [deprecated = true];`, what follows the type.
fn field(tokens: &mut Tokens, ty: &str) -> Result<FieldDescriptorProto, ParseError> {
    let name = tokens.word()?;
    tokens.symbol('=')?;
    let mut field = typed(&name, tokens.number()?, ty);
    for option in options::bracketed(tokens)? {
        if option.sets("deprecated") {
            field.options = Some(FieldOptions { deprecated: Some(true), ..FieldOptions::default() });
        } else if let Some(json) = option.value("json_name") {
            field.json_name = Some(json);
        }
    }
    tokens.symbol(';')?;
    Ok(field)
}

/// A field of a scalar, or of a type whose full name is found when all of the file is read.
fn typed(name: &str, number: i32, ty: &str) -> FieldDescriptorProto {
    let scalar = words::scalar(ty);
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: scalar.map(Type::into),
        type_name: scalar.is_none().then(|| ty.to_owned()),
        json_name: Some(json_name(name)),
        ..FieldDescriptorProto::default()
    }
}
