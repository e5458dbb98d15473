//! What a run has found, for people and for programs.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::check::{Check, Level, Seen, Unmet};
use super::run::HOPELESS;

/// All that one run has found, in the order of the list of checks. Shown, it is a table for people.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Program and arguments.
    pub command: String,
    /// One for each check that was asked for.
    pub findings: Vec<Finding>,
    /// How long the run took.
    #[serde(rename = "took_seconds", serialize_with = "seconds")]
    pub took: Duration,
}

/// What became of one check.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// The check's name.
    pub id: &'static str,
    /// What it shows, as a sentence about a good plugin.
    pub title: &'static str,
    /// How much hangs on it.
    pub level: Level,
    /// The numbers of the facts of the protocol it stands on.
    pub facts: &'static [&'static str],
    /// What a good plugin shows.
    pub expected: &'static str,
    /// Whether this one did.
    pub outcome: Outcome,
    /// What was seen; of a skipped check, why it says nothing.
    pub seen: String,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// As expected.
    Passed,
    /// Otherwise.
    Failed,
    /// It would have said nothing about this plugin.
    Skipped,
}

impl Finding {
    pub(in crate::testing) fn of(check: &Check, seen: Seen) -> Self {
        let (outcome, seen) = match seen {
            Ok(seen) => (Outcome::Passed, seen),
            Err(Unmet::Failed(seen)) => (Outcome::Failed, seen),
            Err(Unmet::Skipped(why)) => (Outcome::Skipped, why),
        };
        let Check { id, title, level, facts, expected, .. } = *check;
        Self { id, title, level, facts, expected, outcome, seen }
    }

    /// The first part of the check's name.
    pub fn group(&self) -> &'static str {
        self.id.split_once('-').map_or(self.id, |(group, _)| group)
    }
}

impl Report {
    /// The failed checks of this weight or more.
    pub fn failed(&self, least: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level <= least && finding.outcome == Outcome::Failed)
    }

    /// The same report for each run of the same plugin: without times, paths, numbers of processes and ports, and without what
    /// was seen of passed checks.
    pub fn golden(&self) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            let Finding { id, level, outcome, seen, .. } = finding;
            let seen = match outcome {
                Outcome::Passed => String::new(),
                Outcome::Failed | Outcome::Skipped => format!("  {}", scrubbed(seen)),
            };
            text.push_str(format!("{:<8} {level:<9} {id:<30}{seen}", outcome.name()).trim_end());
            text.push('\n');
        }
        text
    }

    fn count(&self, level: Level, outcome: Outcome) -> usize {
        self.findings.iter().filter(|finding| finding.level == level && finding.outcome == outcome).count()
    }
}

impl Outcome {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "conformance of {}", self.command)?;
        let mut group = "";
        let hopeless = self.findings.iter().find(|finding| finding.seen.starts_with(HOPELESS));
        let left_out = |finding: &&Finding| hopeless.is_some() && finding.outcome == Outcome::Skipped;
        for finding in self.findings.iter().filter(|finding| !left_out(finding)) {
            if finding.group() != group {
                group = finding.group();
                writeln!(f, "\n{group}")?;
            }
            write!(f, "{finding}")?;
        }
        writeln!(f)?;
        if let Some(finding) = hopeless {
            let count = self.findings.iter().filter(left_out).count();
            writeln!(f, "{count} further checks were not made: {}\n", finding.seen)?;
        }
        for level in Level::ALL {
            let of = |outcome| self.count(level, outcome);
            let (passed, failed, skipped) = (of(Outcome::Passed), of(Outcome::Failed), of(Outcome::Skipped));
            if passed + failed + skipped > 0 {
                writeln!(f, "{level:<9} {passed:>3} passed, {failed:>2} failed, {skipped:>2} skipped")?;
            }
        }
        writeln!(f, "took {:.1} s", self.took.as_secs_f64())
    }
}

/// One line where all is well; else what was expected, and what was seen.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, title, level, facts, expected, outcome, seen } = self;
        match outcome {
            Outcome::Passed => writeln!(f, "  ok      {id:<30} {title}"),
            Outcome::Skipped => writeln!(f, "  -       {id:<30} skipped: {seen}"),
            Outcome::Failed => {
                writeln!(f, "  FAILED  {id:<30} {title}")?;
                writeln!(f, "          {level}, by {}", facts.join(", "))?;
                writeln!(f, "          expected: {expected}")?;
                writeln!(f, "          seen:     {seen}")
            }
        }
    }
}

fn seconds<S: serde::Serializer>(took: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(took.as_secs_f64())
}

/// A text without what is another in each run.
fn scrubbed(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(word).collect();
    words.join(" ")
}

/// Paths, addresses and long numbers, with what stands around them left as it is.
fn word(word: &str) -> String {
    let rest = word.trim_start_matches(|c: char| "\"'(|,;:".contains(c));
    let core = rest.trim_end_matches(|c: char| "\"'),;:.".contains(c));
    let (before, after) = (&word[..word.len() - rest.len()], &rest[core.len()..]);
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    let core = if core.starts_with('/') && core.len() > 1 {
        "PATH"
    } else if core.contains(['/', '|']) && core.contains("/tmp/") {
        "WITH-PATH"
    } else if digits >= 4 {
        "NUMBER"
    } else {
        core
    };
    format!("{before}{core}{after}")
}
