//! The committed file as the lock on a trait: what it says stays, unless somebody says otherwise.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use prost_types::FileDescriptorProto;

use super::difference::difference;
use super::print::HEADER;
use super::write::{path, read, replace};
use super::{ProtoError, compare, parse, print};

/// Makes a test, `proto_is_as_committed`, which holds traits to their committed `.proto` files.
///
/// The first word is the folder, from the crate's manifest; then come the constants of every trait whose file is there:
///
/// ```
/// # use pintle::{Status, plugin};
/// #[plugin(package = "kv.v1")]
/// pub trait Kv {
///     async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
/// }
///
/// pintle::assert_proto!("proto", kv);
/// # fn main() {}
/// ```
///
/// The test fails when a file is not there, and when it is not what its trait says; it shows the lines that differ. What
/// older peers would not understand is told with its fix.
///
/// `PINTLE_BLESS=1 cargo test` writes the files, but for those that would break older peers.
/// `PINTLE_BLESS=breaking cargo test` writes those too, and removes the files of traits that are gone. So a number that
/// was once committed cannot become something else by accident, nor can a trait lose its package or its name.
#[macro_export]
macro_rules! assert_proto {
    ($folder:literal, $($service:ty),+ $(,)?) => {
        #[test]
        fn proto_is_as_committed() {
            let folder = ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", $folder);
            let files = [$(<$service>::descriptor()),+];
            $crate::proto::assert_committed(folder, &files, ::std::env::var_os("PINTLE_BLESS").as_deref());
        }
    };
}

/// Does what the test of [`assert_proto!`](crate::assert_proto) does; `bless` is what `PINTLE_BLESS` says.
///
/// # Panics
/// A file is not as it should be: the message says what to do.
#[track_caller]
pub fn assert_committed(folder: impl AsRef<Path>, files: &[FileDescriptorProto], bless: Option<&OsStr>) {
    let checked = Bless::of(bless).and_then(|bless| check(folder, files, bless));
    if let Err(error) = checked {
        let source = std::error::Error::source(&error).map_or_else(String::new, |source| format!(": {source}"));
        panic!("{error}{source}\n  hint: {} [{}]", error.hint(), error.code());
    }
}

/// What may be done about files that are not as their traits say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bless {
    /// Nothing: each is an error.
    Nothing,
    /// A file is written when older peers understand the change.
    Compatible,
    /// A file is written whatever older peers make of it, and one that has no trait is removed.
    Breaking,
}

impl Bless {
    /// Reads what `PINTLE_BLESS` says, if it is set.
    ///
    /// # Errors
    /// It says something else than `1` or `breaking`.
    pub fn of(text: Option<&OsStr>) -> Result<Self, ProtoError> {
        match text.map(OsStr::to_string_lossy).as_deref() {
            None | Some("" | "0") => Ok(Self::Nothing),
            Some("1") => Ok(Self::Compatible),
            Some("breaking") => Ok(Self::Breaking),
            Some(text) => Err(ProtoError::Bless { text: text.to_owned() }),
        }
    }
}

/// Compares the files below `folder` with what they should be, and writes what may be written.
///
/// # Errors
/// A file that has no trait any more, or else the first that is not as it should be and was not written; the others have
/// been seen to.
pub fn check(folder: impl AsRef<Path>, files: &[FileDescriptorProto], bless: Bless) -> Result<(), ProtoError> {
    // A file of another name may be that of the same trait, so nothing is written beside one.
    strays(folder.as_ref(), files)?.into_iter().try_for_each(|path| stray(path, bless))?;
    let seen: Vec<_> = files.iter().map(|file| one(folder.as_ref(), file, bless)).collect();
    seen.into_iter().collect()
}

fn one(folder: &Path, file: &FileDescriptorProto, bless: Bless) -> Result<(), ProtoError> {
    let (path, made) = (path(folder, file)?, print(file));
    let committed = match read(&path)? {
        None if bless == Bless::Nothing => return Err(ProtoError::Missing { path }),
        Some(committed) if committed == made => return Ok(()),
        Some(committed) if bless != Bless::Breaking => committed,
        _ => return replace(&path, &made),
    };
    let old = parse(&committed).map_err(|source| ProtoError::Parse { path: path.clone(), source })?;
    let (findings, difference) = (compare(&old, file), difference(&committed, &made));
    match bless {
        _ if !findings.is_empty() => Err(ProtoError::Incompatible { path, difference, findings }),
        Bless::Nothing => Err(ProtoError::Differs { path, difference }),
        _ => replace(&path, &made),
    }
}

/// A file that has no trait any more: the trait is gone, or its package or its name is another one.
fn stray(path: PathBuf, bless: Bless) -> Result<(), ProtoError> {
    if bless == Bless::Breaking {
        return fs::remove_file(&path).map_err(|source| ProtoError::Write { path, source });
    }
    let old = read(&path)?.and_then(|text| parse(&text).ok()).unwrap_or_default();
    let names = old.service.iter().map(|service| format!("{}.{}", old.package(), service.name()));
    Err(ProtoError::Stray { path, service: names.collect::<Vec<_>>().join(", ") })
}

/// The files below `folder` that were printed here, and for none of `files`.
fn strays(folder: &Path, files: &[FileDescriptorProto]) -> Result<Vec<PathBuf>, ProtoError> {
    let known = files.iter().map(|file| path(folder, file)).collect::<Result<Vec<_>, _>>()?;
    let mut strays = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        let error = |source| ProtoError::Read { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(error)? {
            let path = entry.map_err(error)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some(OsStr::new("proto")) && !known.contains(&path) && is_ours(&path)? {
                strays.push(path);
            }
        }
    }
    strays.sort();
    Ok(strays)
}

fn is_ours(path: &Path) -> Result<bool, ProtoError> {
    Ok(read(path)?.is_some_and(|text| text.lines().next() == Some(HEADER)))
}
