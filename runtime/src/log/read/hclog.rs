//! hclog's JSON, by go-plugin's own rules (J4, J5, J10).

use serde_json::{Map, Value};

use super::{Level, Record, shown};

/// Whether it is for hclog's rules to judge.
pub(super) fn is_meant_by(object: &Map<String, Value>) -> bool {
    [LEVEL, MESSAGE].iter().any(|key| object.contains_key(*key))
}

/// `None` where hclog's own keys are missing or of another type.
pub(super) fn record(mut object: Map<String, Value>) -> Option<Record> {
    let mut own = |key: &str| match object.remove(key) {
        Some(Value::String(text)) => Some(Some(text)),
        None => Some(None),
        Some(_) => None,
    };
    let (level, message, timestamp) = (own(LEVEL)?, own(MESSAGE)?, own("@timestamp")?);
    let level = level.as_deref().and_then(Level::of_hclog)?;
    let fields = object.into_iter().map(|(key, value)| (key, shown(value))).collect();
    Some(Record { level, message: message.unwrap_or_default(), timestamp, fields })
}

const LEVEL: &str = "@level";
const MESSAGE: &str = "@message";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::read::Reader;

    #[test]
    fn a_line_keeps_level_message_time_and_fields() {
        let record = Reader::default().read(
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
    fn keys_of_another_type_or_level_leave_the_line_as_it_is() {
        let lines = [
            r#"{"@level":"off","@message":"x"}"#,
            r#"{"@level":3,"@message":"x"}"#,
            r#"{"@level":"info","@message":{}}"#,
            r#"{"@level":"info","@timestamp":7}"#,
            r#"{"@level":"warning","@message":"go-plugin knows no such level"}"#,
            // The keys of other loggers do not help a line of hclog.
            r#"{"@level":"off","level":"info","msg":"x"}"#,
            r#"{"@message":"x","level":"info"}"#,
        ];
        for line in lines {
            assert_eq!(Reader::default().read(line), Record::plain(Level::Debug, line));
        }
    }
}
