//! On Linux: a copy in memory that nobody can change any more, not even this program, and that the kernel can run.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd, AsRawFd as _, OwnedFd};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use rustix::io::{Errno, fcntl_dupfd_cloexec};

use super::LARGEST;
use crate::error::SecurityError;

/// A sealed copy.
#[derive(Debug)]
pub(super) struct Copy {
    file: File,
    is_script: bool,
}

impl Copy {
    pub(super) fn of(file: &File, program: &Path) -> Result<Self, SecurityError> {
        let uncopied = |source: io::Error| SecurityError::NoCopy { program: program.to_owned(), source };
        let mut copy = File::from(create(program).map_err(uncopied)?);
        // It may have grown since it was measured.
        let mut rest = file.take(LARGEST);
        let mut buffer = vec![0; CHUNK];
        loop {
            let unread = |source| SecurityError::Unreadable { program: program.to_owned(), source };
            match rest.read(&mut buffer).map_err(unread)? {
                0 => break,
                count => copy.write_all(&buffer[..count]).map_err(uncopied)?,
            }
        }
        fcntl_add_seals(&copy, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL)
            .map_err(|error| uncopied(error.into()))?;
        let is_script = is_script(&copy).map_err(uncopied)?;
        Ok(Self { file: copy, is_script })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Where a child of this program finds it.
    ///
    /// The child's own descriptor is there until it runs the program, whoever it has become by then. A script is opened
    /// once more, by its interpreter, when that descriptor is closed: this program's is not.
    pub(super) fn path(&self, _: &Path) -> PathBuf {
        let process = if self.is_script { std::process::id().to_string() } else { "self".to_owned() };
        format!("/proc/{process}/fd/{}", self.file.as_raw_fd()).into()
    }
}

/// An empty copy, whose descriptor is none of those that a child's streams take the place of.
fn create(program: &Path) -> io::Result<OwnedFd> {
    let name = program.file_name().unwrap_or_default().as_encoded_bytes();
    let name = &name[..name.len().min(LONGEST_NAME)];
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let copy = match memfd_create(name, flags | MemfdFlags::EXEC) {
        // Before Linux 6.3 every such file may be run, and nobody knows the flag.
        Err(Errno::INVAL) => memfd_create(name, flags)?,
        created => created?,
    };
    if copy.as_raw_fd() > 2 { Ok(copy) } else { Ok(fcntl_dupfd_cloexec(copy.as_fd(), 3)?) }
}

fn is_script(copy: &File) -> io::Result<bool> {
    let mut start = [0; 2];
    let count = copy.read_at(&mut start, 0)?;
    Ok(&start[..count] == b"#!")
}

const CHUNK: usize = 256 * 1024;

/// The kernel's limit for the name, which people see in `/proc`.
const LONGEST_NAME: usize = 249;
