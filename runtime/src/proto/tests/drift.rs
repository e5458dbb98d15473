//! Committed files that are held against their traits.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::file;
use crate::proto::{Bless, Change, FileDescriptorProto, ProtoError, assert_committed, check, print, write};

/// A folder in which the description of these fields is committed.
fn committed(fields: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, [file(fields)]).unwrap();
    folder
}

fn is_written(folder: &TempDir, file: &FileDescriptorProto) -> bool {
    fs::read_to_string(folder.path().join(file.name())).is_ok_and(|text| text == print(file))
}

#[test]
fn what_is_committed_passes() {
    let folder = committed("string key = 1;");
    check(&folder, &[file("string key = 1;")], Bless::Nothing).unwrap();
}

#[test]
fn what_was_not_committed_is_told_and_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let made = [file("string key = 1;")];
    let error = check(folder.path().join("proto"), &made, Bless::Nothing).unwrap_err();
    assert!(matches!(error, ProtoError::Missing { .. }), "{error}");
    assert!(error.hint().contains("PINTLE_BLESS=1"));
    check(&folder, &made, Bless::Compatible).unwrap();
    check(&folder, &made, Bless::Nothing).unwrap();
}

#[test]
fn a_change_that_peers_understand_is_shown_and_can_be_written() {
    let folder = committed("string key = 1;");
    let made = [file("string key = 1; bytes value = 2;")];
    let error = check(&folder, &made, Bless::Nothing).unwrap_err();
    let ProtoError::Differs { difference, .. } = &error else { panic!("{error}") };
    assert!(difference.contains("+   bytes value = 2;"), "{difference}");
    check(&folder, &made, Bless::Compatible).unwrap();
    assert!(is_written(&folder, &made[0]));
}

#[test]
fn a_change_that_breaks_peers_is_not_written_unless_that_is_said() {
    let folder = committed("string key = 1;");
    let made = [file("int64 key = 1;")];
    for bless in [Bless::Nothing, Bless::Compatible] {
        let error = check(&folder, &made, bless).unwrap_err();
        let ProtoError::Incompatible { findings, .. } = &error else { panic!("{error}") };
        assert_eq!(findings[0].change, Change::FieldType);
        assert!(error.hint().contains("PINTLE_BLESS=breaking"));
        assert!(!is_written(&folder, &made[0]));
    }
    check(&folder, &made, Bless::Breaking).unwrap();
    assert!(is_written(&folder, &made[0]));
}

#[test]
fn a_trait_of_another_name_leaves_its_file_behind_and_is_told() {
    let folder = committed("string key = 1;");
    let made = [FileDescriptorProto { name: Some("kv/v1/store.proto".to_owned()), ..file("string key = 1;") }];
    for bless in [Bless::Nothing, Bless::Compatible] {
        let error = check(&folder, &made, bless).unwrap_err();
        let ProtoError::Stray { path, service } = &error else { panic!("{error}") };
        assert_eq!((path, service.as_str()), (&folder.path().join("kv/v1/kv.proto"), "kv.v1.Kv"));
        assert!(!is_written(&folder, &made[0]));
    }
    check(&folder, &made, Bless::Breaking).unwrap();
    assert!(!folder.path().join("kv/v1/kv.proto").exists());
    check(&folder, &made, Bless::Nothing).unwrap();
}

#[test]
fn files_of_other_people_are_none_of_ours() {
    let folder = committed("string key = 1;");
    fs::write(folder.path().join("other.proto"), "syntax = \"proto3\";\n").unwrap();
    check(&folder, &[file("string key = 1;")], Bless::Breaking).unwrap();
    assert!(folder.path().join("other.proto").exists());
}

#[test]
fn a_file_that_nobody_can_read_is_told_and_not_written() {
    let folder = committed("string key = 1;");
    let made = [file("string key = 1; bytes value = 2;")];
    let path = folder.path().join(made[0].name());
    fs::write(&path, "<<<<<<< ours\n").unwrap();
    let error = check(&folder, &made, Bless::Compatible).unwrap_err();
    assert!(matches!(error, ProtoError::Parse { .. }), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), "<<<<<<< ours\n");
}

#[test]
fn the_variable_says_one_of_three_things() {
    let table = [
        (None, Bless::Nothing),
        (Some(""), Bless::Nothing),
        (Some("0"), Bless::Nothing),
        (Some("1"), Bless::Compatible),
        (Some("breaking"), Bless::Breaking),
    ];
    for (text, bless) in table {
        assert_eq!(Bless::of(text.map(OsStr::new)).unwrap(), bless, "{text:?}");
    }
    assert!(matches!(Bless::of(Some(OsStr::new("yes"))).unwrap_err(), ProtoError::Bless { .. }));
}

#[test]
#[should_panic(expected = "fix: make it `string` again, or give the new one a number of its own")]
fn a_test_says_what_to_do() {
    let folder = committed("string key = 1;");
    assert_committed(Path::new(folder.path()), &[file("int64 key = 1;")], None);
}
