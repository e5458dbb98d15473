//! Enums: their values by number, and what they set aside.

use prost_types::{EnumDescriptorProto, EnumValueDescriptorProto};

use super::reserved::Reserved;
use super::subject::NEW_NUMBER;
use super::version::Version;
use super::{Change, Finding};
use crate::field::value_name;

/// Compares two versions of the enum called `name`.
pub(super) fn enumeration(
    before: &Version<'_>,
    name: &str,
    (was, now): (&EnumDescriptorProto, &EnumDescriptorProto),
) -> Vec<Finding> {
    let values = Values { name, prefix: value_name(was.name(), "") };
    let reserved = values.reserved(now);
    let freed = reserved.lacks(&values.reserved(was)).map(|lack| Finding {
        change: Change::Reserved,
        place: before.full(name),
        subject: format!("what `{name}` set aside"),
        fix: format!("set it aside: {}", values.reserve(&lack)),
        was: lack,
        is: "free".to_owned(),
    });
    let changed = was.value.iter().filter_map(|value| {
        let (change, is, fix) = values.value(value, now, &reserved)?;
        let (place, subject) = (before.full(&format!("{name}.{}", value.name())), values.subject(value));
        let was = match change {
            Change::ValueName => format!("`{}`", value.name()),
            _ => format!("number {}", value.number()),
        };
        Some(Finding { change, place, subject, was, is, fix })
    });
    freed.into_iter().chain(changed).collect()
}

/// The values of an enum, whose names begin with that of the enum.
struct Values<'a> {
    name: &'a str,
    prefix: String,
}

impl Values<'_> {
    /// What has become of a value, and what to do: nothing, if it is still there.
    fn value(
        &self,
        value: &EnumValueDescriptorProto,
        now: &EnumDescriptorProto,
        reserved: &Reserved,
    ) -> Option<(Change, String, String)> {
        let (name, number) = (self.short(value.name()), value.number());
        let same_number: Vec<_> = now.value.iter().filter(|now| now.number() == number).collect();
        if same_number.iter().any(|now| now.name() == value.name()) {
            return None;
        }
        if let Some(moved) = now.value.iter().find(|now| now.name() == value.name()) {
            let fix = format!("give it its number back: `= {number}`");
            return Some((Change::ValueNumber, format!("number {}", moved.number()), fix));
        }
        let lack = Reserved::of(number, &name);
        match same_number.first() {
            Some(renamed) => {
                let fix = format!(
                    "call it `{name}` again, as JSON does; or {NEW_NUMBER}: {}",
                    self.reserve(&lack.to_string())
                );
                Some((Change::ValueName, format!("`{}`", renamed.name()), fix))
            }
            None => {
                let lack = reserved.lacks(&lack)?;
                let fix = format!("bring it back, or set it aside: {}", self.reserve(&lack));
                Some((Change::ValueRemoved, "gone".to_owned(), fix))
            }
        }
    }

    fn reserved(&self, enumeration: &EnumDescriptorProto) -> Reserved {
        Reserved::of_enum(enumeration, |name| self.short(name))
    }

    fn reserve(&self, what: &str) -> String {
        format!("`#[reserved({what})]` above `{}`", self.name)
    }

    fn subject(&self, value: &EnumValueDescriptorProto) -> String {
        format!("value `{}` of `{}`", self.short(value.name()), self.name)
    }

    /// `KV_STATE_ACTIVE` → `ACTIVE`.
    fn short(&self, value: &str) -> String {
        value.strip_prefix(&self.prefix).unwrap_or(value).to_owned()
    }
}
