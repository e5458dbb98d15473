//! Where the kernel runs nothing but paths: the file is judged, then started by its path. In between it can be swapped.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::SecurityError;

/// No copy: the file itself.
#[derive(Debug)]
pub(super) struct Copy(File);

impl Copy {
    pub(super) fn of(file: &File, program: &Path) -> Result<Self, SecurityError> {
        let unread = |source| SecurityError::Unreadable { program: program.to_owned(), source };
        file.try_clone().map(Self).map_err(unread)
    }

    pub(super) fn file(&self) -> &File {
        &self.0
    }

    pub(super) fn path(&self, program: &Path) -> PathBuf {
        program.to_owned()
    }
}
