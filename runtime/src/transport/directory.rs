//! A private directory for one launch's sockets.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Gid, OFlags, Timespec, Timestamps, UTIME_NOW, flock, utimensat};
use tempfile::TempDir;

use super::sweep;
use crate::error::TransportError;

/// A new directory of mode 0700, removed with everything in it when this is dropped.
///
/// It is locked for as long as that: systemd's cleaner leaves locked directories alone, and the next program that makes one
/// beside it removes those that nobody has locked any more.
#[derive(Debug)]
pub(crate) struct SocketDirectory {
    directory: TempDir,
    _lock: File,
}

impl SocketDirectory {
    /// Makes one below the temporary directory, or `/tmp` where that is too long or not to be had.
    pub(crate) fn temporary() -> Result<Self, TransportError> {
        Self::new(&[std::env::temp_dir(), PathBuf::from("/tmp")])
    }

    /// Makes one below the first of `parents` that takes it, is short enough for a socket (S4) and can be written to.
    pub(crate) fn new(parents: &[PathBuf]) -> Result<Self, TransportError> {
        let mut refused = None;
        for parent in parents {
            match check_length(&parent.join(LONGEST_NAME)).and_then(|()| make(parent)) {
                Ok(made) => {
                    sweep::sweep(parent);
                    return Ok(made);
                }
                Err(error) => refused = Some(error),
            }
        }
        let none =
            || TransportError::SocketDirectory { parent: PathBuf::new(), source: io::ErrorKind::NotFound.into() };
        Err(refused.unwrap_or_else(none))
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Removes it before its time; the end of this then finds nothing to do.
    pub(crate) fn remove(&self) {
        let _ = std::fs::remove_dir_all(self.path()); // An error means that it is gone.
    }

    /// Leaves it to whoever lives in it.
    pub(crate) fn leave(&mut self) {
        self.directory.disable_cleanup(true);
    }

    /// Makes it and what is in it look used, for cleaners that know nothing of locks.
    pub(crate) fn renew(&self) {
        const NOW: Timespec = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
        let now = Timestamps { last_access: NOW, last_modification: NOW };
        let entries = std::fs::read_dir(self.path()).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in entries.chain([self.path().to_owned()]) {
            let _ = utimensat(rustix::fs::CWD, path, &now, rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
        }
    }

    /// Lets the members of a group in as far as `mode` says, and nobody else.
    pub(crate) fn open_to_group(&self, group: Gid, mode: u32) -> io::Result<()> {
        rustix::fs::chown(self.path(), None, Some(group))?;
        std::fs::set_permissions(self.path(), Permissions::from_mode(mode))
    }
}

fn make(parent: &Path) -> Result<SocketDirectory, TransportError> {
    let failed = |source| TransportError::SocketDirectory { parent: parent.to_owned(), source };
    let prefix = format!("{PREFIX}{}-", std::process::id());
    // Until it is locked, another program may take it for a forgotten one.
    for _ in 0..ATTEMPTS {
        let mut builder = tempfile::Builder::new();
        let made = builder.prefix(&prefix).permissions(Permissions::from_mode(0o700)).tempdir_in(parent);
        let directory = made.map_err(failed)?;
        if let Some(lock) = lock(directory.path()).map_err(failed)? {
            return Ok(SocketDirectory { directory, _lock: lock });
        }
    }
    Err(failed(io::ErrorKind::ResourceBusy.into()))
}

/// Locks a directory that is still there; `None` if somebody else has it, or it is gone.
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    let flags = (OFlags::DIRECTORY | OFlags::NOFOLLOW).bits();
    let opened = OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path);
    let file = match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Ok(None);
    }
    Ok(path.exists().then_some(file))
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

/// How the names of all of them begin; the maker's process number follows.
pub(super) const PREFIX: &str = "pintle-";
/// How often another program may take a new directory for a forgotten one.
const ATTEMPTS: u32 = 8;
/// As long as any path below the parent gets: the prefix, a process number and six characters, `plugin` and ten.
const LONGEST_NAME: &str = "pintle-1234567-XXXXXX/plugin0123456789";

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;
    use std::time::{Duration, SystemTime};

    use super::*;

    fn entries(parent: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(parent).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_first_parent_that_does_is_taken() {
        let [good, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let long = good.path().join("x".repeat(100));
        std::fs::create_dir(&long).unwrap();
        let parents = ["/missing".into(), long, good.path().to_owned(), other.path().to_owned()];
        let made = SocketDirectory::new(&parents).unwrap();
        assert_eq!(made.path().parent(), Some(good.path()));
        assert!(matches!(SocketDirectory::new(&parents[..2]), Err(TransportError::PathTooLong { .. })));
        assert!(matches!(SocketDirectory::new(&parents[..1]), Err(TransportError::SocketDirectory { .. })));
    }

    #[test]
    fn what_is_forgotten_is_swept_and_what_is_in_use_or_not_ours_stays() {
        let parent = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let path = parent.path().join(name);
            std::fs::create_dir(&path).unwrap();
            path
        };
        std::fs::write(make("pintle-1-forgotten").join("plugin1"), "").unwrap();
        let locked = make("pintle-1-locked");
        let _lock = lock(&locked).unwrap().unwrap();
        let _daemon = UnixListener::bind(make("pintle-1-daemon").join("plugin1")).unwrap();
        drop(UnixListener::bind(make("pintle-1-dead").join("plugin1")).unwrap());
        make("pintle-of-somebody");
        make("other");
        let made = SocketDirectory::new(&[parent.path().to_owned()]).unwrap();
        let own = made.path().file_name().unwrap().to_str().unwrap().to_owned();
        let mut left = vec!["other", "pintle-1-daemon", "pintle-1-locked", "pintle-of-somebody", &own];
        left.sort_unstable();
        assert_eq!(entries(parent.path()), left);
    }

    #[test]
    fn renewing_makes_all_in_it_look_used() {
        let parent = tempfile::tempdir().unwrap();
        let made = SocketDirectory::new(&[parent.path().to_owned()]).unwrap();
        let socket = made.path().join("plugin1");
        let file = File::create(&socket).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(30 * 24 * 60 * 60);
        for it in [&file, &made._lock] {
            it.set_times(std::fs::FileTimes::new().set_accessed(long_ago).set_modified(long_ago)).unwrap();
        }
        made.renew();
        for path in [socket.as_path(), made.path()] {
            let modified = path.metadata().unwrap().modified().unwrap();
            assert!(modified > long_ago + Duration::from_secs(60), "{}", path.display());
        }
    }
}
