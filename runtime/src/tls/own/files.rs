//! Certificates in files, and whether those have changed.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::parts::{self, CHAIN, KEY, Parts, ROOTS};
use crate::error::SecurityError;

/// Where they are.
#[derive(Debug, Clone)]
pub(super) struct Files {
    pub(super) chain: PathBuf,
    pub(super) key: PathBuf,
    pub(super) roots: PathBuf,
}

/// What tells one state of the three from another; None for a file that is not there.
pub(super) type Stamps = [Option<Stamp>; 3];

/// Where a file is on its disk, how long it is, and when it or its place was last touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    place: (u64, u64),
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Files {
    pub(super) fn stamps(&self) -> Stamps {
        [&self.chain, &self.key, &self.roots].map(|path| {
            let of = fs::metadata(path).ok()?;
            Some(Stamp {
                place: (of.dev(), of.ino()),
                size: of.size(),
                modified: (of.mtime(), of.mtime_nsec()),
                changed: (of.ctime(), of.ctime_nsec()),
            })
        })
    }

    pub(super) fn read(&self) -> Result<Parts, SecurityError> {
        let (chain, key, roots) = (text(CHAIN, &self.chain)?, text(KEY, &self.key)?, text(ROOTS, &self.roots)?);
        let named = |part: &str, path: &Path| format!("{part} in {}", path.display());
        Ok(Parts {
            chain: parts::certificates(&named(CHAIN, &self.chain), &chain)?,
            key: parts::key(&named(KEY, &self.key), &key)?.into(),
            roots: parts::certificates(&named(ROOTS, &self.roots), &roots)?,
        })
    }
}

pub(super) fn text(part: &str, path: &Path) -> Result<Vec<u8>, SecurityError> {
    let read = || {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let mut text = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut text)?;
        Ok(text)
    };
    let bad = |reason: String| parts::unreadable(&format!("{part} in {}", path.display()), &reason);
    let text = read().map_err(|error| bad(error.to_string()))?;
    if text.len() as u64 > LARGEST { Err(bad(format!("it is larger than {LARGEST} bytes"))) } else { Ok(text) }
}

/// Far more than the certificates of every authority there is.
const LARGEST: u64 = 4 * 1024 * 1024;
