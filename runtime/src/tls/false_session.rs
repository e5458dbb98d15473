//! Sessions that are not what they should be, for tests of hosts.

use std::sync::Arc;

use rustls::ServerConfig;

use super::{Ends, Session};

impl Session {
    /// The same to whoever is dialled, but another to whoever dials; certificates of one's own stay as they are.
    pub(crate) fn answering_as(self, server: ServerConfig) -> Self {
        match self {
            Self::Launch(ends) => Self::Launch(Ends { server: Arc::new(server), ..ends }),
            Self::Own(certificates) => Self::Own(certificates),
        }
    }
}
