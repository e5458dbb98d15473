//! Changes of enums without data.

use pintle::proto::Change;

use super::{breaks, committed, judge, understood};

/// A trait that returns a `State`, which has these values.
macro_rules! state {
    ($($name:ident { $($(#[$attribute:meta])* $value:ident = $number:literal),* } $(, #[$above:meta])?;)*) => {$(
        pub mod $name {
            #[pintle::plugin(package = "kv.enums")]
            pub trait Kv {
                async fn state(&self) -> Result<State, pintle::Status>;
            }

            /// What the store does.
            #[derive(pintle::Message)]
            $(#[$above])?
            pub enum State {
                $($(#[$attribute])* $value = $number),*
            }
        }
    )*};
}

state! {
    base { Idle = 0, Active = 1, Lost = -1 }, #[reserved(7, "GONE")];
    added { Idle = 0, Active = 1, Lost = -1, Full = 2 }, #[reserved(7, "GONE")];
    reordered { Lost = -1, Active = 1, #[deprecated] Idle = 0 }, #[reserved(7, "GONE")];
    removed_and_reserved { Idle = 0, Lost = -1 }, #[reserved(1, 7, "GONE", "ACTIVE")];
    removed { Idle = 0, Lost = -1 }, #[reserved(7, "GONE")];
    removed_with_its_name_free { Idle = 0, Lost = -1 }, #[reserved(1, 7, "GONE")];
    renamed { Idle = 0, Busy = 1, Lost = -1 }, #[reserved(7, "GONE")];
    renumbered { Idle = 0, Active = 2, Lost = -1 }, #[reserved(7, "GONE")];
    freed { Idle = 0, Active = 1, Lost = -1 };
}

#[test]
fn changes_of_enums_are_judged() {
    let active = |change, fix| ("value `ACTIVE` of `State`", change, fix);
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("a value added", added::kv::descriptor),
        understood("values reordered", reordered::kv::descriptor),
        understood("a value removed and reserved", removed_and_reserved::kv::descriptor),
        breaks("removed", removed::kv::descriptor, active(Change::ValueRemoved, "#[reserved(1, \"ACTIVE\")]")),
        breaks(
            "removed with its name free",
            removed_with_its_name_free::kv::descriptor,
            active(Change::ValueRemoved, "#[reserved(\"ACTIVE\")]"),
        ),
        breaks("renamed", renamed::kv::descriptor, active(Change::ValueName, "call it `ACTIVE` again")),
        breaks("renumbered", renumbered::kv::descriptor, active(Change::ValueNumber, "`= 1`")),
        breaks(
            "reserved no more",
            freed::kv::descriptor,
            ("what `State` set aside", Change::Reserved, "#[reserved(7, \"GONE\")]"),
        ),
    ];
    judge(&committed("enums"), &cases);
}
