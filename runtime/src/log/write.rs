//! From a `tracing` event to a line that Go hosts understand (J8).

use std::fmt::{self, Debug};
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value};
use time::OffsetDateTime;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

/// Writes each event as one hclog line on the plugin's original stderr.
#[derive(Debug, Clone)]
pub(crate) struct HclogLayer {
    stderr: Arc<File>,
}

impl HclogLayer {
    pub(crate) fn new(stderr: Arc<File>) -> Self {
        Self { stderr }
    }
}

impl<S: Subscriber> Layer<S> for HclogLayer {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut line = line(event, OffsetDateTime::now_utc()).to_string();
        line.push('\n');
        // One write a line, so that lines of two threads do not mix. A host that is gone is no reason to fail (D8).
        let _ = (&*self.stderr).write_all(line.as_bytes());
    }
}

fn line(event: &Event<'_>, now: OffsetDateTime) -> Value {
    let mut fields = Fields(Map::new());
    fields.0.insert("@level".into(), level(*event.metadata().level()).into());
    fields.0.insert("@message".into(), "".into());
    fields.0.insert("@module".into(), event.metadata().target().into());
    fields.0.insert("@timestamp".into(), timestamp(now).into());
    event.record(&mut fields);
    Value::Object(fields.0)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::TRACE => "trace",
        Level::DEBUG => "debug",
        Level::INFO => "info",
        Level::WARN => "warn",
        Level::ERROR => "error",
    }
}

/// With exactly six digits of a second, or a Go host takes the line for plain text (J4).
fn timestamp(now: OffsetDateTime) -> String {
    let (year, month, day) = now.to_calendar_date();
    let (hour, minute, second, micro) = now.to_hms_micro();
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micro:06}Z", u8::from(month))
}

/// The fields of one event. A field that is named like one of hclog's own keys loses to them, since a value of another
/// type there would crash a Go host (J10).
struct Fields(Map<String, Value>);

impl Fields {
    fn add(&mut self, field: &Field, value: Value) {
        match (field.name(), value) {
            ("message", value) => _ = self.0.insert("@message".into(), text(value).into()),
            (name, _) if name.starts_with('@') => {}
            (name, value) => _ = self.0.insert(name.to_owned(), value),
        }
    }
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value.into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value.into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.add(field, fmt::format(format_args!("{value:?}")).into());
    }
}

#[cfg(test)]
mod tests {
    use time::{Date, Month, Time};

    use super::*;

    #[test]
    fn a_timestamp_has_six_digits_of_a_second() {
        let date = Date::from_calendar_date(2026, Month::March, 4).unwrap();
        let time = Time::from_hms_micro(5, 6, 7, 89).unwrap();
        assert_eq!(timestamp(OffsetDateTime::new_utc(date, time)), "2026-03-04T05:06:07.000089Z");
    }
}
