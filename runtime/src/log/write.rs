//! From a `tracing` event to a line that Go hosts understand (J8).

use std::fmt::{self, Debug};
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value};
use time::OffsetDateTime;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

/// Writes each event as one hclog line on the plugin's original stderr. The fields of the spans around it are among its
/// own, since hclog knows no spans; of two with one name the innermost counts. `span` has their names, outermost first.
#[derive(Debug, Clone)]
pub(crate) struct HclogLayer {
    stderr: Arc<File>,
}

impl HclogLayer {
    pub(crate) fn new(stderr: Arc<File>) -> Self {
        Self { stderr }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for HclogLayer {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields(Map::new());
        attributes.record(&mut fields);
        span.extensions_mut().replace(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(fields) = span.extensions_mut().get_mut::<Fields>() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let spans = context.event_scope(event).into_iter().flat_map(|spans| spans.from_root());
        let mut around = Map::new();
        let mut names = Vec::new();
        for span in spans {
            names.push(span.name());
            if let Some(Fields(fields)) = span.extensions().get() {
                around.extend(fields.clone());
            }
        }
        if !names.is_empty() {
            around.insert("span".into(), names.join(":").into());
        }
        let mut line = line(event, around, OffsetDateTime::now_utc()).to_string();
        line.push('\n');
        // One write a line, so that lines of two threads do not mix. A host that is gone is no reason to fail (D8).
        let _ = (&*self.stderr).write_all(line.as_bytes());
    }
}

/// A line of an event, with the fields that are around it.
fn line(event: &Event<'_>, around: Map<String, Value>, now: OffsetDateTime) -> Value {
    let mut fields = Fields(around);
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

/// The fields of one event, or of one span. A field that is named like one of hclog's own keys loses to them, since a value of another
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
    use std::io::{Read as _, Seek as _};

    use time::{Date, Month, Time};
    use tracing::{info, info_span};
    use tracing_subscriber::Registry;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    /// The lines that are written meanwhile, without their times.
    fn written(log: impl FnOnce()) -> Vec<Value> {
        let mut file = tempfile::tempfile().unwrap();
        let layer = HclogLayer::new(Arc::new(file.try_clone().unwrap()));
        tracing::subscriber::with_default(Registry::default().with(layer), log);
        let mut text = String::new();
        file.rewind().unwrap();
        file.read_to_string(&mut text).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .map(|mut line| {
                line.as_object_mut().unwrap().remove("@timestamp").unwrap();
                line
            })
            .collect()
    }

    #[test]
    fn numbers_and_truths_stay_what_they_are() {
        let lines = written(|| {
            info!(target: "kv", int = -3, big = u64::MAX, half = 0.5, yes = true, text = "t", debug = ?Some(1), "low");
        });
        let expected = serde_json::json!({
            "@level": "info", "@message": "low", "@module": "kv",
            "int": -3, "big": u64::MAX, "half": 0.5, "yes": true, "text": "t", "debug": "Some(1)",
        });
        assert_eq!(lines, [expected]);
    }

    // J10.
    #[test]
    fn no_field_takes_the_place_of_hclogs_own() {
        let lines = written(|| info!(target: "kv", { "@level" = 3, "@module" = 7 }, "7"));
        assert_eq!(lines, [serde_json::json!({ "@level": "info", "@message": "7", "@module": "kv" })]);
    }

    #[test]
    fn the_fields_of_the_spans_around_an_event_are_its_own() {
        let lines = written(|| {
            let request = info_span!("request", user = "u", id = 1, late = tracing::field::Empty);
            let _request = request.enter();
            let _load = info_span!("load", id = 2, message = "of a span").entered();
            request.record("late", 5);
            info!(target: "kv", left = 3, "low");
            info!(target: "kv", id = 9, "own");
        });
        let expected = [("low", "left", 3, 2), ("own", "id", 9, 9)].map(|(message, name, value, id)| {
            let mut line = serde_json::json!({
                "@level": "info", "@message": message, "@module": "kv", "span": "request:load",
                "user": "u", "late": 5, "id": id,
            });
            line[name] = value.into();
            line
        });
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_timestamp_has_six_digits_of_a_second() {
        let date = Date::from_calendar_date(2026, Month::March, 4).unwrap();
        let time = Time::from_hms_micro(5, 6, 7, 89).unwrap();
        assert_eq!(timestamp(OffsetDateTime::new_utc(date, time)), "2026-03-04T05:06:07.000089Z");
    }
}
