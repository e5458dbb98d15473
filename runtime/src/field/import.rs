//! Messages that are described elsewhere, and the files that describe them.

use prost::Message as _;
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};

/// The `.proto` files behind messages that prost has made, for [`Prost`](crate::Prost): a description imports them.
///
/// A build script has prost write them, by `file_descriptor_set_path`.
///
/// ```
/// struct Acme;
///
/// impl pintle::Files for Acme {
/// # /*
///     const DESCRIPTOR: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/acme.binpb"));
/// # */
/// #   const DESCRIPTOR: &'static [u8] = &[];
/// }
/// ```
///
/// # Panics
/// A description of a message that is in none of the files panics: it could not be told truly.
pub trait Files: 'static {
    /// A serialised `FileDescriptorSet`: the files, and whatever they import.
    const DESCRIPTOR: &'static [u8];
}

/// The files of protobuf's own messages: `Any`, `Duration`, `Empty`, `FieldMask`, `Struct`, `Timestamp`, the wrappers.
#[derive(Debug, Clone, Copy)]
pub struct WellKnown;

impl Files for WellKnown {
    const DESCRIPTOR: &'static [u8] = include_bytes!("../generated/google.binpb");
}

/// Finds the file that has the message of a full name, behind the files that it imports.
pub(super) fn files_of<F: Files>(name: &str) -> Vec<FileDescriptorProto> {
    let set = FileDescriptorSet::decode(F::DESCRIPTOR).unwrap_or_default();
    let file = set.file.iter().find(|file| has(file, name));
    let file = file.unwrap_or_else(|| panic!("`{name}` is in none of the files of `{}`", std::any::type_name::<F>()));
    let mut found = Vec::new();
    collect(file, &set, &mut found);
    found
}

fn has(file: &FileDescriptorProto, name: &str) -> bool {
    let local = match file.package() {
        "" => Some(name),
        package => name.strip_prefix(package).and_then(|rest| rest.strip_prefix('.')),
    };
    local.is_some_and(|local| is_among(&file.message_type, local))
}

/// `Outer.Inner` stands inside `Outer`.
fn is_among(messages: &[DescriptorProto], name: &str) -> bool {
    let (outer, inner) = name.split_once('.').unwrap_or((name, ""));
    let found = messages.iter().find(|message| message.name() == outer);
    found.is_some_and(|message| inner.is_empty() || is_among(&message.nested_type, inner))
}

/// What is imported comes first, as reflection and compilers want it.
fn collect(file: &FileDescriptorProto, set: &FileDescriptorSet, found: &mut Vec<FileDescriptorProto>) {
    for path in &file.dependency {
        if let Some(imported) = set.file.iter().find(|file| file.name() == path) {
            collect(imported, set, found);
        }
    }
    if !found.iter().any(|known| known.name() == file.name()) {
        found.push(file.clone());
    }
}
