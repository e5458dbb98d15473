//! A host that does what a test says, for authors of plugins who want to know how theirs takes odd ones.
//!
//! It starts any program with exactly the variables that it is told, sees its streams as they are, connects as whoever it
//! likes, and speaks gRPC in bytes.
//!
//! ```
//! use std::process::Command;
//! use std::time::Duration;
//!
//! use pintle::testing::host::{Approach, Host};
//!
//! # async fn test(program: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let patience = Duration::from_secs(5);
//! let mut plugin = Host::new(Command::new(program)).cookie("KV_PLUGIN", "hello").versions([1]).start()?;
//! let line = plugin.line(patience).await?;
//! let connection = plugin.connect(&line.address, &Approach::plaintext()).await?;
//! connection.call("/plugin.GRPCController/Shutdown", "").await?;
//! assert!(plugin.ended(patience).await.is_some_and(|status| status.success()));
//! # Ok(())
//! # }
//! ```

mod approach;
mod call;
mod connection;
mod identity;
mod output;
mod process;
mod session;
mod started;

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

pub use approach::Approach;
pub use call::{Answer, Call, Heard};
pub use connection::Connection;
pub use identity::{Identity, IdentityError};
pub use output::Output;
pub use process::Signal;
pub(in crate::testing) use process::runs;
pub use session::Session;
pub use started::{NoLine, Started};

use crate::error::TransportError;
use crate::handshake::{CONTROL_VARIABLES, PortRange};

/// What a scripted host tells its plugin; dropped or changed as a test likes, before [`start`](Self::start).
///
/// Of go-plugin's variables the plugin gets those that are set here, and no others, whatever this program has inherited.
/// Unless set, there is no cookie, no version and no certificate; the ports are those that Go hosts always name. `TMPDIR`
/// is a directory of the plugin's own, which goes with it.
#[derive(Debug)]
pub struct Host {
    command: Command,
}

impl Host {
    /// A host that starts this program.
    pub fn new(mut command: Command) -> Self {
        for name in CONTROL_VARIABLES {
            command.env_remove(name);
        }
        let PortRange { min, max } = PortRange::DEFAULT;
        Self { command }.variable("PLUGIN_MIN_PORT", min.to_string()).variable("PLUGIN_MAX_PORT", max.to_string())
    }

    /// The magic cookie: a variable and its value (wire.md E2).
    #[must_use]
    pub fn cookie(self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variable(key, value)
    }

    /// The offered versions, in this order (E4).
    #[must_use]
    pub fn versions(self, versions: impl IntoIterator<Item = u32>) -> Self {
        let versions: Vec<String> = versions.into_iter().map(|version| version.to_string()).collect();
        self.variable("PLUGIN_PROTOCOL_VERSIONS", versions.join(","))
    }

    /// Asks for brokering over one connection (E5).
    #[must_use]
    pub fn multiplex(self) -> Self {
        self.variable("PLUGIN_MULTIPLEX_GRPC", "true")
    }

    /// Asks for mutual TLS, with the certificate of `identity` (E6). The identity stays with the test, which shows it or not:
    /// see [`Approach`].
    #[must_use]
    pub fn certificate(self, identity: &Identity) -> Self {
        self.variable("PLUGIN_CLIENT_CERT", identity.pem())
    }

    /// The directory of the plugin's sockets (E8).
    #[must_use]
    pub fn directory(self, directory: impl AsRef<Path>) -> Self {
        self.variable("PLUGIN_UNIX_SOCKET_DIR", directory.as_ref())
    }

    /// Any variable, with any value.
    #[must_use]
    pub fn variable(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes a variable away, whoever has set it.
    #[must_use]
    pub fn without(mut self, name: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Has another program start the plugin: its arguments are these, and then the plugin with its own.
    pub(in crate::testing) fn through<'a>(self, program: &str, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).arg(self.command.get_program()).args(self.command.get_args()).stdin(Stdio::null());
        with_surroundings(&self.command, &mut command);
        Self { command }
    }

    /// Starts the plugin. Its stdin is as the command has it, stdout and stderr are the test's.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub fn start(self) -> Result<Started, TransportError> {
        Started::start(self.command)
    }
}

/// The same program with the same arguments, variables and directory. Its streams are not told.
pub(in crate::testing) fn twin(command: &Command) -> Command {
    let mut twin = Command::new(command.get_program());
    twin.args(command.get_args());
    with_surroundings(command, &mut twin);
    twin
}

/// Gives `other` the variables and the directory of `command`.
fn with_surroundings(command: &Command, other: &mut Command) {
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => other.env(name, value),
            None => other.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        other.current_dir(directory);
    }
}

/// Program and arguments, as a person writes them.
pub(in crate::testing) fn spelt(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_os_string).collect::<Vec<OsString>>().join(OsStr::new(" ")).to_string_lossy().into_owned()
}
