//! Changes of enums with data, which are messages with a oneof.

use pintle::proto::{Change, FileDescriptorProto};

use super::{breaks, committed, judge, understood};

/// A trait that returns a `Event`, which is this.
macro_rules! event {
    ($($name:ident { $($event:tt)* } $(, #[$above:meta])?;)*) => {$(
        pub mod $name {
            #[pintle::plugin(package = "kv.choices")]
            pub trait Kv {
                async fn watch(&self) -> Result<Event, pintle::Status>;
            }

            /// What happened.
            #[derive(pintle::Message)]
            $(#[$above])?
            pub enum Event {
                $($event)*
            }
        }
    )*};
}

event! {
    base { Put(String), Removed { key: String, at: u64 }, Cleared };
    added { Put(String), Removed { key: String, at: u64, by: String }, Cleared, Moved { to: String } };
    reordered { #[field(3)] Cleared, #[field(1)] Put(String), #[field(2)] Removed { key: String, at: u64 } };
    removed_and_reserved { Put(String), #[field(3)] Cleared }, #[reserved(2, "removed")];
    removed { Put(String), #[field(3)] Cleared };
    renumbered { Put(String), Cleared, Removed { key: String, at: u64 } };
    other_data { Put(Vec<u8>), Removed { key: String, at: u64 }, Cleared };
    variant_field_removed { Put(String), Removed { key: String }, Cleared };
    oneof_renamed { Put(String), Removed { key: String, at: u64 }, Cleared, Kind(u32) };
}

mod a_struct {
    #[pintle::plugin(package = "kv.choices")]
    pub trait Kv {
        async fn watch(&self) -> Result<Event, pintle::Status>;
    }

    #[derive(pintle::Message)]
    #[reserved(2, "removed", 3, "cleared")]
    pub struct Event {
        pub put: String,
    }
}

#[test]
fn changes_of_variants_are_judged() {
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("a variant added, and a field", added::kv::descriptor),
        understood("variants reordered with #[field]", reordered::kv::descriptor),
        understood("a variant removed and reserved", removed_and_reserved::kv::descriptor),
        breaks(
            "removed",
            removed::kv::descriptor,
            ("variant `removed` of `Event`", Change::FieldRemoved, "#[reserved(2, \"removed\")]"),
        ),
        breaks(
            "other data",
            other_data::kv::descriptor,
            ("variant `put` of `Event`", Change::FieldType, "make it `string` again"),
        ),
        breaks(
            "a field of a variant removed",
            variant_field_removed::kv::descriptor,
            ("field `at` of `Event.Removed`", Change::FieldRemoved, "add a variant of another name"),
        ),
        breaks(
            "out of the oneof",
            a_struct::kv::descriptor,
            ("variant `put` of `Event`", Change::FieldOneof, "leave it where it was"),
        ),
    ];
    judge(&committed("choices"), &cases);
}

#[test]
fn variants_that_have_moved_are_told_their_numbers() {
    assert_eq!(changes(renumbered::kv::descriptor), [Change::FieldNumber; 2]);
}

/// The oneof is called `kind` unless a variant is.
#[test]
fn another_name_of_the_oneof_is_told_at_each_variant() {
    assert_eq!(changes(oneof_renamed::kv::descriptor), [Change::FieldOneof; 3]);
}

fn changes(now: fn() -> FileDescriptorProto) -> Vec<Change> {
    let before = committed("choices");
    pintle::proto::compare(&before, &now()).into_iter().map(|finding| finding.change).collect()
}
