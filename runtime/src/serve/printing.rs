//! What the plugin prints after the handshake: two threads read it, so that no printing ever waits for the runtime.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use rustix::io::ioctl_fionread;

use super::descriptors::Descriptors;
use crate::error::{ConfigError, Error};
use crate::stdio::{Backlog, Origin};

/// The plugin's stdout and stderr after the handshake, on their way into a backlog.
#[derive(Debug)]
pub(crate) struct Printing {
    /// None where the plugin keeps its streams.
    descriptors: Option<Descriptors>,
    backlog: Arc<Backlog>,
    pipes: OnceLock<Vec<Pipe>>,
}

/// The end of a pipe that we read, and the thread that does.
#[derive(Debug)]
struct Pipe {
    end: Arc<OwnedFd>,
    reader: thread::JoinHandle<()>,
}

impl Printing {
    pub(super) fn new(descriptors: Option<Descriptors>, backlog: Arc<Backlog>) -> Self {
        Self { descriptors, backlog, pipes: OnceLock::new() }
    }

    /// Redirects both streams into the backlog, unless the plugin keeps them.
    pub(super) fn start(&self) -> Result<(), Error> {
        let Some(descriptors) = &self.descriptors else {
            return Ok(());
        };
        let redirected = descriptors.redirect()?;
        let ends = [(redirected.stdout, Origin::Stdout), (redirected.stderr, Origin::Stderr)];
        let pipes: io::Result<Vec<_>> =
            ends.into_iter().map(|(end, origin)| read(end, origin, &self.backlog)).collect();
        let pipes = pipes.inspect_err(|_| descriptors.restore()).map_err(ConfigError::Runtime)?;
        self.pipes.get_or_init(|| pipes);
        Ok(())
    }

    /// Waits until what was printed before is sent, for a moment at most.
    pub(super) fn flush(&self) -> impl Future<Output = ()> + Send + 'static {
        let _ = io::stdout().flush();
        let backlog = Arc::clone(&self.backlog);
        let ends: Vec<_> = self.pipes().iter().map(|pipe| Arc::clone(&pipe.end)).collect();
        soon(move || ends.iter().all(is_empty) && backlog.is_settled())
    }

    /// Gives the streams back, and closes the backlog once the last byte is in it.
    pub(super) async fn stop(&self) {
        self.descriptors.iter().for_each(Descriptors::restore);
        // A child of the plugin may hold a pipe open: then its thread ends with the process.
        soon(|| self.pipes().iter().all(|pipe| pipe.reader.is_finished())).await;
        self.backlog.close();
    }

    fn pipes(&self) -> &[Pipe] {
        self.pipes.get().map_or(&[], Vec::as_slice)
    }
}

/// Waits until `done`, but not for ever: output that nobody takes must not stop the end. There is no event for an empty
/// pipe, so it is looked at.
async fn soon(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() && start.elapsed() < PATIENCE {
        tokio::time::sleep(STEP).await;
    }
}

fn read(end: OwnedFd, origin: Origin, backlog: &Arc<Backlog>) -> io::Result<Pipe> {
    let end = Arc::new(end);
    let mut pipe = File::from(end.try_clone()?);
    let backlog = Arc::clone(backlog);
    let read = move || {
        let mut buffer = vec![0; CHUNK];
        while let Ok(count @ 1..) = pipe.read(&mut buffer) {
            backlog.push(origin, Bytes::copy_from_slice(&buffer[..count]));
        }
    };
    let name = format!("pintle-{}", origin.as_str_name().to_lowercase());
    let reader = thread::Builder::new().name(name).stack_size(STACK).spawn(read)?;
    Ok(Pipe { end, reader })
}

fn is_empty(pipe: impl AsFd) -> bool {
    ioctl_fionread(pipe).is_ok_and(|waiting| waiting == 0)
}

/// As much as a pipe holds.
const CHUNK: usize = 64 * 1024;
/// The readers call nothing deep.
const STACK: usize = 64 * 1024;
/// How long the end waits for output that cannot be sent.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it looks.
const STEP: Duration = Duration::from_millis(1);
