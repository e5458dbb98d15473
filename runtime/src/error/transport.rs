//! Processes, sockets and connections that fail.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::LastWords;

/// A process, a socket or a connection failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// There is no such program.
    #[error("there is no program {}", program.display())]
    ProgramNotFound {
        /// The program as given to the command.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The directory that the program shall run in is not there.
    #[error("there is no directory {} to run the plugin in", directory.display())]
    WorkingDirectory {
        /// The directory as given to the command.
        directory: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The file is there, but what it needs to run is not: the interpreter of its `#!` line, or its loader.
    #[error("{} is there, but the program that would run it is not", program.display())]
    InterpreterNotFound {
        /// The program as given to the command.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The file is there, but may not be run.
    #[error("{} may not be run", program.display())]
    NotExecutable {
        /// The program as given to the command.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The file is there, but is no program of this machine.
    #[error("{} is no program for this machine ({})", program.display(), std::env::consts::ARCH)]
    WrongArchitecture {
        /// The program as given to the command.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The program could not be started for another reason.
    #[error("{} could not be started", program.display())]
    Spawn {
        /// The program as given to the command.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// cargo could not build the program that a test asked for.
    #[error("cargo could not build {program}: {reason}")]
    NotBuilt {
        /// Package and binary.
        program: String,
        /// What cargo said.
        reason: String,
    },

    /// The private directory for the socket could not be made.
    #[error("no private directory for the socket could be made in {}", parent.display())]
    SocketDirectory {
        /// Where it was tried.
        parent: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The socket's path is longer than the operating system takes (wire.md S4).
    #[error("the socket path {} is longer than {limit} bytes", path.display())]
    PathTooLong {
        /// The path that is too long.
        path: PathBuf,
        /// The longest path this system takes, in bytes.
        limit: usize,
    },

    /// There is nothing at the path of a socket.
    #[error("the socket {} does not exist", path.display())]
    NoSocket {
        /// The path as given.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The plugin could not listen.
    #[error("could not listen on {address}")]
    Bind {
        /// Where it tried to.
        address: String,
        /// What the operating system said.
        source: io::Error,
    },

    /// Nobody answers at the address that the plugin announced.
    #[error("could not connect to the plugin at {address} ({}){last_words}", last_words.ending())]
    Connect {
        /// The address of the handshake line.
        address: String,
        /// What the operating system said.
        source: io::Error,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },

    /// The plugin printed its handshake line in time, but was not ready for calls in time.
    #[error("the plugin at {address} did not answer within {after:?} of its start ({}){last_words}", last_words.ending())]
    NoAnswer {
        /// The address of the handshake line.
        address: String,
        /// How long was waited, from the start of the launch.
        after: Duration,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },

    /// The connection stands, but the other end does not speak HTTP/2 on it.
    #[error("the plugin at {address} does not speak HTTP/2 ({}){last_words}", last_words.ending())]
    Http2 {
        /// The address of the handshake line.
        address: String,
        /// What HTTP/2 said.
        source: Box<dyn std::error::Error + Send + Sync>,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },

    /// The plugin that was to be attached to is not there any more (wire.md A2).
    #[error("no plugin runs as process {pid} at {address}")]
    ProcessNotFound {
        /// The process in the reattach configuration.
        pid: u32,
        /// The address in it.
        address: String,
        /// What the operating system said of the one or the other.
        source: io::Error,
    },

    /// The plugin was asked to end and has not, and it is not certain which process it is: none was signalled.
    #[error("the plugin has not ended {after:?} after it was asked, and process {pid} is not certain to be it")]
    NotEnded {
        /// The process in the reattach configuration.
        pid: u32,
        /// How long was waited.
        after: Duration,
    },

    /// The plugin within this process has not ended in time: its code holds up the thread, or does not let go. It was killed.
    #[error("the plugin in this process had not ended {after:?} after it was asked to")]
    StillServing {
        /// How long was waited.
        after: Duration,
    },

    /// The plugin's process could not be watched, signalled or reaped.
    #[error("the plugin's process could not be {action}")]
    Process {
        /// What was tried: `waited for`, `signalled` …
        action: &'static str,
        /// What the operating system said.
        source: io::Error,
    },

    /// The plugin's own descriptors could not be arranged.
    #[error("the plugin's standard streams could not be {action}")]
    Descriptors {
        /// What was tried.
        action: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
}

impl TransportError {
    /// Whether it may be otherwise at another time.
    pub(super) fn may_pass(&self) -> bool {
        !matches!(
            self,
            Self::ProgramNotFound { .. }
                | Self::WorkingDirectory { .. }
                | Self::InterpreterNotFound { .. }
                | Self::NotExecutable { .. }
                | Self::WrongArchitecture { .. }
                | Self::NotBuilt { .. }
                | Self::PathTooLong { .. }
        )
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ProgramNotFound { .. } => "transport.program_not_found",
            Self::WorkingDirectory { .. } => "transport.working_directory",
            Self::InterpreterNotFound { .. } => "transport.interpreter_not_found",
            Self::NotExecutable { .. } => "transport.not_executable",
            Self::WrongArchitecture { .. } => "transport.wrong_architecture",
            Self::Spawn { .. } => "transport.spawn",
            Self::NotBuilt { .. } => "transport.not_built",
            Self::SocketDirectory { .. } => "transport.socket_directory",
            Self::PathTooLong { .. } => "transport.path_too_long",
            Self::NoSocket { .. } => "transport.no_socket",
            Self::Bind { .. } => "transport.bind",
            Self::Connect { .. } => "transport.connect",
            Self::NoAnswer { .. } => "transport.no_answer",
            Self::Http2 { .. } => "transport.http2",
            Self::ProcessNotFound { .. } => "transport.process_not_found",
            Self::NotEnded { .. } => "transport.not_ended",
            Self::StillServing { .. } => "transport.still_serving",
            Self::Process { .. } => "transport.process",
            Self::Descriptors { .. } => "transport.descriptors",
        }
    }

    pub(super) fn last_words(&self) -> Option<&LastWords> {
        match self {
            Self::Connect { last_words, .. } | Self::NoAnswer { last_words, .. } | Self::Http2 { last_words, .. } => {
                Some(last_words)
            }
            _ => None,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::ProgramNotFound { .. } => "check the path; a name without `/` is looked up in PATH",
            Self::WorkingDirectory { .. } => "create it, or give the command another `current_dir`",
            Self::InterpreterNotFound { .. } => {
                "check the first line of a script (`#!`), or build the plugin for this system's C library"
            }
            Self::NotExecutable { .. } => "give a file, executable (`chmod +x`), on a file system that is not `noexec`",
            Self::WrongArchitecture { .. } => "build the plugin for this machine, or give a script its `#!` line",
            Self::Spawn { .. } => "look at the limits on processes, memory and open files",
            Self::NotBuilt { .. } => "check the names of package and binary, and that the package builds",
            Self::SocketDirectory { .. } => "set TMPDIR to a directory that this user may write to",
            Self::PathTooLong { .. } => "set TMPDIR, or PLUGIN_UNIX_SOCKET_DIR where that is set, to a shorter path",
            Self::NoSocket { .. } => "start what listens there first, and see that it has not ended",
            Self::Bind { .. } => {
                "see that the directory is there and may be written to, or that a port of the range is free"
            }
            Self::Connect { .. } => {
                "the plugin printed its line but does not listen: see whether it crashed afterwards"
            }
            Self::NoAnswer { .. } => {
                "see whether its runtime is blocked, or something else listens there, or raise `Launcher::start_timeout`"
            }
            Self::Http2 { .. } => "the plugin must serve gRPC on the address it prints",
            Self::ProcessNotFound { .. } => "launch it anew; what is known of it is out of date",
            Self::NotEnded { .. } => "see for yourself what that process is, and end it",
            Self::StillServing { .. } => {
                "see what its calls and its hook wait for, and whether one of them blocks a thread of the runtime"
            }
            Self::Process { .. } => "see whether something else reaps this program's children",
            Self::Descriptors { .. } => "look at the limit on open files",
        }
    }
}
