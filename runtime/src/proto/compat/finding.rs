//! One thing that breaks older peers.

use std::fmt;

/// Something that peers built with the committed file would not understand, or would misunderstand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of change it is.
    pub change: Change,
    /// Where it is, by its full name in the committed file: `kv.v1.GetRequest.key`.
    pub place: String,
    /// The same in the words of the trait: ``argument `key` of `Get` ``.
    pub subject: String,
    /// What the committed file says.
    pub was: String,
    /// What the trait says.
    pub is: String,
    /// What to write so that old and new understand each other.
    pub fix: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change: _, place, subject, was, is, fix } = self;
        write!(f, "{subject} was {was} and is {is} ({place})\n  fix: {fix}")
    }
}

/// What may not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// The package has another name.
    Package,
    /// A service is gone, or has another name.
    Service,
    /// A method is gone, or has another name.
    Method,
    /// A method takes or returns a stream where it did not, or the other way round.
    MethodStreams,
    /// A method takes another message.
    Request,
    /// A method returns another message.
    Response,
    /// A field is gone, and its number or its name is free.
    FieldRemoved,
    /// A field has another number.
    FieldNumber,
    /// A field's number has another name, or another name in JSON.
    FieldName,
    /// A field has a type that is not read as the same.
    FieldType,
    /// A field became a list or a map, or ceased to be one.
    FieldLabel,
    /// A field moved into a oneof, or out of one.
    FieldOneof,
    /// A message or an enum has another name.
    TypeName,
    /// A value is gone, and its number or its name is free.
    ValueRemoved,
    /// A value has another number.
    ValueNumber,
    /// A value's number has another name.
    ValueName,
    /// What was reserved is free.
    Reserved,
}
