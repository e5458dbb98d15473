//! Files that are written, and files that are left alone.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::file;
use crate::proto::{ProtoError, print, write};

#[test]
fn a_file_is_written_where_its_package_says() {
    let folder = tempfile::tempdir().unwrap();
    let made = file("string key = 1;");
    let written = write(folder.path().join("proto"), [made.clone()]).unwrap();
    assert_eq!(written, [folder.path().join("proto/kv/v1/kv.proto")]);
    assert_eq!(fs::read_to_string(&written[0]).unwrap(), print(&made));
    // As any other file: readable for those for whom its folder is.
    let mode = fs::metadata(&written[0]).unwrap().permissions().mode();
    let folder_mode = fs::metadata(written[0].parent().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o666, folder_mode & 0o666);
}

#[test]
fn a_file_that_says_the_same_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(&folder, [file("string key = 1;")]).unwrap().remove(0);
    let first = fs::metadata(&path).unwrap().ino();
    assert!(write(&folder, [file("string key = 1;")]).unwrap().is_empty());
    assert_eq!(fs::metadata(&path).unwrap().ino(), first);
    assert_eq!(write(&folder, [file("string word = 1;")]).unwrap(), std::slice::from_ref(&path));
    assert!(fs::read_to_string(&path).unwrap().contains("word"));
    let beside = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "something was left behind");
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["../kv.proto", "/kv.proto", "kv/../../kv.proto", ""] {
        let mut file = file("string key = 1;");
        file.name = Some(name.to_owned());
        let error = write(folder.path().join("proto"), [file]).unwrap_err();
        assert!(matches!(error, ProtoError::Name { .. }), "{name}: {error}");
    }
}

#[test]
fn a_folder_that_is_a_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proto");
    fs::write(&path, "").unwrap();
    let error = write(path, [file("string key = 1;")]).unwrap_err();
    assert!(matches!(error, ProtoError::Read { .. } | ProtoError::Write { .. }), "{error}");
}
