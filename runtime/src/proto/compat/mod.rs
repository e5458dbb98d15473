//! Whether peers that were built with an older description still understand what is sent, and are understood.
//!
//! The rules are those of buf's category `WIRE_JSON`: what may change is what neither the bytes nor the JSON of a message
//! show. To these it adds that methods stay where they are. A type that is gone is judged by the fields that held it.

mod enumeration;
mod field;
mod finding;
mod message;
mod reserved;
mod service;
mod subject;
mod version;

use prost_types::{DescriptorProto, FileDescriptorProto};

pub use self::finding::{Change, Finding};
use self::version::Version;

/// Finds what in `made` breaks peers that were built with `committed`.
///
/// Numbers, names in JSON, types, what is repeated, oneofs and what is reserved have to stay. Types may change within
/// `int32` and `uint32`, within `int64` and `uint64`, within `fixed32` and `sfixed32`, and within `fixed64` and
/// `sfixed64`; a field may become `optional`, or cease to be. A field or a value may go when its number and its name are
/// reserved.
pub fn compare(committed: &FileDescriptorProto, made: &FileDescriptorProto) -> Vec<Finding> {
    if committed.package() != made.package() {
        return vec![package(committed.package(), made.package())];
    }
    let (before, after) = (Version::of(committed), Version::of(made));
    let mut findings = service::services(&before, &after);
    findings.extend(gone(&before, &after));
    for (name, message) in before.messages.iter().filter(|(_, message)| !is_entry(message)) {
        if let Some(now) = after.message(name) {
            findings.extend(message::message(&before, &after, name, (message, now)));
        }
    }
    for (name, enumeration) in &before.enums {
        if let Some(now) = after.enumeration(name) {
            findings.extend(enumeration::enumeration(&before, name, (enumeration, now)));
        }
    }
    once(findings)
}

/// Types that nothing holds, and that are gone: they travel by name, as the details of an error do.
fn gone(before: &Version<'_>, after: &Version<'_>) -> Vec<Finding> {
    let free = before.names().filter(|name| !before.is_held(name) && !after.declares(name));
    let findings = free.map(|name| Finding {
        change: Change::TypeName,
        place: before.full(name),
        subject: format!("type `{name}`"),
        was: "there".to_owned(),
        is: "gone".to_owned(),
        fix: format!("bring it back, or call it `{name}` again: it travels by its name"),
    });
    findings.collect()
}

/// What a map holds is judged by its field.
fn is_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

fn package(was: &str, is: &str) -> Finding {
    Finding {
        change: Change::Package,
        place: was.to_owned(),
        subject: "the package".to_owned(),
        was: format!("`{was}`"),
        is: format!("`{is}`"),
        fix: format!("name it again: `package = \"{was}\"`"),
    }
}

/// A type that has another name is found at every field that holds it, and told once.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().fold(Vec::new(), |mut told, finding| {
        if !told.contains(&finding) {
            told.push(finding);
        }
        told
    })
}
