//! A call that failed.

use std::sync::Arc;
use std::time::Duration;

use super::{BrokerError, LastWords};
use crate::status::{Code, Status};

/// Why a call to the other end failed.
///
/// Any error type of a `#[plugin]` trait can be made from it (`From<CallError>`), since a remote call can always fail
/// in these ways. A trait may also use it, or [`Status`], as its error type directly.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The other end answered with a status other than OK.
    #[error("{0}")]
    Status(Status),

    /// The plugin's process has ended, before the call or during it. Whether it was carried out is not known.
    #[error("the plugin has ended ({}){last_words}", last_words.ending())]
    PluginExited {
        /// Its exit status and last lines.
        last_words: Box<LastWords>,
    },

    /// The connection is lost, while the other end's process may still run.
    #[error("the connection to the other end is lost")]
    Disconnected {
        /// What the connection said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },

    /// The other end has let go of the callback that was called, while its process still runs.
    #[error("the {by} has let go of the callback {service}")]
    LetGo {
        /// The callback's service, `kv.v1.Watcher`.
        service: &'static str,
        /// Who closed it: `host` or `plugin`; `lender` where that is this process itself.
        by: &'static str,
    },

    /// The plugin is supervised, and no generation of it came up while the call could wait.
    #[error("the plugin is not running, and was not started anew within {waited:?}")]
    NotRunning {
        /// How long the call has waited.
        waited: Duration,
    },

    /// The plugin was supervised, and is not started any more.
    #[error("the plugin is not started any more: {reason}")]
    GaveUp {
        /// Why.
        reason: String,
    },

    /// The plugin was supervised, and has been ended.
    #[error("the plugin's supervision has been ended")]
    Stopped,

    /// A layer of this end did not pass the call on, or not in time.
    #[error("a layer of this end ended the call")]
    Layer {
        /// What it said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },

    /// The broker could not connect a callback, or lend one.
    #[error(transparent)]
    Broker(#[from] BrokerError),
}

impl CallError {
    /// Whether the call was lost on its way, so that it may have been carried out and it may not.
    pub(crate) fn is_loss(&self) -> bool {
        matches!(self, Self::PluginExited { .. } | Self::Disconnected { .. })
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Status(_) => "call.status",
            Self::PluginExited { .. } => "call.plugin_exited",
            Self::Disconnected { .. } => "call.disconnected",
            Self::LetGo { .. } => "call.let_go",
            Self::NotRunning { .. } => "call.not_running",
            Self::GaveUp { .. } => "call.gave_up",
            Self::Stopped => "call.stopped",
            Self::Layer { .. } => "call.layer",
            Self::Broker(error) => error.code(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Status(_) => "see the status: the other end chose it",
            Self::PluginExited { .. } => "see its last lines, and launch it anew",
            Self::Disconnected { .. } => "end this plugin and launch it anew",
            Self::LetGo { .. } => "ask the other end for a new callback",
            Self::NotRunning { .. } => "call again later, or let calls wait longer: `Supervision::wait`",
            Self::GaveUp { .. } => "mend what ends the plugin, and launch it anew",
            Self::Stopped => "launch the plugin anew",
            Self::Layer { .. } => "see what the layer said: this program has set it with `layer` or `callback_layer`",
            Self::Broker(error) => error.hint(),
        }
    }
}

impl From<Status> for CallError {
    fn from(status: Status) -> Self {
        Self::Status(status)
    }
}

/// A lost call becomes `UNAVAILABLE`, its story the message; what a layer said has the code that it would have had as an
/// answer.
impl From<CallError> for Status {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Status(status) => status,
            CallError::Layer { source } => {
                let status = Self::of_error(&*source);
                Self::new(status.code(), format!("a layer ended the call: {}", status.message()))
            }
            lost => Self::new(Code::Unavailable, lost.to_string()),
        }
    }
}
