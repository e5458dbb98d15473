//! `enum State { STATE_IDLE = 0; }`.

use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto};

use super::page::Page;
use super::{File, reserved};
use crate::field::path::{ENUM_VALUE, numbered};

/// Prints an enum.
pub(super) fn enumeration(page: &mut Page, file: File<'_>, it: (&EnumDescriptorProto, &[i32])) {
    let (enumeration, path) = it;
    page.apart();
    page.comment(file.comments.at(path));
    page.block(&format!("enum {}", enumeration.name()), |page| {
        let options = enumeration.options.as_ref();
        if options.is_some_and(|options| options.allow_alias()) {
            page.line("option allow_alias = true;");
        }
        if options.is_some_and(|options| options.deprecated()) {
            page.line("option deprecated = true;");
        }
        page.apart();
        reserved::of_enum(page, enumeration);
        page.apart();
        for (value, path) in numbered(&enumeration.value, path, ENUM_VALUE) {
            page.comment(file.comments.at(&path));
            page.line(&self::value(value));
        }
    });
}

fn value(value: &EnumValueDescriptorProto) -> String {
    let is_deprecated = value.options.as_ref().is_some_and(|options| options.deprecated());
    let options = if is_deprecated { " [deprecated = true]" } else { "" };
    format!("{} = {}{options};", value.name(), value.number())
}
