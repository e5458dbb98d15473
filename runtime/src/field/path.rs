//! Paths into a descriptor: field numbers and places in lists, by which a comment finds what it stands above.

/// The members of a list in a descriptor, each with its path: that of the whole, the list's field number, its place.
pub(crate) fn numbered<'a, T>(list: &'a [T], whole: &[i32], field: i32) -> impl Iterator<Item = (&'a T, Vec<i32>)> {
    (0..).zip(list).map(move |(at, member)| (member, [whole, &[field, at]].concat()))
}

/// The field numbers of `descriptor.proto` that paths are made of.
pub(crate) const FILE_MESSAGE: i32 = 4;
pub(crate) const FILE_ENUM: i32 = 5;
pub(crate) const FILE_SERVICE: i32 = 6;
pub(crate) const MESSAGE_FIELD: i32 = 2;
pub(crate) const MESSAGE_NESTED: i32 = 3;
pub(crate) const MESSAGE_ENUM: i32 = 4;
pub(crate) const MESSAGE_ONEOF: i32 = 8;
pub(crate) const ENUM_VALUE: i32 = 2;
pub(crate) const SERVICE_METHOD: i32 = 2;
