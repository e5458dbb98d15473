//! Files into a folder.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use prost_types::FileDescriptorProto;

use super::{ProtoError, print};

/// Writes the `.proto` files of services below `folder`, and returns those that changed.
///
/// Each stands where its package says: `kv.v1.Kv` is in `kv/v1/kv.proto`. A file is replaced whole or not at all, and left
/// alone when it says the same already, so a build script may call this.
///
/// ```no_run
/// # use pintle::{Status, plugin};
/// # #[plugin(package = "kv.v1")]
/// # pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
/// # fn main() -> Result<(), pintle::proto::ProtoError> {
/// pintle::proto::write("proto", [kv::descriptor()])?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// A file cannot be read or written.
pub fn write(
    folder: impl AsRef<Path>,
    files: impl IntoIterator<Item = FileDescriptorProto>,
) -> Result<Vec<PathBuf>, ProtoError> {
    let mut written = Vec::new();
    for file in files {
        let (path, text) = (path(folder.as_ref(), &file)?, print(&file));
        if read(&path)?.as_ref() != Some(&text) {
            replace(&path, &text)?;
            written.push(path);
        }
    }
    Ok(written)
}

/// Where the file belongs.
pub(super) fn path(folder: &Path, file: &FileDescriptorProto) -> Result<PathBuf, ProtoError> {
    let mut parts = Path::new(file.name()).components();
    let stays_inside = parts.all(|part| matches!(part, Component::Normal(_))) && !file.name().is_empty();
    stays_inside.then(|| folder.join(file.name())).ok_or_else(|| ProtoError::Name { name: file.name().to_owned() })
}

/// Reads a file, if it is there.
pub(super) fn read(path: &Path) -> Result<Option<String>, ProtoError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ProtoError::Read { path: path.to_owned(), source }),
    }
}

/// Puts a file in the place of another one, or of none.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), ProtoError> {
    let folder = path.parent().unwrap_or(path);
    try_replace(folder, path, text).map_err(|source| ProtoError::Write { path: path.to_owned(), source })
}

fn try_replace(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    // What the process's mask leaves of it: a temporary file would be for its owner alone.
    let permissions = Permissions::from_mode(0o666);
    let mut file = tempfile::Builder::new().permissions(permissions).tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
