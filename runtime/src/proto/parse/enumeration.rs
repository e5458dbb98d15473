//! `enum State { STATE_IDLE = 0; }`.

use prost_types::enum_descriptor_proto::EnumReservedRange;
use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto, EnumValueOptions};

use super::tokens::Tokens;
use super::{ParseError, options, reserved};

/// Reads what follows the keyword.
pub(super) fn enumeration(tokens: &mut Tokens) -> Result<EnumDescriptorProto, ParseError> {
    let mut enumeration = EnumDescriptorProto { name: Some(tokens.word()?), ..EnumDescriptorProto::default() };
    tokens.symbol('{')?;
    while !tokens.take('}') {
        if tokens.take(';') {
        } else if tokens.take_word("option") {
            let option = options::option(tokens)?;
            if option.sets("deprecated") {
                enumeration.options.get_or_insert_default().deprecated = Some(true);
            }
            if option.sets("allow_alias") {
                enumeration.options.get_or_insert_default().allow_alias = Some(true);
            }
        } else if tokens.take_word("reserved") {
            let reserved = reserved::reserved(tokens, i32::MAX)?;
            let ranges = reserved.ranges.iter();
            let ranges = ranges.map(|range| EnumReservedRange { start: Some(range.first), end: Some(range.last) });
            enumeration.reserved_range.extend(ranges);
            enumeration.reserved_name.extend(reserved.names);
        } else {
            enumeration.value.push(value(tokens)?);
        }
    }
    Ok(enumeration)
}

fn value(tokens: &mut Tokens) -> Result<EnumValueDescriptorProto, ParseError> {
    let name = tokens.word()?;
    tokens.symbol('=')?;
    let number = tokens.number()?;
    let is_deprecated = options::bracketed(tokens)?.iter().any(|option| option.sets("deprecated"));
    tokens.symbol(';')?;
    let deprecated = EnumValueOptions { deprecated: Some(true), ..EnumValueOptions::default() };
    Ok(EnumValueDescriptorProto {
        name: Some(name),
        number: Some(number),
        options: is_deprecated.then_some(deprecated),
    })
}
