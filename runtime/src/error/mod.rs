//! What can go wrong, in five families; a variant for whatever a caller might do differently.
//!
//! A call that fails is a [`CallError`]; everything else (configuring, launching, serving, ending) is an [`Error`].

mod broker;
mod call;
mod certificate;
mod config;
mod handshake;
mod kind;
mod last_words;
mod mistake;
mod protocol;
mod security;
#[cfg(test)]
mod tests;
mod transport;

use std::error::Error as StdError;
use std::fmt;

pub use broker::BrokerError;
pub use call::CallError;
pub use certificate::CertificateFault;
pub use config::ConfigError;
pub use handshake::HandshakeError;
pub use kind::ErrorKind;
pub use last_words::LastWords;
pub use mistake::Mistake;
pub use protocol::ProtocolError;
pub use security::SecurityError;
pub use transport::TransportError;

/// Why a plugin could not be configured, launched, reached, trusted or served.
///
/// `Display` shows the message, the evidence (last lines of stderr and stdout) and what to do about it;
/// [`source`](StdError::source) leads to the cause. `Debug` shows the same, since that is what a `main` that returns this
/// error prints.
#[non_exhaustive]
pub enum Error {
    /// A setting is wrong: nothing was tried.
    Config(ConfigError),
    /// A process, a socket or a connection failed.
    Transport(TransportError),
    /// The plugin did not introduce itself as one.
    Handshake(HandshakeError),
    /// Both ends are well, but do not speak the same protocol.
    Protocol(ProtocolError),
    /// The other end could not prove who it is.
    Security(SecurityError),
}

impl Error {
    /// The stable name of the failure, such as `handshake.timeout`: fit for logs, metrics and documentation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Config(error) => error.code(),
            Self::Transport(error) => error.code(),
            Self::Handshake(error) => error.code(),
            Self::Protocol(error) => error.code(),
            Self::Security(error) => error.code(),
        }
    }

    /// The family, as a value to compare.
    ///
    /// ```
    /// # async fn launch(launcher: pintle::Launcher) {
    /// use pintle::ErrorKind;
    ///
    /// let error = launcher.launch().await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Handshake, "{error}");
    /// assert_eq!(error.code(), "handshake.timeout");
    /// # }
    /// ```
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Config(_) => ErrorKind::Config,
            Self::Transport(_) => ErrorKind::Transport,
            Self::Handshake(_) => ErrorKind::Handshake,
            Self::Protocol(_) => ErrorKind::Protocol,
            Self::Security(_) => ErrorKind::Security,
        }
    }

    /// What happened, without the plugin's last lines, the hint and the code. Words change only with a line in the changelog;
    /// what varies from run to run is what the error is about: addresses, times, numbers of processes.
    pub fn message(&self) -> String {
        let text = self.cause().to_string();
        let evidence = self.last_words().map(ToString::to_string).unwrap_or_default();
        text.strip_suffix(&evidence).map(str::to_owned).unwrap_or(text)
    }

    /// What was seen of the plugin, where the failure has to do with one that was started.
    pub fn last_words(&self) -> Option<&LastWords> {
        match self {
            Self::Config(_) | Self::Protocol(_) => None,
            Self::Transport(error) => error.last_words(),
            Self::Handshake(error) => Some(error.last_words()),
            Self::Security(error) => error.last_words(),
        }
    }

    /// Whether the same launch may succeed at another time: not where a program is missing, say, or of another version.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Config(_) | Self::Protocol(_) => false,
            Self::Transport(error) => error.may_pass(),
            // A plugin that was killed while it wrote its line proves nothing.
            Self::Handshake(error) => !matches!(error, HandshakeError::BadLine { last_words, .. } if !last_words.ended),
            // A plugin that dies meanwhile proves nothing.
            Self::Security(SecurityError::Tls { last_words, .. }) => last_words.status.is_some(),
            Self::Security(SecurityError::Untrusted { fault, .. } | SecurityError::RefusedByPlugin { fault, .. }) => {
                fault.may_pass()
            }
            Self::Security(_) => false,
        }
    }

    /// What to do about it, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Config(error) => error.hint(),
            Self::Transport(error) => error.hint(),
            Self::Handshake(error) => error.hint(),
            Self::Protocol(error) => error.hint(),
            Self::Security(error) => error.hint(),
        }
    }

    fn cause(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::Config(error) => error,
            Self::Transport(error) => error,
            Self::Handshake(error) => error,
            Self::Protocol(error) => error,
            Self::Security(error) => error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  hint: {} [{}]", self.cause(), self.hint(), self.code())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The family's own text is part of ours, so the chain goes on behind it.
        self.cause().source()
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<HandshakeError> for Error {
    fn from(error: HandshakeError) -> Self {
        Self::Handshake(error)
    }
}

impl From<ProtocolError> for Error {
    fn from(error: ProtocolError) -> Self {
        Self::Protocol(error)
    }
}

impl From<SecurityError> for Error {
    fn from(error: SecurityError) -> Self {
        Self::Security(error)
    }
}
