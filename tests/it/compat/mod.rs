//! Changes of a trait, each against the `.proto` that was committed before: what breaks older peers is caught, and its fix
//! is named; what does not is let through.

#![expect(dead_code, reason = "the traits are described, not called")]

mod arguments;
mod choices;
mod enums;
mod failures;
mod fields;
mod methods;
mod round_trip;
mod streams;

use std::path::Path;

use pintle::proto::{Change, FileDescriptorProto, compare, parse};

pintle::assert_proto!(
    "it/compat/committed",
    methods::base::kv,
    arguments::base::kv,
    fields::base::kv,
    enums::base::kv,
    choices::base::kv,
    failures::base::kv
);

/// One change of a trait.
struct Case {
    /// What was done.
    name: &'static str,
    /// The description of the trait as it is then.
    now: fn() -> FileDescriptorProto,
    outcome: Outcome,
}

/// What a change does to older peers.
enum Outcome {
    Understood,
    /// It breaks them: where, how, and a part of what the fix says.
    Breaks(&'static str, Change, &'static str),
}

fn understood(name: &'static str, now: fn() -> FileDescriptorProto) -> Case {
    Case { name, now, outcome: Outcome::Understood }
}

fn breaks(
    name: &'static str,
    now: fn() -> FileDescriptorProto,
    (subject, change, fix): (&'static str, Change, &'static str),
) -> Case {
    Case { name, now, outcome: Outcome::Breaks(subject, change, fix) }
}

/// The file that was committed for one of the packages here.
fn committed(package: &str) -> FileDescriptorProto {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/compat/committed/kv");
    parse(&std::fs::read_to_string(folder.join(package).join("kv.proto")).unwrap()).unwrap()
}

/// Compares each change with the committed file.
fn judge(before: &FileDescriptorProto, cases: &[Case]) {
    for Case { name, now, outcome } in cases {
        let findings = compare(before, &now());
        let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
        match outcome {
            Outcome::Understood => assert!(findings.is_empty(), "{name}: {told:#?}"),
            Outcome::Breaks(subject, change, fix) => {
                let [finding] = &findings[..] else { panic!("{name}: {told:#?}") };
                assert_eq!((finding.subject.as_str(), finding.change), (*subject, *change), "{name}: {told:#?}");
                assert!(finding.fix.contains(fix), "{name}: {told:#?}");
            }
        }
    }
}
