//! Plugins that take settings from their environment, where a test says so.

use pintle::{Config, Error, Server};

/// The server with the settings of its environment, if `CONFIGURED` is among them.
///
/// # Errors
/// A setting is wrong.
pub fn configured(server: Server) -> Result<Server, Error> {
    if std::env::var_os("CONFIGURED").is_none() {
        return Ok(server);
    }
    server.config(&Config::of_process()?)
}
