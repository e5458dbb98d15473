//! What a finding is about, in the words of the trait: messages of requests are the arguments of a method.

use prost_types::FieldDescriptorProto;

use super::version::Version;

/// What a message stands for.
pub(super) enum Subject<'a> {
    /// The arguments of this method.
    Arguments(&'a str),
    /// What this method returns.
    Outcome(&'a str),
    /// A type that was derived, by its name.
    Type(&'a str),
    /// The fields of a variant, by the name of both.
    Variant(&'a str),
}

impl<'a> Subject<'a> {
    /// Finds what the message called `name` stands for.
    pub(super) fn of(version: &Version<'a>, name: &'a str) -> Self {
        for method in version.services.iter().flat_map(|service| &service.method) {
            if name.strip_suffix("Request") == Some(method.name()) && version.local(method.input_type()) == name {
                return Self::Arguments(method.name());
            }
            if name.strip_suffix("Response") == Some(method.name()) && version.local(method.output_type()) == name {
                return Self::Outcome(method.name());
            }
        }
        if name.contains('.') { Self::Variant(name) } else { Self::Type(name) }
    }

    /// ``argument `key` of `Get` ``.
    pub(super) fn field(&self, field: &FieldDescriptorProto) -> String {
        let name = field.name();
        match self {
            Self::Arguments(method) => format!("argument `{name}` of `{method}`"),
            Self::Outcome(method) => format!("the result of `{method}`"),
            Self::Type(ty) if field.oneof_index.is_some() && !field.proto3_optional() => {
                format!("variant `{name}` of `{ty}`")
            }
            Self::Type(ty) | Self::Variant(ty) => format!("field `{name}` of `{ty}`"),
        }
    }

    /// ``the arguments of `Get` ``.
    pub(super) fn whole(&self) -> String {
        match self {
            Self::Arguments(method) => format!("the arguments of `{method}`"),
            Self::Outcome(method) => format!("the result of `{method}`"),
            Self::Type(ty) | Self::Variant(ty) => format!("`{ty}`"),
        }
    }

    /// How to set something aside that is gone, `what`, or what to do where it has no place for that.
    pub(super) fn set_aside(&self, what: &str) -> String {
        self.reserve(what).map_or_else(|| self.beside(), |reserve| format!("set it aside: {reserve}"))
    }

    /// Where something else can go, that has taken the place of `what`.
    pub(super) fn elsewhere(&self, what: &str) -> String {
        let reserve = self.reserve(what);
        reserve.map_or_else(|| self.beside(), |reserve| format!("{NEW_NUMBER}: {reserve}"))
    }

    fn reserve(&self, what: &str) -> Option<String> {
        match self {
            Self::Arguments(method) => Some(format!("`#[reserved({what})]` above method `{method}`")),
            Self::Type(ty) => Some(format!("`#[reserved({what})]` above `{ty}`")),
            Self::Outcome(_) | Self::Variant(_) => None,
        }
    }

    fn beside(&self) -> String {
        match self {
            Self::Arguments(_) | Self::Outcome(_) => "add a method of another name".to_owned(),
            Self::Type(_) | Self::Variant(_) => "add a variant of another name".to_owned(),
        }
    }
}

/// What to do with a field or a value that has taken the number of another one.
pub(super) const NEW_NUMBER: &str = "give the new one a number of its own, and set the old one aside";
