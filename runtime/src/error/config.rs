//! Settings that cannot work.

use std::io;
use std::path::PathBuf;

use super::Mistake;
use crate::handshake::ReattachError;

/// A setting is wrong: nothing was tried.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The handshake's cookie has an empty key or value (wire.md C1).
    #[error("the plugin's magic cookie has an empty key or value")]
    EmptyCookie,

    /// The program was not started by a host: the cookie is missing or another one (wire.md C2).
    #[error("no host started this program: its magic cookie {key} is {seen}")]
    NotLaunchedByHost {
        /// The environment variable that a host sets.
        key: String,
        /// What was found: `not set`, or `set to something else`.
        seen: &'static str,
    },

    /// The program shall be checked, but its command says more than can be copied to the command that runs the checked copy.
    #[error("the command of {} has settings that a checked launch cannot carry over", program.display())]
    CommandNotCarried {
        /// The command's program.
        program: PathBuf,
    },

    /// Neither a version to serve nor a version to offer was given.
    #[error("no protocol version is configured")]
    NoVersions,

    /// Settings, or environment variables, are not what they may be: all of them.
    #[error("what is set cannot be:{}", Mistake::list(mistakes))]
    Invalid {
        /// Each of them.
        mistakes: Vec<Mistake>,
    },

    /// The group that shall own the socket does not exist (wire.md S2).
    #[error("there is no group {group:?} to own the plugin's socket")]
    UnknownGroup {
        /// The group's name or number as given.
        group: String,
    },

    /// The variable that names plugins in a debugger does not (wire.md A8).
    #[error("PINTLE_REATTACH is not an object of reattach configurations by cookie key")]
    Reattach(#[source] ReattachError),

    /// The program shall be checked before it runs, and a plugin is to be attached to that runs already (wire.md A1).
    #[error("the program shall be checked, but PINTLE_REATTACH names process {pid}, which nobody has checked")]
    NotChecked {
        /// The process.
        pid: u32,
    },

    /// The asynchronous runtime could not be started.
    #[error("the asynchronous runtime could not be started")]
    Runtime(#[source] io::Error),

    /// The descriptions of the services contradict each other, so reflection cannot serve them.
    #[error("the services' descriptions contradict each other: {reason}")]
    Descriptor {
        /// What the reflection service said.
        reason: String,
    },

    /// Rate limits name methods that the server does not serve, in any version.
    #[error("rate limits name methods that are not served: {}; those served are {}", unknown.join(", "), served.join(", "))]
    UnknownMethods {
        /// What they name.
        unknown: Vec<String>,
        /// What they could name.
        served: Vec<String>,
    },
}

impl ConfigError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyCookie => "config.empty_cookie",
            Self::NotLaunchedByHost { .. } => "config.not_launched_by_host",
            Self::CommandNotCarried { .. } => "config.command_not_carried",
            Self::NoVersions => "config.no_versions",
            Self::Invalid { .. } => "config.invalid",
            Self::UnknownGroup { .. } => "config.unknown_group",
            Self::Reattach(_) => "config.reattach",
            Self::NotChecked { .. } => "config.not_checked",
            Self::Runtime(_) => "config.runtime",
            Self::Descriptor { .. } => "config.descriptor",
            Self::UnknownMethods { .. } => "config.unknown_methods",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::EmptyCookie => "give both words in `cookie(\"KEY\", \"VALUE\")`",
            Self::NotLaunchedByHost { .. } => "start the host program instead; it launches this one",
            Self::CommandNotCarried { .. } => "set its user, group and streams with `Launcher::prepare` instead",
            Self::NoVersions => "give `Server::serve` or `Launcher::versions` at least one",
            Self::Invalid { .. } => "set each to what is allowed, or leave it unset",
            Self::UnknownGroup { .. } => "create the group, or give its number",
            Self::Reattach(_) => "copy the line that the plugin prints when it runs with PINTLE_DEBUG=1, or unset it",
            Self::NotChecked { .. } => {
                "unset PINTLE_REATTACH, or debug without `Launcher::checksum` and `Launcher::verify`"
            }
            Self::Runtime(_) => "look at the limits on threads and open files",
            Self::Descriptor { .. } => "give messages that differ different names or packages",
            Self::UnknownMethods { .. } => {
                "write the path of a method, such as `/kv.v1.Kv/Get`, in `RateLimit::method`"
            }
        }
    }
}
