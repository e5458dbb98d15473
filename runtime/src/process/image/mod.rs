//! A program's file as it was when it was read: what is judged is what runs.
//!
//! A file that is checked by its path can be another one by the time it is started (wire.md H3): swapped, overwritten in
//! place, or behind a symbolic link that leads elsewhere now. So the file is read once, into memory that the kernel seals,
//! and both the judge and the kernel get that copy.

mod carry;
#[cfg(target_os = "linux")]
#[path = "sealed.rs"]
mod copy;
#[cfg(not(target_os = "linux"))]
#[path = "by_path.rs"]
mod copy;
mod search;

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{Access, OFlags, access};
use rustix::io::Errno;

use super::spawn::refused;
use crate::error::{ConfigError, Error, SecurityError};
use copy::Copy;

/// A program's file, of which nothing changes any more.
#[derive(Debug)]
pub(crate) struct Image {
    program: PathBuf,
    copy: Copy,
}

/// Which file is to be read.
#[derive(Debug)]
pub(crate) struct Wanted {
    program: OsString,
    directory: Option<PathBuf>,
    path: OsString,
}

impl Wanted {
    /// The one that `command` would run; a name without `/` is looked for in `path`.
    pub(crate) fn by(command: &Command, path: OsString) -> Self {
        Self { program: command.get_program().into(), directory: command.get_current_dir().map(Path::to_owned), path }
    }
}

impl Image {
    /// Reads the file, once.
    pub(crate) fn read(wanted: &Wanted) -> Result<Self, Error> {
        let Wanted { program, directory, path } = wanted;
        let directory = directory.as_deref();
        let refused = |source| Error::from(refused(program.as_ref(), directory, source));
        let program = search::program(program, directory.unwrap_or(Path::new("")), path).map_err(refused)?;
        let file = match open(&program) {
            Ok(file) => file,
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Err(refused(source)),
            Err(source) => return Err(SecurityError::Unreadable { program, source }.into()),
        };
        access(&program, Access::EXEC_OK).map_err(|source| refused(source.into()))?;
        let copy = Copy::of(&file, &program)?;
        Ok(Self { program, copy })
    }

    /// Where the file was.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// What was read, from its beginning.
    pub(crate) fn bytes(&self) -> Result<impl io::Read + '_, SecurityError> {
        let mut file = self.copy.file();
        let rewound = file.rewind();
        rewound.map_err(|source| SecurityError::Unreadable { program: self.program.clone(), source })?;
        Ok(file)
    }

    /// `original`, which runs what was read, for as long as this image is there.
    pub(crate) fn command(&self, original: &Command) -> Result<Command, ConfigError> {
        let command = carry::carried(original, &self.copy.path(&self.program));
        command.ok_or_else(|| ConfigError::CommandNotCarried { program: original.get_program().into() })
    }
}

/// A file, and nothing that would make its reader wait, or never end.
fn open(program: &Path) -> io::Result<File> {
    let nonblocking = i32::try_from(OFlags::NONBLOCK.bits()).map_err(io::Error::other)?;
    let file = OpenOptions::new().read(true).custom_flags(nonblocking).open(program)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if metadata.len() > LARGEST { Err(Errno::FBIG.into()) } else { Ok(file) }
}

/// The largest program that is read. A sparse file can claim any size, and the copy has to fit into memory.
const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
