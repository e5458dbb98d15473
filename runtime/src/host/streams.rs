//! A plugin's raw stdout and stderr: the handshake line, the logs, and whatever else; read for ever (wire.md L14).

use std::fmt;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{ChildStderr, ChildStdout};
use tokio::sync::oneshot;
use tracing::{debug, error, info, trace, warn};

use super::copy::Copy;
use crate::handshake::Line;
use crate::log::{Level, Reader, Record};
use crate::process::{Extent, Lines, Piece, Tail};

/// Takes every log record of a plugin.
pub(super) type LogSink = Arc<dyn Fn(&Record) + Send + Sync>;

/// Where a plugin's log records go: to `tracing`, and to whoever asked for them.
#[derive(Clone)]
pub(super) struct Logs {
    pub(super) plugin: Arc<str>,
    pub(super) sink: Option<LogSink>,
    /// What is below it is not handed on.
    pub(super) least: Level,
}

impl Logs {
    fn emit(&self, record: &Record) {
        if record.level < self.least {
            return;
        }
        if let Some(sink) = &self.sink {
            sink(record);
        }
        let (plugin, message) = (&*self.plugin, &*record.message);
        let module = record.fields.iter().find(|(key, _)| key == MODULE).map(|(_, module)| module.as_str());
        let fields = Fields(&record.fields).if_any().map(tracing::field::display);
        match record.level {
            Level::Trace => trace!(target: TARGET, plugin, module, fields, "{message}"),
            Level::Debug => debug!(target: TARGET, plugin, module, fields, "{message}"),
            Level::Info => info!(target: TARGET, plugin, module, fields, "{message}"),
            Level::Warn => warn!(target: TARGET, plugin, module, fields, "{message}"),
            Level::Error => error!(target: TARGET, plugin, module, fields, "{message}"),
        }
    }
}

/// `tracing` knows fields only by names that are in the program, so a record's own come as one: `key=value key=value`.
struct Fields<'a>(&'a [(String, String)]);

impl Fields<'_> {
    fn shown(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(key, _)| key != MODULE)
    }

    fn if_any(self) -> Option<Self> {
        let any = self.shown().next().is_some();
        any.then_some(self)
    }
}

impl fmt::Display for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separators = std::iter::once("").chain(std::iter::repeat(" "));
        self.shown().zip(separators).try_for_each(|((key, value), separator)| write!(f, "{separator}{key}={value}"))
    }
}

/// Reads stdout to its end. The first line that means to be a handshake line goes to `found`; lines before and after it
/// are kept as last words and told as logs, for a stray `print` is worth finding (J11).
pub(super) async fn stdout(stdout: ChildStdout, tail: Arc<Tail>, logs: Logs, found: oneshot::Sender<Piece>) {
    let mut found = Some(found);
    read(stdout, &tail, None, |piece| {
        let meant = found.is_some()
            && matches!(piece.extent, Extent::Whole | Extent::Last | Extent::Start)
            && Line::is_meant_by(piece.text.trim());
        match found.take_if(|_| meant) {
            Some(found) => _ = found.send(piece),
            None => {
                tail.push(&piece.shown());
                logs.emit(&Record::text(&piece.shown()));
            }
        }
    })
    .await;
}

/// Reads stderr to its end: every line is a log record (wire.md §1.15).
pub(super) async fn stderr(stderr: ChildStderr, tail: Arc<Tail>, logs: Logs, copy: Option<Copy>) {
    let mut reader = Reader::default();
    read(stderr, &tail, copy, |piece| {
        let record = match piece.extent {
            Extent::Whole | Extent::Last => reader.read(&piece.text),
            Extent::Start | Extent::Middle | Extent::End => Record::text(&piece.shown()),
        };
        tail.push(&piece.shown());
        logs.emit(&record);
    })
    .await;
}

async fn read(mut stream: impl AsyncRead + Unpin, tail: &Tail, copy: Option<Copy>, mut each: impl FnMut(Piece)) {
    let mut lines = Lines::new(LINE);
    let mut buffer = vec![0; LINE];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        if let Some(copy) = &copy {
            copy.push(&buffer[..count]);
        }
        lines.push(&buffer[..count]).into_iter().for_each(&mut each);
        tail.set_unfinished(lines.pending());
    }
    tail.set_unfinished(&[]);
    lines.finish().into_iter().for_each(&mut each);
    tail.close();
}

/// The longest line that is understood (L5, J2).
const LINE: usize = 64 * 1024;

/// The target of every event that comes from a plugin.
const TARGET: &str = "pintle::plugin";

/// The key under which hclog has the logger's name; a field of its own here.
const MODULE: &str = "@module";
