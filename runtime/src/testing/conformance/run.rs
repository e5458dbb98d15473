//! One run of the suite.

use std::collections::HashSet;
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use tokio::time::timeout;

use super::check::{Check, Level, Seen, Unmet, Way};
use super::first::First;
use super::report::{Finding, Outcome, Report};
use super::trial::Trial;
use crate::error::TransportError;
use crate::testing::host::spelt;

/// A run of the suite against one program. Its settings may be changed until it [runs](Self::run).
#[derive(Debug)]
pub struct Conformance {
    trial: Trial,
    least: Level,
    only: Vec<String>,
    at_once: usize,
}

impl Conformance {
    /// Checks this program with these arguments, variables and directory. Without further settings it has no cookie, is offered
    /// version 1, has 10 seconds to print its line, and goes through every check.
    pub fn of(command: Command) -> Self {
        let trial = Trial { command, cookie: None, versions: vec![1], patience: Duration::from_secs(10) };
        let at_once = std::thread::available_parallelism().map_or(4, |count| (2 * count.get()).clamp(4, 16));
        Self { trial, least: Level::Extra, only: Vec::new(), at_once }
    }

    /// The magic cookie by which the plugin knows its hosts.
    #[must_use]
    pub fn cookie(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.trial.cookie = Some((key.into(), value.into()));
        self
    }

    /// The versions of the application's protocol that the plugin serves over gRPC. All of them: what it chooses among them
    /// is checked.
    #[must_use]
    pub fn versions(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.trial.versions = versions.into_iter().collect();
        self.trial.versions.sort_unstable();
        self
    }

    /// How long the plugin may take from its start to its line.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.trial.patience = patience;
        self
    }

    /// Makes no check of less weight.
    #[must_use]
    pub fn level(mut self, least: Level) -> Self {
        self.least = least;
        self
    }

    /// Makes this check, and no others but those that were named too; those that it needs are made and not reported.
    #[must_use]
    pub fn only(mut self, id: impl Into<String>) -> Self {
        self.only.push(id.into());
        self
    }

    /// How many plugins may run at a time: 1 where they would meet each other, say at a port of their own. Twice the number of
    /// processors unless set.
    #[must_use]
    pub fn at_once(mut self, count: usize) -> Self {
        self.at_once = count.max(1);
        self
    }

    /// Makes the checks.
    ///
    /// # Errors
    ///
    /// When the program is not there or cannot be run. A program that runs and is no plugin is a matter for the report.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub async fn run(self) -> Result<Report, TransportError> {
        let began = Instant::now();
        let first = First::of(&self.trial).await?;
        let (wanted, made) = self.selected();
        let mut findings: Vec<Finding> = Vec::with_capacity(made.len());
        let mut waiting = made;
        while !waiting.is_empty() {
            let known: HashSet<&str> = findings.iter().map(|finding| finding.id).collect();
            let pending: HashSet<&str> = waiting.iter().map(|check| check.id).collect();
            // What no host can start is not tried any further.
            let early = waiting.iter().any(|check| is_condition(check));
            let ready = |check: &&Check| {
                check.needs.iter().all(|id| known.contains(id) || !pending.contains(id))
                    && (!early || is_condition(check))
            };
            let (ready, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
            // The last groups have the longest waits.
            let making = ready.into_iter().rev().map(|check| self.make(check, &first, &findings));
            let found: Vec<Finding> = stream::iter(making).buffer_unordered(self.at_once).collect().await;
            findings.extend(found);
            waiting = later;
        }
        let place = |finding: &Finding| super::checks().position(|check| check.id == finding.id);
        findings.retain(|finding| wanted.contains(finding.id));
        findings.sort_by_key(place);
        Ok(Report { command: spelt(&self.trial.command), findings, took: began.elapsed() })
    }

    /// The names of the checks to report, and the checks to make.
    fn selected(&self) -> (HashSet<&'static str>, Vec<&'static Check>) {
        let named = |check: &Check| self.only.is_empty() || self.only.iter().any(|id| id == check.id);
        let asked = super::checks().filter(|check| check.level <= self.least && named(check));
        let wanted: HashSet<&str> = asked.map(|check| check.id).collect();
        // Needs come before those that need them.
        let made = super::checks().collect::<Vec<_>>().into_iter().rfold(wanted.iter().copied().collect(), with_needs);
        let is_made = |check: &&Check| made.contains(check.id) || is_condition(check);
        (wanted, super::checks().filter(is_made).collect())
    }

    async fn make(&self, check: &'static Check, first: &First, found: &[Finding]) -> Finding {
        let seen = match blocked(check, found) {
            Some(why) => Err(Unmet::Skipped(why)),
            None => self.tried(check, first).await,
        };
        Finding::of(check, seen)
    }

    async fn tried(&self, check: &Check, first: &First) -> Seen {
        let longest = self.trial.patience + LONGEST;
        match check.way {
            Way::Look(look) => look(first),
            Way::Try(attempt) => match timeout(longest, attempt(&self.trial)).await {
                Ok(seen) => seen,
                Err(_) => Err(Unmet::Failed(format!("nothing came of it within {longest:?}"))),
            },
            Way::Watch(_) | Way::Launch(_) => Err(Unmet::skipped("it is about hosts")),
        }
    }
}

/// Adds what a check needs, if it is among those to make.
fn with_needs(mut made: HashSet<&'static str>, check: &'static Check) -> HashSet<&'static str> {
    if made.contains(check.id) {
        made.extend(check.needs);
    }
    made
}

/// Whether no host can do anything with a plugin that fails this.
fn is_condition(check: &Check) -> bool {
    check.group() == "handshake" && check.level == Level::Required
}

/// Why it would say nothing, if so.
fn blocked(check: &Check, found: &[Finding]) -> Option<String> {
    let is = |id: &str, outcome| found.iter().any(|finding| finding.id == id && finding.outcome == outcome);
    let mut conditions = super::checks().filter(|condition| is_condition(condition));
    let unusable = conditions.find(|condition| is(condition.id, Outcome::Failed));
    match unusable.filter(|_| !is_condition(check)) {
        Some(unusable) => Some(format!("{HOPELESS}{}", unusable.id)),
        None => check.needs.iter().find(|id| !is(id, Outcome::Passed)).map(|unmet| format!("it needs {unmet}")),
    }
}

/// Before the name of the check that shows it.
pub(super) const HOPELESS: &str = "no host can start it: ";
/// How long a check may take beside the start.
const LONGEST: Duration = Duration::from_secs(30);
