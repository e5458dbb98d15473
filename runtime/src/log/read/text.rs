//! Lines that are no JSON: the level that their beginning tells, and panics.

use std::borrow::Cow;

use super::Level;

/// Reads one plugin's lines of text.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Whether a panic was seen: from then on lines without a level are errors (J7).
    panicked: bool,
}

impl Text {
    /// How much a line matters. go-plugin knows tags at the start (J6); a time and then a level mean the same.
    pub(super) fn level(&mut self, line: &str) -> Level {
        self.panicked |= is_panic(line);
        let told = tag(line).or_else(|| {
            let line = without_colours(line);
            stamped(&line).or_else(|| glog(&line)).or_else(|| logfmt(&line))
        });
        told.unwrap_or(if self.panicked { Level::Error } else { Level::Debug })
    }
}

/// The first line of a panic, in Go (J7) and in Rust.
fn is_panic(line: &str) -> bool {
    let rust = |line: &str| line.starts_with("thread '") && ENDS_OF_THREADS.iter().any(|end| line.contains(end));
    PANICS.iter().any(|start| line.starts_with(start)) || rust(line)
}

/// `[WARN] low`: J6.
fn tag(line: &str) -> Option<Level> {
    let (name, _) = line.strip_prefix('[')?.split_once(']')?;
    TAGS.iter().find(|(tag, _)| *tag == name).map(|(_, level)| *level)
}

/// A time and a level behind it: `2026-01-02T03:04:05Z  WARN low` as `tracing` writes it, `[2026-01-02T03:04:05Z WARN  kv]
/// low` as env_logger does, `2026-01-02T03:04:05.000+0100 [WARN]  low` as hclog does without JSON, and `2026/01/02
/// 03:04:05 WARN low` as Go's log and slog do.
fn stamped(line: &str) -> Option<Level> {
    let (line, bracketed) = line.strip_prefix('[').map_or((line, false), |rest| (rest, true));
    let (date, rest) = line.split_at_checked("2026-01-02".len())?;
    let separator = date.get(4..5).filter(|separator| ["-", "/"].contains(separator))?;
    if !fits(date, &format!("0000{separator}00{separator}00")) {
        return None;
    }
    let (time, rest) = rest.strip_prefix(['T', ' '])?.split_once(' ')?;
    if !time.get(..8).is_some_and(|time| fits(time, "00:00:00")) {
        return None;
    }
    let rest = rest.trim_start_matches(' ');
    let (name, _) = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => rest.split_once([' ', ':']).or_else(|| rest.split_once(']').filter(|_| bracketed))?,
    };
    STAMPED.iter().find(|(known, _)| *known == name.trim_end()).map(|(_, level)| *level)
}

/// `W0102 03:04:05.000006    7 kv.go:9] low`: glog's, and Kubernetes's klog.
fn glog(line: &str) -> Option<Level> {
    let (severity, rest) = line.split_at_checked(1)?;
    let known = rest.get(.."0102 03:04:05.".len()).is_some_and(|stamp| fits(stamp, "0000 00:00:00."));
    let level = match severity {
        "I" => Level::Info,
        "W" => Level::Warn,
        "E" | "F" => Level::Error,
        _ => return None,
    };
    (known && rest.contains("] ")).then_some(level)
}

/// `time=… level=WARN msg=low`: slog's text, and logrus's where nobody looks.
fn logfmt(line: &str) -> Option<Level> {
    let rest = ["time=", "ts=", "level="].iter().any(|start| line.starts_with(start)).then_some(line)?;
    let (before, rest) = rest.split_once("level=")?;
    let (name, rest) = rest.split_once(' ')?;
    let is_key = before.is_empty() || before.ends_with(' ');
    let message = rest.starts_with("msg=") || rest.contains(" msg=");
    Level::named(name.trim_matches('"')).filter(|_| is_key && message)
}

/// Whether a text has a digit wherever the pattern has one, and the pattern's own character elsewhere.
fn fits(text: &str, pattern: &str) -> bool {
    let same = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == pattern.len() && text.bytes().zip(pattern.bytes()).all(same)
}

/// The line without the sequences that colour it in a terminal: `tracing` writes them into pipes too.
fn without_colours(line: &str) -> Cow<'_, str> {
    if !line.contains(COLOUR) {
        return line.into();
    }
    let mut pieces = line.split(COLOUR);
    let first = pieces.next().unwrap_or_default().to_owned();
    let after = |piece: &'_ str| piece.split_once('m').map_or(String::new(), |(_, text)| text.to_owned());
    pieces.fold(first, |text, piece| text + &after(piece)).into()
}

const COLOUR: &str = "\x1b[";

const PANICS: [&str; 3] = ["panic: ", "fatal error: ", "fatal runtime error: "];

const ENDS_OF_THREADS: [&str; 2] = [" panicked at ", " has overflowed its stack"];

/// go-plugin's tags, and no others (J6).
const TAGS: [(&str, Level); 5] = [
    ("TRACE", Level::Trace),
    ("DEBUG", Level::Debug),
    ("INFO", Level::Info),
    ("WARN", Level::Warn),
    ("ERROR", Level::Error),
];

/// The levels that stand behind a time.
const STAMPED: [(&str, Level); 8] = [
    ("TRACE", Level::Trace),
    ("DEBUG", Level::Debug),
    ("INFO", Level::Info),
    ("WARN", Level::Warn),
    ("WARNING", Level::Warn),
    ("ERROR", Level::Error),
    ("FATAL", Level::Error),
    ("CRITICAL", Level::Error),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::read::{Reader, Record};

    #[test]
    fn a_tag_at_the_start_is_the_level_and_stays_in_the_message() {
        for (tag, level) in TAGS {
            let line = format!("[{tag}] test line 98765");
            assert_eq!(Reader::default().read(&line), Record::plain(level, &line));
        }
    }

    #[test]
    fn a_level_behind_a_time_is_the_lines_and_the_line_stays_whole() {
        let lines = [
            ("2026-01-02T03:04:05.000006Z  WARN kv: low left=3", Level::Warn),
            ("2026-01-02T03:04:05.000006Z TRACE request{id=1}: kv: low", Level::Trace),
            (
                "\x1b[2m2026-01-02T03:04:05.000006Z\x1b[0m \x1b[33m WARN\x1b[0m \x1b[2mkv\x1b[0m\x1b[2m:\x1b[0m low",
                Level::Warn,
            ),
            ("[2026-01-02T03:04:05Z WARN  kv] low", Level::Warn),
            ("[2026-01-02T03:04:05Z ERROR kv::disk] low", Level::Error),
            ("2026-01-02T03:04:05.678+0100 [WARN]  kv: low", Level::Warn),
            ("2026-01-02T03:04:05.678+0100 [INFO ] low", Level::Info),
            ("2026/01/02 03:04:05 INFO low left=3", Level::Info),
            ("2026/01/02 03:04:05.000006 [ERROR] low", Level::Error),
            ("2026-01-02 03:04:05,678 CRITICAL kv: low", Level::Error),
            ("2026-01-02 03:04:05 WARNING: low", Level::Warn),
            ("I0102 03:04:05.000006    7 kv.go:9] low", Level::Info),
            ("W0102 03:04:05.000006    7 kv.go:9] low", Level::Warn),
            ("F0102 03:04:05.000006    7 kv.go:9] low", Level::Error),
            (r#"time=2026-01-02T03:04:05.678+01:00 level=WARN msg=low left=3"#, Level::Warn),
            (r#"time="2026-01-02T03:04:05Z" level=warning msg="low" left=3"#, Level::Warn),
            (r#"level=error ts=2026-01-02T03:04:05Z msg="low""#, Level::Error),
        ];
        for (line, level) in lines {
            assert_eq!(Reader::default().read(line), Record::plain(level, line));
        }
    }

    // J6: whatever is not certainly a level is none.
    #[test]
    fn other_text_is_of_level_debug() {
        let lines = [
            " [WARN] late",
            "[warn] in lower case",
            "[WARNING] not go-plugin's",
            "[WARN",
            "WARN low",
            "ERROR: low",
            "error: low",
            "2026-01-02T03:04:05Z low: WARN",
            "2026-01-02T03:04:05Z WARNINGS were found",
            "2026-01-02T03:04:05Z warn low",
            "2026-01-02T03:04:05Z",
            "2026-01-02T03:04:05Z ",
            "2026-01-02 ERROR without a time",
            "2026-01/02 03:04:05 ERROR low",
            "2026-01-02T3:04:05Z ERROR low",
            "20260102T030405Z ERROR low",
            "x2026-01-02T03:04:05Z ERROR low",
            "äöü6-01-02T03:04:05Z ERROR low",
            "2026-01-02Tä:04:05Z ERROR low",
            "ERROR0102 03:04:05",
            "E0102 is a name",
            "E0102 03:04:05.000006 without a place",
            "D0102 03:04:05.000006    7 kv.go:9] low",
            "time=2026-01-02T03:04:05Z level=WARN",
            "time=2026-01-02T03:04:05Z sealevel=WARN msg=x",
            "time=2026-01-02T03:04:05Z level=beginner msg=x",
            "the level=error msg=x",
            "\x1b[",
            "\x1b[31mred\x1b[0m",
            "",
        ];
        for line in lines {
            assert_eq!(Reader::default().read(line), Record::plain(Level::Debug, line));
        }
    }
}
