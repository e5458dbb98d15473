//! Values before they are understood, and those that are in files.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::keys::Key;
use crate::error::Mistake;

/// What a key is set to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) value: String,
    /// Where it was read, if that was a file: `file:///path`.
    pub(crate) file: Option<PathBuf>,
}

impl Text {
    /// The value, or what is in the file that it names.
    pub(super) fn of(key: Key, value: String) -> Result<Self, Mistake> {
        let Some(path) = value.strip_prefix("file://") else {
            return Ok(Self { value, file: None });
        };
        if key.is_path() {
            return Ok(Self { value: path.to_owned(), file: None });
        }
        let path = PathBuf::from(path);
        let bad = |reason: String| {
            let allowed = format!("`file://` and the absolute path of a file with text ({}: {reason})", path.display());
            Mistake::new(key.name, value.as_str(), allowed)
        };
        if !path.is_absolute() {
            return Err(bad("it is not absolute".to_owned()));
        }
        let text = read(&path).map_err(|error| bad(error.to_string()))?;
        match text.trim_end() {
            "" => Err(bad("it is empty".to_owned())),
            text => Ok(Self { value: text.to_owned(), file: Some(path.clone()) }),
        }
    }

    /// The value that another key named by its path alone.
    pub(super) fn of_path(path: PathBuf) -> Self {
        Self { value: String::new(), file: Some(path) }
    }
}

/// A file that has text.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let invalid = |reason| io::Error::new(io::ErrorKind::InvalidData, reason);
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(invalid("it is no file"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(invalid("it is larger than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| invalid("it is not UTF-8"))
}

const LARGEST: u64 = 1024 * 1024;
