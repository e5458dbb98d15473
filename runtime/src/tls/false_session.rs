//! Sessions that are not what they should be, for tests of hosts.

use std::sync::Arc;

use rustls::ServerConfig;

use super::Session;

impl Session {
    /// The same to whoever is dialled, but another to whoever dials.
    pub(crate) fn answering_as(self, server: ServerConfig) -> Self {
        Self { server: Arc::new(server), ..self }
    }
}
