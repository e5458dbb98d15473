//! From a line of a plugin's stderr to a log record. Pure.
//!
//! hclog's JSON is read by go-plugin's rules, to the letter ([`hclog`]); that of other loggers by their usual keys
//! ([`common`]), which go-plugin shows as bare text; anything else is text, whose level may be told ([`text`]).

mod common;
mod hclog;
mod level;
mod text;

use serde_json::{Map, Value};

pub use level::Level;
use text::Text;

/// One line of a plugin's stderr, understood as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// How much it matters.
    pub level: Level,
    /// What it says; the whole line, if it was no JSON object with a level. A line over 64 KiB comes in pieces, each with
    /// `[cut]` where it was cut. Bytes that are no UTF-8 are replaced.
    pub message: String,
    /// When the plugin wrote it, as it wrote it: from a plugin with hclog or pintle, RFC 3339 with microseconds.
    pub timestamp: Option<String>,
    /// Everything else, by name: strings as they are, other values as JSON. The logger's name is `@module`.
    pub fields: Vec<(String, String)>,
}

/// Reads one plugin's stderr, line by line.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    text: Text,
}

impl Reader {
    /// Understands a whole line.
    pub(crate) fn read(&mut self, line: &str) -> Record {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => structured(object).unwrap_or_else(|| Record::plain(Level::Debug, line)),
            _ => Record::plain(self.text.level(line), line),
        }
    }
}

impl Record {
    /// Text that is not asked for a level: what is no log, or a part of a line too long to be understood (J2).
    pub(crate) fn text(text: &str) -> Self {
        Self::plain(Level::Debug, text)
    }

    fn plain(level: Level, line: &str) -> Self {
        Self { level, message: line.to_owned(), timestamp: None, fields: Vec::new() }
    }
}

/// `None` where no level is known: then the line is shown as it is (J5, J10).
fn structured(object: Map<String, Value>) -> Option<Record> {
    if hclog::is_meant_by(&object) { hclog::record(object) } else { common::record(object) }
}

/// The name under which a logger's name is kept: hclog's own.
const MODULE: &str = "@module";

/// A string as it is, anything else as JSON.
fn shown(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_record_is_shown_as_it_is() {
        for line in [r#"["HELLO"]"#, "12345", "null", r#"{"a":1}"#, "{", "\u{fffd}{}", ""] {
            assert_eq!(Reader::default().read(line), Record::plain(Level::Debug, line));
        }
    }

    // J7.
    #[test]
    fn after_a_panic_plain_lines_are_errors() {
        let panics = [
            "panic: boom",
            "fatal error: all goroutines are asleep - deadlock!",
            "thread 'main' panicked at src/main.rs:2:5:",
            "thread 'a worker' (4242) panicked at src/main.rs:2:5:",
            "fatal runtime error: stack overflow, aborting",
        ];
        for panic in panics {
            let mut reader = Reader::default();
            let lines = ["before", panic, "at line 3", "[INFO] tagged", r#"{"@level":"info"}"#, "{}", "at line 4"];
            let levels = lines.map(|line| reader.read(line).level);
            let expected =
                [Level::Debug, Level::Error, Level::Error, Level::Info, Level::Info, Level::Debug, Level::Error];
            assert_eq!(levels, expected, "{panic}");
        }
    }

    #[test]
    fn what_only_mentions_a_panic_is_none() {
        for line in
            ["panic:", "a panic: boom", "thread 'main' ended", "the thread 'main' panicked at noon", "fatal error"]
        {
            let mut reader = Reader::default();
            assert_eq!([line, "next"].map(|line| reader.read(line).level), [Level::Debug; 2], "{line}");
        }
    }
}
