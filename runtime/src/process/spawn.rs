//! Starting a program with its streams in our hands.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::{Child, ChildStderr, ChildStdout, Command};

use super::Family;
use crate::error::TransportError;

/// A child that has just been started.
#[derive(Debug)]
pub(crate) struct Spawned {
    pub(crate) child: Child,
    pub(crate) stdout: ChildStdout,
    pub(crate) stderr: ChildStderr,
}

/// Starts `command`, which runs `program`: stdin as the command has it (E1), stdout and stderr ours.
pub(crate) fn spawn(command: &mut Command, program: &Path, family: &Family) -> Result<Spawned, TransportError> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(!family.is_daemon());
    match family {
        Family::Guarded(group) => _ = command.process_group(group.id()),
        Family::Unguarded | Family::Daemon => _ = command.process_group(0),
        Family::Shared => {}
    }
    let mut child = command.spawn().map_err(|source| refused(program, command.as_std().get_current_dir(), source))?;
    let stdout = child.stdout.take().expect("stdout was asked for above");
    let stderr = child.stderr.take().expect("stderr was asked for above");
    Ok(Spawned { child, stdout, stderr })
}

/// Which of the usual reasons it is.
pub(super) fn refused(program: &Path, directory: Option<&Path>, source: io::Error) -> TransportError {
    let (program, directory) = (program.to_owned(), directory.map(PathBuf::from));
    match rustix::io::Errno::from_io_error(&source) {
        Some(rustix::io::Errno::NOENT) => missing(program, directory, source),
        Some(rustix::io::Errno::ACCESS) => TransportError::NotExecutable { program, source },
        Some(rustix::io::Errno::NOEXEC) => TransportError::WrongArchitecture { program, source },
        _ => TransportError::Spawn { program, source },
    }
}

/// What is missing: the system has one word for all of it.
fn missing(program: PathBuf, directory: Option<PathBuf>, source: io::Error) -> TransportError {
    let directory = directory.unwrap_or_default();
    // The empty path is the directory that we are in; a name without `/` was looked up.
    let is_path = program.components().count() > 1;
    if directory != Path::new("") && !directory.is_dir() {
        TransportError::WorkingDirectory { directory, source }
    } else if is_path && directory.join(&program).is_file() {
        TransportError::InterpreterNotFound { program, source }
    } else {
        TransportError::ProgramNotFound { program, source }
    }
}
