//! A private directory for one launch's socket.

use std::fs::Permissions;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::TransportError;

/// A new directory of mode 0700, removed with everything in it when this is dropped.
#[derive(Debug)]
pub(crate) struct SocketDirectory(TempDir);

impl SocketDirectory {
    /// Makes one below the system's temporary directory, or below `/tmp` where that is too long for a socket (S4).
    pub(crate) fn new() -> Result<Self, TransportError> {
        let parent = std::env::temp_dir();
        let fits = |parent: &Path| check_length(&parent.join(LONGEST_NAME)).is_ok();
        let parent = if fits(&parent) { parent } else { PathBuf::from("/tmp") };
        let made =
            tempfile::Builder::new().prefix("pintle-").permissions(Permissions::from_mode(0o700)).tempdir_in(&parent);
        made.map(Self).map_err(|source| TransportError::SocketDirectory { parent, source })
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Removes it before its time; the end of this then finds nothing to do.
    pub(crate) fn remove(&self) {
        let _ = std::fs::remove_dir_all(self.path()); // An error means that it is gone.
    }

    /// Lets the members of a group pass through, and nobody else.
    pub(crate) fn open_to_group(&self, group: rustix::fs::Gid) -> io::Result<()> {
        rustix::fs::chown(self.path(), None, Some(group))?;
        std::fs::set_permissions(self.path(), Permissions::from_mode(0o710))
    }
}

/// Refuses a path that the operating system cannot bind, before it says something less clear.
pub(crate) fn check_length(path: &Path) -> Result<(), TransportError> {
    // `sun_path` with its final NUL: 108 bytes on Linux, 104 on the BSDs and macOS.
    let limit = if cfg!(target_os = "linux") { 107 } else { 103 };
    if path.as_os_str().as_bytes().len() > limit {
        return Err(TransportError::PathTooLong { path: path.to_owned(), limit });
    }
    Ok(())
}

/// As long as any path below the parent gets: `pintle-` and six characters, `plugin` and ten.
const LONGEST_NAME: &str = "pintle-XXXXXX/plugin0123456789";
