//! What a check is, before it is made.

use std::fmt::{self, Display};
use std::pin::Pin;
use std::str::FromStr;

use super::first::First;
use super::trial::Trial;
use crate::testing::probe::{self, Ran};

/// How much hangs on a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Hosts depend on it: without it some host of go-plugin cannot start, trust, reach or talk to the plugin, or somebody
    /// gets in who must not, or runs it by mistake.
    Required,
    /// What every plugin made with today's go-plugin does. Hosts cope without it, with worse words or slower ends.
    Expected,
    /// What not even go-plugin's own plugins all do, and people ask for.
    Extra,
}

impl Level {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Required, Self::Expected, Self::Extra];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Expected => "expected",
            Self::Extra => "extra",
        }
    }
}

impl Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("{text:?} is no level; there are required, expected and extra");
        Self::ALL.into_iter().find(|level| level.name() == text).ok_or_else(known)
    }
}

/// One thing that the suite looks at.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name in reports and on command lines: group, `-`, and what is special about it.
    pub id: &'static str,
    /// What it shows, as a sentence about a good plugin.
    pub title: &'static str,
    /// How much hangs on it.
    pub level: Level,
    /// The numbers of the facts of the protocol it stands on.
    pub facts: &'static [&'static str],
    /// What a good plugin shows, in the words of reports.
    pub expected: &'static str,
    /// Checks without whose passing this one says nothing: it is skipped then.
    pub needs: &'static [&'static str],
    pub(in crate::testing) way: Way,
}

/// How a check is made. An answer says what was seen.
#[derive(Clone, Copy)]
pub(in crate::testing) enum Way {
    /// By a look at the first start, which all of these share.
    Look(fn(&First) -> Seen),
    /// By a start of its own.
    Try(for<'a> fn(&'a Trial) -> Tried<'a>),
    /// Of a host: by a look at its first run, with a good plugin.
    Watch(fn(&probe::Trial, &Ran) -> Seen),
    /// Of a host: by runs of its own. The first one is there to compare.
    Launch(for<'a> fn(&'a probe::Trial, &'a Ran) -> Tried<'a>),
}

/// What was seen of a plugin that is good in this, or how it is not.
pub(in crate::testing) type Seen = Result<String, Unmet>;

/// A check that is being made.
pub(in crate::testing) type Tried<'a> = Pin<Box<dyn Future<Output = Seen> + Send + 'a>>;

/// Why a check was not passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::testing) enum Unmet {
    /// This was seen instead of what is expected.
    Failed(String),
    /// It says nothing about this plugin.
    Skipped(String),
}

impl Unmet {
    pub(in crate::testing) fn failed(seen: impl Display) -> Self {
        Self::Failed(seen.to_string())
    }

    pub(in crate::testing) fn skipped(why: impl Display) -> Self {
        Self::Skipped(why.to_string())
    }
}

/// `seen` where `good`; the check failed otherwise.
pub(in crate::testing) fn verdict(good: bool, seen: impl Display) -> Seen {
    if good { Ok(seen.to_string()) } else { Err(Unmet::failed(seen)) }
}

impl Check {
    /// The first part of its name.
    pub fn group(&self) -> &'static str {
        self.id.split_once('-').map_or(self.id, |(group, _)| group)
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("id", &self.id).field("level", &self.level).finish_non_exhaustive()
    }
}
