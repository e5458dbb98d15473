//! Doc comments and `#[deprecated]`, as a description has them.

use prost_types::FileDescriptorProto;

use super::super::{Note, Value};
use super::{UNARY, described};

/// An entry of the store.
///
/// It has two fields.
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) struct Entry {
    /// The key.
    pub(super) key: String,
    #[deprecated]
    pub(super) old: Vec<u8>,
    pub(super) state: State,
}

/// What a store does.
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) enum State {
    /// Nothing.
    Idle = 0,
    #[deprecated]
    /// Something.
    Busy = -1,
}

/// What happened.
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) enum Change {
    /// It was put.
    Put(Entry),
    /// It was removed.
    #[deprecated = "nothing is"]
    Removed {
        /// The key that it had.
        key: String,
    },
}

fn file() -> FileDescriptorProto {
    described("kv.v1.Kv", |file| {
        file.method::<(), Value<Change>>("Watch", UNARY);
        file.note_method("Watch", &Note { docs: "Waits.", deprecated: true });
        file.method::<(), ()>("Load", UNARY);
        file.note_service(&Note { docs: "A store.\n\nSorted.", deprecated: false });
    })
    .file
}

#[test]
fn comments_stand_above_what_they_are_about() {
    let file = file();
    let info = file.source_code_info.as_ref().unwrap();
    let comments: Vec<_> =
        info.location.iter().map(|location| (location.path.as_slice(), location.leading_comments())).collect();
    let change = file.message_type.iter().position(|message| message.name() == "Change").unwrap();
    let entry = file.message_type.iter().position(|message| message.name() == "Entry").unwrap();
    let (change, entry) = (i32::try_from(change).unwrap(), i32::try_from(entry).unwrap());
    assert_eq!(
        comments,
        [
            (&[6, 0][..], " A store.\n\n Sorted.\n"),
            (&[6, 0, 2, 0], " Waits.\n"),
            (&[4, change], " What happened.\n"),
            (&[4, change, 2, 0], " It was put.\n"),
            (&[4, change, 2, 1], " It was removed.\n"),
            (&[4, change, 3, 0, 2, 0], " The key that it had.\n"),
            (&[4, entry], " An entry of the store.\n\n It has two fields.\n"),
            (&[4, entry, 2, 0], " The key.\n"),
            (&[5, 0], " What a store does.\n"),
            (&[5, 0, 2, 0], " Nothing.\n"),
            (&[5, 0, 2, 1], " Something.\n"),
        ]
    );
}

#[test]
fn what_is_deprecated_is_described_so() {
    let file = file();
    let message = |name: &str| file.message_type.iter().find(|message| message.name() == name).unwrap();
    let deprecated = |name: &str| -> Vec<bool> {
        message(name).field.iter().map(|field| field.options.as_ref().is_some_and(|it| it.deprecated())).collect()
    };
    assert_eq!(deprecated("Entry"), [false, true, false]);
    assert_eq!(deprecated("Change"), [false, true]);
    let methods: Vec<bool> = file.service[0].method.iter().map(|method| method.options.is_some()).collect();
    assert_eq!(methods, [true, false]);
    let values: Vec<bool> = file.enum_type[0].value.iter().map(|value| value.options.is_some()).collect();
    assert_eq!(values, [false, true]);
}

#[test]
fn what_says_nothing_has_no_comments() {
    let file = described("kv.v1.Kv", |file| file.method::<(), ()>("Load", UNARY)).file;
    assert_eq!(file.source_code_info, None);
}

/// What is derived for a type that is not to be used any more warns nobody.
#[deprecated]
#[expect(dead_code, reason = "that it compiles is the test")]
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) struct Gone {
    #[deprecated]
    pub(super) state: u32,
}

#[deprecated]
#[expect(dead_code, reason = "that it compiles is the test")]
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) enum GoneToo {
    Idle,
    #[deprecated]
    Active,
}

#[deprecated]
#[expect(dead_code, reason = "that it compiles is the test")]
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
pub(super) enum GoneAsWell {
    #[deprecated]
    Put(u32),
}
