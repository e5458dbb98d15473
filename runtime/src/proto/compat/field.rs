//! Fields that have kept their number: what else may not change.

use std::fmt;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::reserved::Reserved;
use super::subject::Subject;
use super::version::Version;
use super::{Change, Finding};
use crate::proto::words;

/// A field in one of the two files.
pub(super) struct Side<'a> {
    pub(super) version: &'a Version<'a>,
    pub(super) message: &'a DescriptorProto,
    pub(super) field: &'a FieldDescriptorProto,
}

/// Compares the two sides of a field.
pub(super) fn field(subject: &Subject<'_>, place: &str, [was, is]: [&Side<'_>; 2]) -> Vec<Finding> {
    let kept = Reserved::of(was.field.number(), was.field.name()).to_string();
    let elsewhere = subject.elsewhere(&kept);
    let changes = [name(was, is, &elsewhere), shape(was, is, &elsewhere), oneof(was, is, &elsewhere)];
    let finding = |difference| match difference {
        Difference::Field { change, told: [told_was, told_is], fix } => {
            let (place, subject) = (place.to_owned(), subject.field(was.field));
            Finding { change, place, subject, was: told_was, is: told_is, fix }
        }
        Difference::Type(finding) => finding,
    };
    changes.into_iter().flatten().map(finding).collect()
}

/// One thing in which the two sides differ.
enum Difference {
    /// It is about the field.
    Field { change: Change, told: [String; 2], fix: String },
    /// It is about the field's type, wherever that stands.
    Type(Finding),
}

/// The name counts as well, since JSON has it.
fn name(was: &Side<'_>, is: &Side<'_>, elsewhere: &str) -> Option<Difference> {
    let names = |field: &FieldDescriptorProto| [field.name().to_owned(), field.json_name().to_owned()];
    (names(was.field) != names(is.field)).then(|| Difference::Field {
        change: Change::FieldName,
        told: [was, is].map(Side::names),
        fix: format!("call it `{}` again, as JSON does; or {elsewhere}", was.field.name()),
    })
}

fn shape(was: &Side<'_>, is: &Side<'_>, elsewhere: &str) -> Option<Difference> {
    let [old, new] = [was, is].map(Side::shape);
    let change = old.change(&new)?;
    let renamed = old.other_element(&new).and_then(|kinds| renamed([was, is], kinds));
    Some(renamed.map_or_else(
        || Difference::Field {
            change,
            told: [&old, &new].map(|shape| format!("`{shape}`")),
            fix: format!("make it `{old}` again, or {elsewhere}"),
        },
        Difference::Type,
    ))
}

fn oneof(was: &Side<'_>, is: &Side<'_>, elsewhere: &str) -> Option<Difference> {
    let oneofs = [was, is].map(Side::oneof);
    let told = |oneof: Option<&str>| oneof.map_or_else(|| "by itself".to_owned(), |name| format!("one of `{name}`"));
    (oneofs[0] != oneofs[1]).then(|| Difference::Field {
        change: Change::FieldOneof,
        told: oneofs.map(told),
        fix: match oneofs {
            [Some(oneof), Some(_)] => format!("the oneof was called `{oneof}`: give no variant this name"),
            _ => format!("leave it where it was, or {elsewhere}"),
        },
    })
}

/// A type that is gone, while one that was not there stands in its place, has another name.
fn renamed([was, is]: [&Side<'_>; 2], [old, new]: [&Kind; 2]) -> Option<Finding> {
    let is_gone = was.version.declares(&old.name) && !is.version.declares(&old.name);
    let is_new = is.version.declares(&new.name) && !was.version.declares(&new.name);
    (old.ty == new.ty && is_gone && is_new).then(|| Finding {
        change: Change::TypeName,
        place: was.version.full(&old.name),
        subject: format!("type `{}`", old.name),
        was: format!("`{}`", old.name),
        is: format!("`{}`", new.name),
        fix: format!("call it `{}` again", old.name),
    })
}

impl Side<'_> {
    fn names(&self) -> String {
        let [name, json] = [self.field.name(), self.field.json_name()];
        if json == crate::field::json_name(name) { format!("`{name}`") } else { format!("`{name}`, `{json}` in JSON") }
    }

    /// The oneof by its name, unless it stands only for `optional`.
    fn oneof(&self) -> Option<&str> {
        let index = self.field.oneof_index.filter(|_| !self.field.proto3_optional())?;
        self.message.oneof_decl.get(usize::try_from(index).ok()?).map(|oneof| oneof.name())
    }

    fn shape(&self) -> Shape {
        let ty = |field: &FieldDescriptorProto| Kind::of(self.version, field);
        match self.version.entry(self.field).map(|entry| entry.field.as_slice()) {
            Some([key, value]) => Shape::Map(ty(key), ty(value)),
            _ if self.field.label() == Label::Repeated => Shape::List(ty(self.field)),
            _ => Shape::Single(ty(self.field)),
        }
    }
}

/// How many values there are, and of what type. `optional` is not told apart: bytes and JSON are the same.
#[derive(PartialEq)]
enum Shape {
    Single(Kind),
    List(Kind),
    Map(Kind, Kind),
}

impl Shape {
    fn change(&self, now: &Self) -> Option<Change> {
        let is_read = match (self, now) {
            (Self::Single(was), Self::Single(now)) | (Self::List(was), Self::List(now)) => was.is_read_as(now),
            (Self::Map(key, value), Self::Map(new_key, new_value)) => {
                key.is_read_as(new_key) && value.is_read_as(new_value)
            }
            _ => return Some(Change::FieldLabel),
        };
        (!is_read).then_some(Change::FieldType)
    }

    /// The types of what there is one of, or a list or a map, if only they differ.
    fn other_element<'a>(&'a self, now: &'a Self) -> Option<[&'a Kind; 2]> {
        match (self, now) {
            (Self::Single(was), Self::Single(now)) | (Self::List(was), Self::List(now)) => Some([was, now]),
            (Self::Map(key, was), Self::Map(new_key, now)) if key.is_read_as(new_key) => Some([was, now]),
            _ => None,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(kind) => write!(f, "{}", kind.name),
            Self::List(kind) => write!(f, "repeated {}", kind.name),
            Self::Map(key, value) => write!(f, "map<{}, {}>", key.name, value.name),
        }
    }
}

/// A type, and its name.
#[derive(PartialEq)]
struct Kind {
    ty: Type,
    name: String,
}

impl Kind {
    fn of(version: &Version<'_>, field: &FieldDescriptorProto) -> Self {
        let ty = field.r#type();
        let name = match ty {
            Type::Message | Type::Enum | Type::Group => version.local(field.type_name()),
            scalar => words::scalar_name(scalar),
        };
        Self { ty, name: name.to_owned() }
    }

    /// Whether both have the same bytes and the same JSON, where they hold the same number.
    fn is_read_as(&self, now: &Self) -> bool {
        self == now || ALIKE.iter().any(|alike| alike.contains(&self.ty) && alike.contains(&now.ty))
    }
}

/// As buf has it for bytes and JSON together.
const ALIKE: [[Type; 2]; 4] = [
    [Type::Int32, Type::Uint32],
    [Type::Int64, Type::Uint64],
    [Type::Fixed32, Type::Sfixed32],
    [Type::Fixed64, Type::Sfixed64],
];
