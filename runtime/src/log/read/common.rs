//! The JSON of loggers that are not hclog: `tracing`, zap, logrus, slog, zerolog, pino, bunyan, structlog, ECS.
//!
//! They agree on much: a level, a message and a time under one of a few keys, and fields beside them. go-plugin shows
//! such a line as it is, at debug; here it has the level that it says.

use serde_json::{Map, Value};

use super::{Level, MODULE, Record, shown};

/// `None` where no level is told, or one that means something else: then the line is shown as it is (J5).
pub(super) fn record(mut object: Map<String, Value>) -> Option<Record> {
    let (key, level) = LEVELS.iter().find_map(|key| Some((*key, Level::of(object.get(*key)?)?)))?;
    let numbered = object.remove(key)?.is_number();
    // `tracing` has the event's own fields, message and all, in an object of their own, unless told to flatten them.
    let mut own = take(&mut object, "fields", Value::is_object);
    let nested = own.as_mut().and_then(Value::as_object_mut);
    let message = take_text(&mut object, &MESSAGES).or_else(|| take_text(nested?, &MESSAGES));
    if numbered && message.is_none() {
        return None; // A number under such a name is a level only in a log.
    }
    // Any other logger's `target` is a field.
    let is_tracings = own.is_some() || object.get("timestamp").is_some_and(Value::is_string);
    let target = take(&mut object, "target", |value| is_tracings && value.is_string());
    let timestamp = TIMES.iter().find_map(|key| take(&mut object, key, is_time));

    let mut fields = Fields(Vec::new());
    target.into_iter().for_each(|target| fields.add(MODULE.to_owned(), target));
    fields.add_all(own);
    fields.add_spans(&mut object);
    fields.add_all(Some(Value::Object(object)));
    Some(Record { level, message: message.unwrap_or_default(), timestamp: timestamp.map(shown), fields: fields.0 })
}

/// A record's fields; of two with one name the first stays, which is the nearer one.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn add(&mut self, name: String, value: Value) {
        if self.0.iter().all(|(known, _)| *known != name) {
            self.0.push((name, shown(value)));
        }
    }

    fn add_all(&mut self, fields: Option<Value>) {
        if let Some(Value::Object(fields)) = fields {
            fields.into_iter().for_each(|(name, value)| self.add(name, value));
        }
    }

    /// The spans that a `tracing` event is in: their names as one path, outermost first, and their fields as its own.
    fn add_spans(&mut self, object: &mut Map<String, Value>) {
        let spans = match (object.get("spans"), object.get("span")) {
            (Some(Value::Array(spans)), _) if spans.iter().all(is_span) => spans.clone(),
            (None, Some(span)) if is_span(span) => vec![span.clone()],
            _ => return,
        };
        object.remove("spans");
        object.remove("span");
        let names: Vec<&str> = spans.iter().filter_map(|span| span["name"].as_str()).collect();
        if !names.is_empty() {
            self.add("span".to_owned(), names.join(":").into());
        }
        for mut span in spans.into_iter().rev() {
            span.as_object_mut().map(|span| span.remove("name"));
            self.add_all(Some(span));
        }
    }
}

/// What `tracing` writes for a span: an object with its name, and its fields beside it.
fn is_span(value: &Value) -> bool {
    value.get("name").is_some_and(Value::is_string)
}

fn is_time(value: &Value) -> bool {
    value.is_string() || value.is_number()
}

fn take(object: &mut Map<String, Value>, key: &str, meant: impl Fn(&Value) -> bool) -> Option<Value> {
    object.get(key).is_some_and(meant).then(|| object.remove(key))?
}

fn take_text(object: &mut Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| take(object, key, Value::is_string)).map(shown)
}

const LEVELS: [&str; 5] = ["level", "lvl", "severity", "log.level", "levelname"];
const MESSAGES: [&str; 3] = ["msg", "message", "event"];
const TIMES: [&str; 4] = ["timestamp", "time", "ts", "@timestamp"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::read::Reader;

    /// A line, and what is understood of it: level, message, time, fields as `name=value`.
    type Row = (&'static str, Level, &'static str, Option<&'static str>, &'static [&'static str]);

    /// As each logger writes it, with its defaults.
    const LINES: [Row; 14] = [
        (
            r#"{"timestamp":"2026-01-02T03:04:05.000006Z","level":"WARN","fields":{"message":"low","left":3,"ok":true},"target":"kv::disk","span":{"id":7,"name":"load"},"spans":[{"name":"request","id":1,"user":"u"},{"id":7,"name":"load"}]}"#,
            Level::Warn,
            "low",
            Some("2026-01-02T03:04:05.000006Z"),
            &["@module=kv::disk", "left=3", "ok=true", "span=request:load", "id=7", "user=u"],
        ),
        (
            r#"{"timestamp":"2026-01-02T03:04:05Z","level":"INFO","message":"flat","left":3,"target":"kv","span":{"name":"load"}}"#,
            Level::Info,
            "flat",
            Some("2026-01-02T03:04:05Z"),
            &["@module=kv", "span=load", "left=3"],
        ),
        (
            r#"{"timestamp":"t","level":"TRACE","fields":{"left":3},"target":"kv","threadId":"ThreadId(1)"}"#,
            Level::Trace,
            "",
            Some("t"),
            &["@module=kv", "left=3", "threadId=ThreadId(1)"],
        ),
        (
            r#"{"level":"dpanic","ts":1767323045.1234,"logger":"kv","caller":"a/b.go:7","msg":"zap","target":"prod"}"#,
            Level::Error,
            "zap",
            Some("1767323045.1234"),
            &["caller=a/b.go:7", "logger=kv", "target=prod"],
        ),
        (
            r#"{"level":"warning","msg":"logrus","time":"2026-01-02T03:04:05Z","n":1.5}"#,
            Level::Warn,
            "logrus",
            Some("2026-01-02T03:04:05Z"),
            &["n=1.5"],
        ),
        (
            r#"{"time":"2026-01-02T03:04:05.123Z","level":"INFO+1","msg":"slog","request":{"id":7}}"#,
            Level::Info,
            "slog",
            Some("2026-01-02T03:04:05.123Z"),
            &[r#"request={"id":7}"#],
        ),
        (
            r#"{"level":"error","error":"no disk","time":1767323045,"message":"zerolog"}"#,
            Level::Error,
            "zerolog",
            Some("1767323045"),
            &["error=no disk"],
        ),
        (r#"{"level":"info","left":3}"#, Level::Info, "", None, &["left=3"]),
        (
            r#"{"level":40,"time":1767323045123,"pid":7,"hostname":"h","msg":"pino"}"#,
            Level::Warn,
            "pino",
            Some("1767323045123"),
            &["hostname=h", "pid=7"],
        ),
        (
            r#"{"name":"kv","hostname":"h","pid":7,"level":60,"msg":"bunyan","time":"2026-01-02T03:04:05.123Z","v":0}"#,
            Level::Error,
            "bunyan",
            Some("2026-01-02T03:04:05.123Z"),
            &["hostname=h", "name=kv", "pid=7", "v=0"],
        ),
        (
            r#"{"event":"structlog","level":"critical","timestamp":"2026-01-02T03:04:05Z","logger":"kv"}"#,
            Level::Error,
            "structlog",
            Some("2026-01-02T03:04:05Z"),
            &["logger=kv"],
        ),
        (
            r#"{"@timestamp":"2026-01-02T03:04:05Z","log.level":"debug","message":"ECS","ecs.version":"1.6.0"}"#,
            Level::Debug,
            "ECS",
            Some("2026-01-02T03:04:05Z"),
            &["ecs.version=1.6.0"],
        ),
        (
            r#"{"severity":"NOTICE","message":"a cloud's","level":"beginner"}"#,
            Level::Info,
            "a cloud's",
            None,
            &["level=beginner"],
        ),
        (
            r#"{"level":"info","message":{"text":"no string"},"time":{}}"#,
            Level::Info,
            "",
            None,
            &[r#"message={"text":"no string"}"#, "time={}"],
        ),
    ];

    #[test]
    fn a_line_of_any_usual_logger_keeps_level_message_time_and_fields() {
        for (line, level, message, timestamp, fields) in LINES {
            let record = Reader::default().read(line);
            assert_eq!(
                (record.level, record.message.as_str(), record.timestamp.as_deref()),
                (level, message, timestamp),
                "{line}"
            );
            let seen: Vec<String> = record.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(seen, fields, "{line}");
        }
    }

    // J5.
    #[test]
    fn an_object_without_a_level_is_shown_as_it_is() {
        let lines = [
            r#"{"msg":"no level"}"#,
            r#"{"level":"beginner","message":"a game's"}"#,
            r#"{"level":"off","message":"x"}"#,
            r#"{"level":30,"health":100}"#,
            r#"{"level":6,"short_message":"a syslog's number"}"#,
            r#"{"level":true,"msg":"x"}"#,
            r#"{"level":null,"msg":"x"}"#,
            r#"{"level":{"name":"info"},"msg":"x"}"#,
            r#"{"fields":{"level":"info","message":"x"}}"#,
        ];
        for line in lines {
            assert_eq!(Reader::default().read(line), Record::plain(Level::Debug, line));
        }
    }

    #[test]
    fn spans_of_another_shape_are_fields() {
        for (line, fields) in [
            (r#"{"level":"info","msg":"x","span":"abc"}"#, "span=abc"),
            (r#"{"level":"info","msg":"x","spans":[1]}"#, "spans=[1]"),
            (r#"{"level":"info","msg":"x","span":{"id":1}}"#, r#"span={"id":1}"#),
        ] {
            let record = Reader::default().read(line);
            let seen: Vec<String> = record.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(seen, [fields]);
        }
    }
}
