//! Which file a command runs, by the rules of `execvp`, in the directory that the child will be in.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use rustix::io::Errno;

/// The file of a program, absolute: itself, if it has a `/`; or the first in `path` that may be run.
pub(super) fn program(program: &OsStr, directory: &Path, path: &OsStr) -> io::Result<PathBuf> {
    if program.as_bytes().contains(&b'/') {
        return std::path::absolute(directory.join(program));
    }
    let mut error = Errno::NOENT;
    for folder in std::env::split_paths(path) {
        // No folder at all is the current one.
        let file = directory.join(if folder.as_os_str().is_empty() { ".".into() } else { folder }).join(program);
        match access(&file, Access::EXEC_OK) {
            Ok(()) if file.is_file() => return std::path::absolute(file),
            // One that may not be run is told where there is no other.
            Err(Errno::ACCESS) => error = Errno::ACCESS,
            Ok(()) | Err(_) => {}
        }
    }
    Err(error.into())
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, create_dir, set_permissions, write};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_name_is_looked_for_as_the_system_does_it() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        for (folder, mode) in [("plain", 0o644), ("first", 0o755), ("second", 0o755)] {
            create_dir(at(folder)).unwrap();
            write(at(folder).join("kv"), "").unwrap();
            set_permissions(at(folder).join("kv"), Permissions::from_mode(mode)).unwrap();
        }
        create_dir(at("folder")).unwrap();
        create_dir(at("folder/kv")).unwrap();
        let path = |folders: &[&str]| std::env::join_paths(folders.iter().map(|folder| at(folder))).unwrap();
        let found = |name: &str, path: &OsStr| program(name.as_ref(), home.path(), path).map_err(|error| error.kind());

        assert_eq!(found("kv", &path(&["none", "folder", "plain", "first", "second"])), Ok(at("first/kv")));
        assert_eq!(found("kv", &path(&["second", "first"])), Ok(at("second/kv")));
        assert_eq!(found("kv", &path(&["none", "plain"])), Err(io::ErrorKind::PermissionDenied));
        assert_eq!(found("kv", &path(&["none", "folder"])), Err(io::ErrorKind::NotFound));
        assert_eq!(found("kv", OsStr::new("first")), Ok(at("first/kv")), "of the child's directory");
        assert_eq!(found("first/kv", &path(&["second"])), Ok(at("first/kv")));
        assert_eq!(found("./kv", &path(&["first"])), Ok(at("kv")), "whatever is there, is there");
        assert_eq!(found("/none/kv", OsStr::new("")), Ok("/none/kv".into()));
        write(at("kv"), "").unwrap();
        set_permissions(at("kv"), Permissions::from_mode(0o755)).unwrap();
        assert_eq!(found("kv", OsStr::new("")), Ok(at("kv")));
    }
}
