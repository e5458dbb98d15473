//! Certificates that settings name.

use super::Certificates;
use super::files::text;
use super::parts::{CHAIN, KEY, ROOTS};
use crate::config::{Own, Text};
use crate::error::{Error, Mistake, SecurityError};

impl Certificates {
    /// Those that are set by these keys, if any are. Where all are in files they are read again when those change.
    pub(crate) fn configured(own: &Own, keys: [&str; 3]) -> Result<Option<Self>, Error> {
        let Own { chain, key, roots, peer_name } = own;
        let (chain, key, roots) = match (chain, key, roots) {
            (None, None, None) => return Ok(None),
            (Some(chain), Some(key), Some(roots)) => (chain, key, roots),
            (chain, key, roots) => {
                let parts = keys.iter().zip([chain, key, roots]);
                let missing = parts.filter(|(_, part)| part.is_none());
                let allowed = format!("set, as {} belong together", keys.join(", "));
                let mistakes = missing.map(|(name, _)| Mistake::new(*name, "", &*allowed)).collect();
                Mistake::none(mistakes)?;
                return Ok(None);
            }
        };
        let certificates = match (&chain.file, &key.file, &roots.file) {
            (Some(chain), Some(key), Some(roots)) => Self::from_files(chain, key, roots)?,
            _ => Self::from_pem(pem(CHAIN, chain)?, pem(KEY, key)?, pem(ROOTS, roots)?)?,
        };
        Ok(Some(match peer_name {
            Some(name) => certificates.peer_name(name)?,
            None => certificates,
        }))
    }
}

fn pem(part: &str, given: &Text) -> Result<Vec<u8>, SecurityError> {
    match &given.file {
        Some(path) => text(part, path),
        None => Ok(given.value.clone().into_bytes()),
    }
}
