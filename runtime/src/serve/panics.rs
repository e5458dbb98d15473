//! What a panic looks like to a Go host: its first line starts with `panic: ` (wire.md J7, J9).

use std::any::Any;
use std::backtrace::Backtrace;
use std::fs::File;
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::thread;

/// Writes every panic to the original stderr, where it outlives the process.
pub(crate) fn install(stderr: Arc<File>) {
    panic::set_hook(Box::new(move |panic| {
        let _ = (&*stderr).write_all(story(panic).as_bytes());
    }));
}

fn story(panic: &PanicHookInfo<'_>) -> String {
    let message = message(panic.payload());
    let current = thread::current();
    let thread = current.name().unwrap_or("unnamed");
    let place = panic.location().map(|location| format!(" at {location}")).unwrap_or_default();
    let backtrace = Backtrace::capture();
    format!("panic: {message}\n\nthread '{thread}'{place}\nbacktrace: {backtrace}\n")
}

/// What `panic!` was given: a literal, or a formatted text.
fn message(payload: &dyn Any) -> &str {
    let literal = payload.downcast_ref::<&str>().copied();
    let formatted = payload.downcast_ref::<String>().map(String::as_str);
    literal.or(formatted).unwrap_or("a value that is no text")
}
