//! Changes of errors: they travel in the details of a status, by their name.

use pintle::proto::Change;

use super::{breaks, committed, judge, understood};

/// A trait whose method fails with this.
macro_rules! failure {
    ($($name:ident: $error:ident { $($variants:tt)* } $(, #[$above:meta])?;)*) => {$(
        pub mod $name {
            #[pintle::plugin(package = "kv.failures")]
            pub trait Kv {
                async fn put(&self, key: String) -> Result<(), $error>;
            }

            /// Why nothing was put.
            #[derive(Debug, pintle::Error)]
            $(#[$above])?
            pub enum $error {
                $($variants)*
                #[error(call)]
                Call(pintle::CallError),
            }
        }
    )*};
}

failure! {
    base: KvError { #[error("full", code = ResourceExhausted)] Full, #[error("no {key}")] Refused { key: String }, };
    told_otherwise: KvError { #[error("no room")] Full, #[error("no {key}")] Refused { key: String }, };
    added: KvError {
        #[error("full")] Full, #[error("no {key}")] Refused { key: String }, #[error("late {by}")] Late { by: u64 },
    };
    removed: KvError { #[error("full")] Full, };
    removed_and_reserved: KvError { #[error("full")] Full, }, #[reserved(2, "refused")];
    renamed: PutError { #[error("full")] Full, #[error("no {key}")] Refused { key: String }, };
}

#[test]
fn changes_of_errors_are_judged() {
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("another code and another text", told_otherwise::kv::descriptor),
        understood("a variant added", added::kv::descriptor),
        understood("a variant removed and reserved", removed_and_reserved::kv::descriptor),
        breaks(
            "a variant removed",
            removed::kv::descriptor,
            ("variant `refused` of `KvError`", Change::FieldRemoved, "#[reserved(2, \"refused\")]"),
        ),
        breaks(
            "renamed",
            renamed::kv::descriptor,
            ("type `KvError`", Change::TypeName, "call it `KvError` again: it travels by its name"),
        ),
    ];
    judge(&committed("failures"), &cases);
}
