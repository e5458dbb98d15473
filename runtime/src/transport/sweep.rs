//! Removing what killed programs have left: socket directories that nobody has locked.

use std::fs::DirEntry;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::Path;

use tracing::debug;

use super::directory::{PREFIX, lock};

/// Removes the forgotten directories below `parent` that are this user's.
pub(super) fn sweep(parent: &Path) {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(may_be_forgotten) {
        let path = entry.path();
        // Whoever has the lock may remove it, and nobody can have it twice.
        let Ok(Some(_lock)) = lock(&path) else { continue };
        if !is_inhabited(&path) && std::fs::remove_dir_all(&path).is_ok() {
            debug!(path = %path.display(), "removed the socket directory of a program that was killed");
        }
    }
}

/// Whether it is such a directory, of another program of the same user. A program's own are in use.
fn may_be_forgotten(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let maker = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split_once('-')?.0.parse::<u32>().ok());
    let others = maker.is_some_and(|process| process != std::process::id());
    let user = rustix::process::geteuid().as_raw();
    others && entry.metadata().is_ok_and(|metadata| metadata.is_dir() && metadata.uid() == user)
}

/// Whether anybody listens in there: a daemon lives on without the program that locked its directory, and its sockets take a
/// connection that says nothing in their stride (wire.md A2).
fn is_inhabited(path: &Path) -> bool {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let sockets = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_socket()));
    sockets.map(|socket| socket.path()).any(|socket| UnixStream::connect(socket).is_ok())
}
