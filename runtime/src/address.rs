//! Where a plugin listens, as the handshake line writes it.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// Where a plugin listens: fields 3 and 4 of the handshake line (wire.md L1, L8).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A Unix socket.
    Unix(PathBuf),
    /// A TCP port of a host that may be a name; an empty host (`:1234`) is this machine.
    Tcp {
        /// Name or IP address, without brackets.
        host: String,
        /// The port.
        port: u16,
    },
}

impl Address {
    /// Reads the two fields.
    ///
    /// # Errors
    ///
    /// When the network is neither `unix` nor `tcp`, or the address is none of that network.
    pub fn parse(network: &str, address: &str) -> Result<Self, AddressError> {
        match network {
            "unix" if address.is_empty() => Err(AddressError::Malformed(address.to_owned())),
            "unix" => Ok(Self::Unix(address.into())),
            "tcp" => Self::parse_tcp(address).ok_or_else(|| AddressError::Malformed(address.to_owned())),
            other => Err(AddressError::UnknownNetwork(other.to_owned())),
        }
    }

    fn parse_tcp(address: &str) -> Option<Self> {
        let (host, port) = address.rsplit_once(':')?;
        let host = match host.strip_prefix('[') {
            Some(bracketed) => bracketed.strip_suffix(']')?,
            None if host.contains(':') => return None,
            None => host,
        };
        // As Go has it: brackets stand around a host, and nowhere else.
        if host.contains(['[', ']']) {
            return None;
        }
        Some(Self::Tcp { host: host.to_owned(), port: port.parse().ok()? })
    }

    /// Whether it can only be on this machine.
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Unix(_) => true,
            Self::Tcp { host, .. } => host.parse().is_ok_and(|host: IpAddr| host.is_loopback()),
        }
    }

    /// The network's name on the wire: `unix` or `tcp`.
    pub fn network(&self) -> &'static str {
        match self {
            Self::Unix(_) => "unix",
            Self::Tcp { .. } => "tcp",
        }
    }
}

/// The address alone, as field 4 of the handshake line has it.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "{}", path.display()),
            Self::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "{host}:{port}"),
        }
    }
}

/// Reads what [`Display`](fmt::Display) writes: with a `/` it is a Unix socket's path, otherwise host and port.
///
/// ```
/// use pintle::Address;
///
/// let address: Address = "127.0.0.1:8080".parse()?;
/// assert_eq!(address, Address::Tcp { host: "127.0.0.1".to_owned(), port: 8080 });
/// # Ok::<(), pintle::AddressError>(())
/// ```
impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let network = if text.contains('/') { "unix" } else { "tcp" };
        Self::parse(network, text)
    }
}

/// Why two fields are no [`Address`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// The network is neither `unix` nor `tcp`.
    #[error("{0:?} is no network; it must be `unix` or `tcp`")]
    UnknownNetwork(String),
    /// The address is none of its network.
    #[error("{0:?} is no address")]
    Malformed(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_resolvable_addresses_are_read_and_written_back() {
        for text in [":1234", "localhost:1234", "127.0.0.1:80", "[::1]:1234"] {
            let address = Address::parse("tcp", text).unwrap();
            assert_eq!((address.network(), address.to_string().as_str()), ("tcp", text));
        }
        assert_eq!(Address::parse("unix", "/tmp/p|q").unwrap(), Address::Unix("/tmp/p|q".into()));
    }

    #[test]
    fn nonsense_is_refused_with_what_was_seen() {
        for text in
            ["", "1234", "localhost:", "localhost:99999", "::1:80", "[::1:80", "[[::1]:80", "[::1]]:80", "a[b:80"]
        {
            assert_eq!(Address::parse("tcp", text), Err(AddressError::Malformed(text.to_owned())));
        }
        assert_eq!(Address::parse("unix", ""), Err(AddressError::Malformed(String::new())));
        assert_eq!(Address::parse("udp", ":1"), Err(AddressError::UnknownNetwork("udp".into())));
    }
}
