//! What proves one host and one plugin to each other, kept beyond the host that made it (wire.md T13).
//!
//! Whoever has the file is that host to the plugin: it is for one user's eyes, and what others could have read or put there
//! is not taken.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::{Identity, Pinned, Session};
use crate::error::SecurityError;

/// The host's identity of one launch, and the certificate of the plugin.
#[derive(Debug)]
pub(crate) struct Credentials {
    identity: Identity,
    plugin: Arc<Pinned>,
}

impl Credentials {
    pub(crate) fn new(identity: Identity, plugin: Pinned) -> Self {
        Self { identity, plugin: Arc::new(plugin) }
    }

    pub(crate) fn session(&self) -> Result<Session, SecurityError> {
        Session::new(&self.identity, Arc::clone(&self.plugin))
    }

    /// Writes a new file that only its owner may read: the host's key, its certificate, and the plugin's, in PEM.
    ///
    /// A file that is there already stays as it is, and so does whatever a link leads to.
    pub(crate) fn save(&self, path: &Path) -> Result<(), SecurityError> {
        let failed = |source| SecurityError::Credentials { path: path.to_owned(), action: "saved", source };
        let text = [self.identity.key_pem(), self.identity.pem(), self.plugin.pem()].concat();
        let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(path).map_err(failed)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|source| {
            let _ = std::fs::remove_file(path); // It is ours, and no good.
            failed(source)
        })
    }

    /// Reads such a file, if it is its reader's alone.
    pub(crate) fn load(path: &Path) -> Result<Self, SecurityError> {
        let failed = |source| SecurityError::Credentials { path: path.to_owned(), action: "read", source };
        let exposed = |reason| SecurityError::CredentialsExposed { path: path.to_owned(), reason };
        // Opened first and judged then, so that nobody can put another file in between.
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let file = match OpenOptions::new().read(true).custom_flags(flags).open(path) {
            Err(error) if Errno::from_io_error(&error) == Some(Errno::LOOP) => return Err(exposed("it is a link")),
            opened => opened.map_err(failed)?,
        };
        if let Some(reason) = exposure(&file).map_err(failed)? {
            return Err(exposed(reason));
        }
        let mut text = Vec::new();
        file.take(LARGEST).read_to_end(&mut text).map_err(failed)?;
        parse(&text).map_err(|reason| failed(io::Error::new(io::ErrorKind::InvalidData, reason)))
    }
}

/// Why others may know what is in the file, or have put it there.
fn exposure(file: &File) -> io::Result<Option<&'static str>> {
    let metadata = file.metadata()?;
    let others_may = metadata.mode() & 0o077 != 0;
    let is_foreign = metadata.uid() != rustix::process::geteuid().as_raw();
    Ok(match (metadata.is_file(), is_foreign, others_may) {
        (false, ..) => Some("it is no file"),
        (_, true, _) => Some("it belongs to another user"),
        (.., true) => Some("others than its owner may read it"),
        _ => None,
    })
}

fn parse(text: &[u8]) -> Result<Credentials, String> {
    let broken = |error| format!("it is not PEM: {error}");
    let key = PrivatePkcs8KeyDer::from_pem_slice(text).map_err(|_| "there is no private key in it".to_owned())?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text).collect();
    let Ok([host, plugin]) = <[_; 2]>::try_from(certificates.map_err(broken)?) else {
        return Err("there must be two certificates in it, the host's and the plugin's".to_owned());
    };
    let identity = Identity::of(host, key.secret_pkcs8_der().to_vec());
    Ok(Credentials::new(identity, Pinned::from_der(plugin.to_vec())?))
}

const OWNER_ONLY: u32 = 0o600;

/// Far more than a key and two certificates need.
const LARGEST: u64 = 64 * 1024;
