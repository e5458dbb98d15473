//! How much a record matters, and what loggers call it.

use serde_json::Value;

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
    /// What went wrong, however badly; also every line of a panic (J7).
    Error,
}

impl Level {
    /// By hclog's names for it, and no others (J5).
    pub(super) fn of_hclog(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        HCLOG.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
    }

    /// By the names that loggers have for it, in any case; Go's slog counts from the nearest, as in `INFO+2`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let (base, offset) = name.split_at(name.find(['+', '-']).unwrap_or(name.len()));
        let level = HCLOG.iter().chain(&OTHERS).find(|(known, _)| *known == base).map(|(_, level)| *level)?;
        match offset {
            "" => Some(level),
            _ if offset[1..].parse::<u8>().is_err() => None,
            _ if level == Self::Debug && offset.starts_with('-') => Some(Self::Trace),
            _ => Some(level),
        }
    }

    /// By the numbers of bunyan and pino, between which an application may have its own.
    pub(super) fn numbered(number: u64) -> Option<Self> {
        match number {
            10..20 => Some(Self::Trace),
            20..30 => Some(Self::Debug),
            30..40 => Some(Self::Info),
            40..50 => Some(Self::Warn),
            50..70 => Some(Self::Error),
            _ => None,
        }
    }

    /// By a name or a number, as other loggers than hclog have it in JSON.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(name) => Self::named(name),
            Value::Number(number) => number.as_u64().and_then(Self::numbered),
            _ => None,
        }
    }
}

const HCLOG: [(&str, Level); 5] = [
    ("trace", Level::Trace),
    ("debug", Level::Debug),
    ("info", Level::Info),
    ("warn", Level::Warn),
    ("error", Level::Error),
];

/// Those of zap, logrus, winston, .NET, Python and syslog.
const OTHERS: [(&str, Level); 17] = [
    ("silly", Level::Trace),
    ("verbose", Level::Debug),
    ("information", Level::Info),
    ("informational", Level::Info),
    ("notice", Level::Info),
    ("warning", Level::Warn),
    ("err", Level::Error),
    ("crit", Level::Error),
    ("critical", Level::Error),
    ("fatal", Level::Error),
    ("dpanic", Level::Error),
    ("panic", Level::Error),
    ("alert", Level::Error),
    ("emerg", Level::Error),
    ("emergency", Level::Error),
    ("severe", Level::Error),
    ("exception", Level::Error),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Level::*;
    use super::*;

    #[test]
    fn levels_are_known_by_their_usual_names_in_any_case() {
        for (name, level) in HCLOG.iter().chain(&OTHERS) {
            for name in [(*name).to_owned(), name.to_uppercase(), format!(" {name} ")] {
                assert_eq!(Level::named(&name), Some(*level), "{name}");
            }
        }
        for name in ["", "off", "beginner", "info!", "infos", "+", "-4", "7", "default"] {
            assert_eq!(Level::named(name), None, "{name}");
        }
    }

    #[test]
    fn slogs_levels_between_are_the_nearest_below() {
        let names = ["DEBUG-4", "DEBUG+1", "INFO+2", "WARN+1", "ERROR+4", "INFO+", "INFO+x", "INFO+1+1"];
        let levels = [Some(Trace), Some(Debug), Some(Info), Some(Warn), Some(Error), None, None, None];
        assert_eq!(names.map(Level::named), levels);
    }

    #[test]
    fn pinos_numbers_are_levels_and_others_are_not() {
        let values = [10, 20, 30, 35, 40, 50, 60, 0, 7, 70, 100].map(|number| Level::of(&json!(number)));
        let levels = [Trace, Debug, Info, Info, Warn, Error, Error].map(Some);
        assert_eq!((&values[..7], &values[7..]), (&levels[..], &[None; 4][..]));
        assert_eq!(
            [json!(-30), json!(30.5), json!(true), json!({}), json!(null), json!("30")].map(|v| Level::of(&v)),
            [None; 6]
        );
    }

    #[test]
    fn hclog_has_its_own_names_only() {
        let names = ["trace", "DEBUG", " info ", "Warn", "ERROR", "warning", "fatal", "off", ""];
        let levels = [Some(Trace), Some(Debug), Some(Info), Some(Warn), Some(Error), None, None, None, None];
        assert_eq!(names.map(Level::of_hclog), levels);
    }
}
