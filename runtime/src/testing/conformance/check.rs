//! What a check is, before it is made.

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

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl std::str::FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || format!("{text:?} is no level; there are required, expected and extra");
        Self::ALL.into_iter().find(|level| level.name() == text).ok_or_else(known)
    }
}

/// One thing that the suite looks at.
#[derive(Debug, Clone, Copy)]
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
}

impl Check {
    /// The first part of its name.
    pub fn group(&self) -> &'static str {
        self.id.split_once('-').map_or(self.id, |(group, _)| group)
    }
}
