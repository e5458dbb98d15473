//! Certificates of one's own, in place of those that go-plugin makes for a launch (wire.md T4).

mod configured;
mod ends;
mod files;
mod parts;
mod peer;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::pki_types::ServerName;
use tracing::{info, warn};

use super::Ends;
use crate::error::SecurityError;
use files::{Files, Stamps};
use parts::Parts;

/// One's own certificate, its key, and whom to trust: for hosts and plugins that have certificates of an authority, in place
/// of those that each launch makes for itself (go-plugin's `ClientConfig.TLSConfig` and `ServerConfig.TLSProvider`).
///
/// Both ends have to prove themselves, on every connection, callbacks' too: the peer's certificate must chain to one of the
/// roots, be in its time and meant for its use, and the peer must hold its key. Nothing of it can be turned off. Keys are P-256,
/// P-384, P-521, Ed25519, or RSA from 2048 bits. Over a callback's connection it is the borrower that dials: a plugin that is
/// lent something needs a certificate for clients as well as for servers, and so does a host that lends.
///
/// The plugin has nothing to announce then, and the host offers nothing: both must be told. A clone is the same certificates;
/// [`replace`](Self::replace) replaces them in all clones, and those of [`from_files`](Self::from_files) are read again when the
/// files change. Connections that are there stay as they are; the next one is made with the new certificates.
///
/// ```no_run
/// # async fn launch(handshake: pintle::Handshake) -> Result<(), pintle::Error> {
/// use std::process::Command;
///
/// let own = pintle::Certificates::from_files("host.pem", "host.key", "plugins-ca.pem")?.peer_name("kv.plugins.example")?;
/// let launcher = pintle::Launcher::new(handshake, Command::new("./kv-disk")).certificates(own);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Certificates(Arc<Shared>);

struct Shared {
    /// The name that a peer's certificate must have.
    name: Option<ServerName<'static>>,
    files: Option<Files>,
    current: Mutex<Current>,
}

struct Current {
    parts: Parts,
    ends: Ends,
    /// What the files were like when they were last looked at, whether they were good or not.
    seen: Option<Stamps>,
}

impl Certificates {
    /// Takes certificates from PEM texts: the chain, one's own certificate first; its private key (PKCS#8, SEC1 or PKCS#1); and
    /// the roots, one of which must vouch for the peer.
    ///
    /// # Errors
    ///
    /// When a text has not what it should, the key is another's, or one's own certificate is out of its time.
    pub fn from_pem(
        chain: impl AsRef<[u8]>,
        key: impl AsRef<[u8]>,
        roots: impl AsRef<[u8]>,
    ) -> Result<Self, SecurityError> {
        Self::new(Parts::from_pem(chain.as_ref(), key.as_ref(), roots.as_ref())?, None, None)
    }

    /// The same from DER: certificates one by one, and the key in PKCS#8, SEC1 or PKCS#1.
    ///
    /// # Errors
    ///
    /// As for [`from_pem`](Self::from_pem).
    pub fn from_der(chain: Vec<Vec<u8>>, key: Vec<u8>, roots: Vec<Vec<u8>>) -> Result<Self, SecurityError> {
        Self::new(Parts::from_der(chain, key, roots)?, None, None)
    }

    /// The same from files in PEM. Before each handshake it is looked whether they have changed, and they are read again then. If
    /// what is there is no good, say since only one of two files is new so far, the certificates stay as they were, and a
    /// `tracing` event says why.
    ///
    /// # Errors
    ///
    /// As for [`from_pem`](Self::from_pem), or when a file cannot be read.
    pub fn from_files(
        chain: impl Into<PathBuf>,
        key: impl Into<PathBuf>,
        roots: impl Into<PathBuf>,
    ) -> Result<Self, SecurityError> {
        let files = Files { chain: chain.into(), key: key.into(), roots: roots.into() };
        let seen = files.stamps();
        Self::new(files.read()?, Some((files, seen)), None)
    }

    /// Expects this name in the peer's certificate, a DNS name or an IP address. Unless it is set, a plugin's must be in the name
    /// `localhost`, as that of go-plugin's own, and a host's may be in any.
    ///
    /// # Errors
    ///
    /// When it is no name.
    pub fn peer_name(self, name: &str) -> Result<Self, SecurityError> {
        let parsed = ServerName::try_from(name.to_owned()).map_err(|_| parts::bad_name(name))?;
        let current = self.current();
        Self::new(current.parts.clone(), self.0.files.clone().zip(current.seen.clone()), Some(parsed))
    }

    /// Uses the certificates of `other` from the next handshake on, in all clones; the expected name stays. Those from files
    /// last until the files change.
    ///
    /// # Errors
    ///
    /// When they cannot be used with the expected name.
    pub fn replace(&self, other: &Self) -> Result<(), SecurityError> {
        let parts = other.current().parts.clone();
        let ends = ends::ends(&parts, self.0.name.as_ref())?;
        let mut current = self.current();
        (current.parts, current.ends) = (parts, ends);
        Ok(())
    }

    /// Reads the files again now, whether they have changed or not: for who wants to know the result. Nothing happens where there
    /// are no files.
    ///
    /// # Errors
    ///
    /// As for [`from_files`](Self::from_files); the certificates stay as they were then.
    pub fn reload(&self) -> Result<(), SecurityError> {
        let Some(files) = &self.0.files else { return Ok(()) };
        let seen = files.stamps();
        let read = files.read().and_then(|parts| Ok((ends::ends(&parts, self.0.name.as_ref())?, parts)));
        let mut current = self.current();
        current.seen = Some(seen);
        (current.ends, current.parts) = read?;
        Ok(())
    }

    /// What the next handshake is made with.
    pub(super) async fn ends(&self) -> Ends {
        if self.0.files.is_some() {
            let own = self.clone();
            // A file system may be slow. Where it panics or the runtime ends, what was good before is.
            let _ = tokio::task::spawn_blocking(move || own.refresh()).await;
        }
        self.current().ends.clone()
    }

    fn refresh(&self) {
        let Some(files) = &self.0.files else { return };
        if self.current().seen.as_ref() == Some(&files.stamps()) {
            return;
        }
        match self.reload() {
            Ok(()) => info!(chain = %files.chain.display(), "certificates were read again"),
            Err(error) => warn!(%error, "new certificates are no good: those before are used on"),
        }
    }

    fn new(
        parts: Parts,
        files: Option<(Files, Stamps)>,
        name: Option<ServerName<'static>>,
    ) -> Result<Self, SecurityError> {
        let ends = ends::ends(&parts, name.as_ref())?;
        let (files, seen) = files.unzip();
        Ok(Self(Arc::new(Shared { name, files, current: Mutex::new(Current { parts, ends, seen }) })))
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.0.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key stays out of logs.
impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.0.files.as_ref().map(|files| &files.chain);
        f.debug_struct("Certificates").field("peer_name", &self.0.name).field("file", &files).finish_non_exhaustive()
    }
}
