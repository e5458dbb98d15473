//! From a line of a plugin's stderr to a log record. Pure.

use serde_json::{Map, Value};

/// How much a record matters; hclog's and `tracing`'s five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The plugin's innermost details.
    Trace,
    /// What helps to find a defect; also every line that has no level of its own (J5).
    Debug,
    /// What happens.
    Info,
    /// What may go wrong.
    Warn,
    /// What went wrong; also every line of a panic (J7).
    Error,
}

/// One line of a plugin's stderr, understood as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// How much it matters.
    pub level: Level,
    /// What it says; the whole line, if it was no JSON object with a level.
    pub message: String,
    /// When the plugin wrote it, as it wrote it: RFC 3339 with microseconds.
    pub timestamp: Option<String>,
    /// Everything else, by name: strings as they are, other values as JSON.
    pub fields: Vec<(String, String)>,
}

/// Reads one plugin's stderr, line by line.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// Whether a panic was seen: from then on plain lines are errors (J7).
    panicked: bool,
}

impl Reader {
    /// Understands a whole line.
    pub(crate) fn read(&mut self, line: &str) -> Record {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => structured(object).unwrap_or_else(|| plain(Level::Debug, line)),
            _ => plain(self.text_level(line), line),
        }
    }

    /// A part of a line too long to be understood (J2).
    pub(crate) fn read_part(&self, part: &str) -> Record {
        plain(Level::Debug, part)
    }

    fn text_level(&mut self, line: &str) -> Level {
        if line.starts_with("panic: ") || line.starts_with("fatal error: ") {
            self.panicked = true;
        }
        let tagged = TAGS.iter().find(|(tag, _)| line.starts_with(tag));
        match tagged {
            Some((_, level)) => *level,
            None if self.panicked => Level::Error,
            None => Level::Debug,
        }
    }
}

/// `None` where hclog's own keys are missing or of another type: then the line is shown as it is (J5, J10).
fn structured(mut object: Map<String, Value>) -> Option<Record> {
    let mut own = |key: &str| match object.remove(key) {
        Some(Value::String(text)) => Some(Some(text)),
        None => Some(None),
        Some(_) => None,
    };
    let (level, message, timestamp) = (own("@level")?, own("@message")?, own("@timestamp")?);
    let level = level.as_deref().and_then(named)?;
    let fields = object.into_iter().map(|(key, value)| (key, text(value))).collect();
    Some(Record { level, message: message.unwrap_or_default(), timestamp, fields })
}

fn named(name: &str) -> Option<Level> {
    let name = name.trim().to_ascii_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn plain(level: Level, line: &str) -> Record {
    Record { level, message: line.to_owned(), timestamp: None, fields: Vec::new() }
}

const NAMES: [(&str, Level); 5] = [
    ("trace", Level::Trace),
    ("debug", Level::Debug),
    ("info", Level::Info),
    ("warn", Level::Warn),
    ("error", Level::Error),
];

const TAGS: [(&str, Level); 5] = [
    ("[TRACE]", Level::Trace),
    ("[DEBUG]", Level::Debug),
    ("[INFO]", Level::Info),
    ("[WARN]", Level::Warn),
    ("[ERROR]", Level::Error),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Record {
        Reader::default().read(line)
    }

    #[test]
    fn an_hclog_line_keeps_level_message_time_and_fields() {
        let record = read(
            r#"{"@level":"warn","@message":"low","@timestamp":"2026-01-02T03:04:05.000006Z","@module":"kv","n":12,"s":"x","b":[1]}"#,
        );
        assert_eq!((record.level, record.message.as_str()), (Level::Warn, "low"));
        assert_eq!(record.timestamp.as_deref(), Some("2026-01-02T03:04:05.000006Z"));
        let mut fields = record.fields;
        fields.sort();
        let expected = [("@module", "kv"), ("b", "[1]"), ("n", "12"), ("s", "x")];
        assert_eq!(fields, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_line_that_is_no_record_is_shown_as_it_is() {
        let lines = [
            r#"["HELLO"]"#,
            "12345",
            "null",
            r#"{"a":1}"#,
            r#"{"@level":"off","@message":"x"}"#,
            r#"{"@level":3,"@message":"x"}"#,
            r#"{"@level":"info","@message":{}}"#,
            r#"{"@level":"info","@timestamp":7}"#,
            "",
        ];
        for line in lines {
            assert_eq!(read(line), plain(Level::Debug, line));
        }
    }

    #[test]
    fn a_tag_at_the_start_is_the_level_and_stays_in_the_message() {
        for (tag, level) in TAGS {
            let line = format!("{tag} test line 98765");
            assert_eq!(read(&line), plain(level, &line));
        }
        assert_eq!(read(" [WARN] later").level, Level::Debug);
    }

    #[test]
    fn after_a_panic_plain_lines_are_errors() {
        let mut reader = Reader::default();
        let levels = ["before", "panic: boom", "at line 3", "[INFO] tagged", r#"{"@level":"info"}"#, "at line 4"]
            .map(|line| reader.read(line).level);
        assert_eq!(levels, [Level::Debug, Level::Error, Level::Error, Level::Info, Level::Info, Level::Error]);
    }
}
