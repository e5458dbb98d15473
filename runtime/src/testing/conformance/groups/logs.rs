//! What it writes on stderr.

use serde_json::{Map, Value};

use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::first::First;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "logs-crash",
        title: "its log lines crash no Go host",
        level: Level::Required,
        facts: &["J10"],
        expected: "@message, @level and @timestamp are strings, in every JSON line",
        needs: &[],
        way: Way::Look(crash),
    },
    Check {
        id: "logs-times",
        title: "its log lines have times that Go hosts read",
        level: Level::Expected,
        facts: &["J4", "J8"],
        expected: "@timestamp with six digits of a second and a zone, where there is one",
        needs: &["logs-crash"],
        way: Way::Look(times),
    },
    Check {
        id: "logs-length",
        title: "its log lines are not too long",
        level: Level::Expected,
        facts: &["J2", "J8"],
        expected: "lines of less than 64 KiB",
        needs: &[],
        way: Way::Look(length),
    },
];

fn crash(first: &First) -> Seen {
    let entries: Vec<_> = entries(first).collect();
    for entry in &entries {
        for key in ["@message", "@level", "@timestamp"] {
            if let Some(value) = entry.get(key).filter(|value| !value.is_string()) {
                return Err(Unmet::Failed(format!("{key}: {value}")));
            }
        }
    }
    Ok(format!("{} lines of JSON", entries.len()))
}

fn times(first: &First) -> Seen {
    let mut count = 0;
    for entry in entries(first) {
        let Some(time) = entry.get("@timestamp").and_then(Value::as_str) else { continue };
        count += 1;
        if !is_time(time) {
            return Err(Unmet::Failed(format!("{time:?}")));
        }
    }
    Ok(format!("{count} times"))
}

fn length(first: &First) -> Seen {
    const LONGEST: usize = 64 * 1024;
    let longest = first.stderr.lines().map(str::len).max().unwrap_or_default();
    verdict(longest < LONGEST, format!("lines of up to {longest} bytes"))
}

/// The JSON objects among the lines.
fn entries(first: &First) -> impl Iterator<Item = Map<String, Value>> {
    first.stderr.lines().filter_map(|line| serde_json::from_str(line).ok())
}

/// `2006-01-02T15:04:05.000000` and `Z` or `±07:00`, as Go hosts have it (J4).
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let zone = shape.strip_prefix("0000-00-00T00:00:00.000000");
    matches!(zone, Some("Z" | "+00:00" | "-00:00"))
}
