//! Listening where a test says.

use std::path::Path;

use tempfile::{NamedTempFile, TempPath};
use tokio::net::TcpListener;

use super::{Inner, Listener, bind_file, listening};
use crate::address::Address;
use crate::error::TransportError;
use crate::transport::directory::check_length;

impl Listener {
    /// Binds this very address. The file of a Unix socket goes when the listener is dropped, its directory stays.
    pub(crate) async fn at(address: &Address) -> Result<Self, TransportError> {
        let failed = |source| TransportError::Bind { address: address.to_string(), source };
        match address {
            Address::Unix(path) => bind_at(path),
            Address::Tcp { host, port } => {
                let host = if host.is_empty() { "localhost" } else { host };
                listening(TcpListener::bind((host, *port)).await.map_err(failed)?)
            }
        }
    }

    /// One that was bound before.
    pub(crate) fn of(listener: TcpListener) -> Result<Self, TransportError> {
        listening(listener)
    }
}

fn bind_at(path: &Path) -> Result<Listener, TransportError> {
    check_length(path)?;
    let failed = |source| TransportError::Bind { address: path.display().to_string(), source };
    let listener = bind_file(path, None).map_err(failed)?;
    let file = TempPath::try_from_path(path).map_err(failed)?;
    let inner = Inner::Unix { socket: NamedTempFile::from_parts(listener, file), _directory: None };
    Ok(Listener { address: Address::Unix(path.to_owned()), inner })
}
