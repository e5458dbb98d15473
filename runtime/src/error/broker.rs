//! Connections beside the main one that fail.

use std::sync::Arc;
use std::time::Duration;

use super::{CertificateFault, Error};

/// Why the broker could not connect the two ends, or offer a service to the other.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BrokerError {
    /// The other end has no broker: nothing can be lent to it, and nothing borrowed.
    #[error("the {side} has no broker, so no callback can reach it")]
    Absent {
        /// `host` or `plugin`.
        side: &'static str,
    },

    /// The session between host and plugin has ended, and its broker with it.
    #[error("the broker's session with the {side} has ended")]
    Over {
        /// `host` or `plugin`.
        side: &'static str,
    },

    /// Nothing was heard of the number in time: nobody listens on it, or no longer (wire.md B4, X5, X9).
    #[error("the {side} did not say within {after:?} where connection {id} leads")]
    NoAnswer {
        /// `host` or `plugin`.
        side: &'static str,
        /// The broker's number.
        id: u32,
        /// How long was waited.
        after: Duration,
    },

    /// The other end says that nobody listens on the number (wire.md X5, X9).
    #[error("the {side} refused connection {id}: {reason}")]
    Refused {
        /// `host` or `plugin`.
        side: &'static str,
        /// The broker's number.
        id: u32,
        /// Its words.
        reason: String,
    },

    /// The other end named a place that is none of its own: another machine, another user's socket, or nonsense.
    #[error("the {side} says that connection {id} leads to {address}: {reason}")]
    ForeignAddress {
        /// `host` or `plugin`.
        side: &'static str,
        /// The broker's number.
        id: u32,
        /// Network and address as they came.
        address: String,
        /// What is wrong with it.
        reason: String,
    },

    /// The connection could not be made, or the other end did not prove itself on it.
    #[error("connection {id} to the {side} could not be made")]
    Connect {
        /// `host` or `plugin`.
        side: &'static str,
        /// The broker's number.
        id: u32,
        /// What socket, TLS or HTTP/2 said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },

    /// The other end did not prove on this connection to be one of those that the user's own roots vouch for.
    #[error("the {side} is not trusted on connection {id}: its certificate {fault}")]
    Untrusted {
        /// `host` or `plugin`.
        side: &'static str,
        /// The broker's number.
        id: u32,
        /// What is wrong with its certificate.
        fault: CertificateFault,
        /// What TLS said.
        source: Arc<std::io::Error>,
    },

    /// No socket could be made to listen on.
    #[error("no socket could be made for connection {id}")]
    Listen {
        /// The broker's number.
        id: u32,
        /// What the operating system said.
        source: Arc<Error>,
    },

    /// The number is in use on this side.
    #[error("something listens on connection {id} already")]
    InUse {
        /// The broker's number.
        id: u32,
    },
}

impl BrokerError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "broker.absent",
            Self::Over { .. } => "broker.over",
            Self::NoAnswer { .. } => "broker.no_answer",
            Self::Refused { .. } => "broker.refused",
            Self::ForeignAddress { .. } => "broker.foreign_address",
            Self::Connect { .. } => "broker.connect",
            Self::Untrusted { .. } => "broker.untrusted",
            Self::Listen { .. } => "broker.listen",
            Self::InUse { .. } => "broker.in_use",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "give the other end a broker, or call a method without callbacks",
            Self::Over { .. } => "launch the plugin anew",
            Self::NoAnswer { .. } => "see that the other end still offers the service, and passed the number just now",
            Self::Refused { .. } => "ask the other end for a new callback",
            Self::ForeignAddress { .. } => {
                "look at the other end: a broker's addresses are on this machine, and its own"
            }
            Self::Connect { .. } => "see the cause; the other end may be about to end",
            Self::Untrusted { .. } => "renew its certificate, or see that `Certificates` has its root and its name",
            Self::Listen { .. } => "look at the socket directory and the limit on open files",
            Self::InUse { .. } => "take numbers from `Broker::next_id`, each once",
        }
    }
}
