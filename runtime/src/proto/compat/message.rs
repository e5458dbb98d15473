//! Messages: their fields by number, and what they set aside.

use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::field::{self, Side};
use super::reserved::Reserved;
use super::subject::Subject;
use super::version::Version;
use super::{Change, Finding};

/// Compares two versions of the message called `name`.
pub(super) fn message(
    before: &Version<'_>,
    after: &Version<'_>,
    name: &str,
    (was, now): (&DescriptorProto, &DescriptorProto),
) -> Vec<Finding> {
    let subject = Subject::of(before, name);
    let mut findings: Vec<Finding> = freed(&subject, before.full(name), was, now).into_iter().collect();
    for field in &was.field {
        let place = before.full(&format!("{name}.{}", field.name()));
        let moved = now.field.iter().find(|now| now.name() == field.name() && now.number() != field.number());
        let same = now.field.iter().find(|now| now.number() == field.number());
        match (moved, same) {
            (Some(moved), _) => findings.push(renumbered(&subject, place, field, moved)),
            (None, None) => findings.extend(removed(&subject, place, field, now)),
            (None, Some(same)) => {
                let was = Side { version: before, message: was, field };
                let is = Side { version: after, message: now, field: same };
                findings.extend(field::field(&subject, &place, [&was, &is]));
            }
        }
    }
    findings
}

/// Numbers and names that were set aside, and are not any more.
fn freed(subject: &Subject<'_>, place: String, was: &DescriptorProto, now: &DescriptorProto) -> Option<Finding> {
    let lack = Reserved::of_message(now).lacks(&Reserved::of_message(was))?;
    Some(Finding {
        change: Change::Reserved,
        place,
        subject: format!("what {} set aside", subject.whole()),
        was: lack.clone(),
        is: "free".to_owned(),
        fix: subject.set_aside(&lack),
    })
}

fn renumbered(
    subject: &Subject<'_>,
    place: String,
    field: &FieldDescriptorProto,
    moved: &FieldDescriptorProto,
) -> Finding {
    Finding {
        change: Change::FieldNumber,
        place,
        subject: subject.field(field),
        was: format!("number {}", field.number()),
        is: format!("number {}", moved.number()),
        fix: format!("give `{}` its number back: `#[field({})]`", field.name(), field.number()),
    }
}

/// A field may go when nothing else can take its place.
fn removed(
    subject: &Subject<'_>,
    place: String,
    field: &FieldDescriptorProto,
    now: &DescriptorProto,
) -> Option<Finding> {
    let lack = Reserved::of_message(now).lacks(&Reserved::of(field.number(), field.name()))?;
    Some(Finding {
        change: Change::FieldRemoved,
        place,
        subject: subject.field(field),
        was: format!("number {}", field.number()),
        is: "gone".to_owned(),
        fix: format!("bring it back, or {}", subject.set_aside(&lack)),
    })
}
