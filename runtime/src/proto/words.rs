//! The words of the language: scalar types and keywords.

use prost_types::field_descriptor_proto::Type;

/// The keyword of a scalar type.
pub(super) fn scalar_name(ty: Type) -> &'static str {
    SCALARS.iter().find(|(_, scalar)| *scalar == ty).map_or("", |(name, _)| name)
}

/// The scalar type of a keyword.
pub(super) fn scalar(name: &str) -> Option<Type> {
    SCALARS.iter().find(|(scalar, _)| *scalar == name).map(|(_, ty)| *ty)
}

/// Whether a type of this name would be read as something else.
pub(super) fn is_keyword(name: &str) -> bool {
    scalar(name).is_some() || KEYWORDS.contains(&name)
}

const SCALARS: [(&str, Type); 15] = [
    ("double", Type::Double),
    ("float", Type::Float),
    ("int64", Type::Int64),
    ("uint64", Type::Uint64),
    ("int32", Type::Int32),
    ("fixed64", Type::Fixed64),
    ("fixed32", Type::Fixed32),
    ("bool", Type::Bool),
    ("string", Type::String),
    ("bytes", Type::Bytes),
    ("uint32", Type::Uint32),
    ("sfixed32", Type::Sfixed32),
    ("sfixed64", Type::Sfixed64),
    ("sint32", Type::Sint32),
    ("sint64", Type::Sint64),
];

const KEYWORDS: [&str; 25] = [
    "edition",
    "enum",
    "export",
    "extend",
    "extensions",
    "group",
    "import",
    "local",
    "map",
    "max",
    "message",
    "oneof",
    "option",
    "optional",
    "package",
    "public",
    "repeated",
    "required",
    "reserved",
    "returns",
    "rpc",
    "service",
    "stream",
    "syntax",
    "to",
];
