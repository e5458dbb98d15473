//! A whole probe of one host.

use std::io;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};

use super::groups::checks;
use super::nothing::Nothing;
use super::trial::{PLUGIN, Ran, Trial};
use crate::handshake::Handshake;
use crate::serve::Server;
use crate::testing::conformance::{Check, Finding, Level, Report, Unmet, Way, Witnessed};
use crate::testing::host::spelt;

/// A probe of one host. Its settings may be changed until it [runs](Self::run).
#[derive(Debug)]
pub struct Probe {
    trial: Trial,
    has_services: bool,
    least: Level,
    only: Vec<String>,
    at_once: usize,
}

impl Probe {
    /// Probes this program, with these arguments, variables and directory, in which `{plugin}` stands for the path of the
    /// plugin that it is to launch. Without further settings its plugins have no cookie, are of version 1 and have none but
    /// go-plugin's own services: to every other call they answer UNIMPLEMENTED. A run may take 20 seconds, and every check is
    /// made.
    pub fn of(command: Command) -> Self {
        let trial = Trial {
            command,
            server: Arc::new(|| Server::new(Handshake::new(1, "", ""))),
            cookie: Default::default(),
            version: 1,
            patience: Duration::from_secs(20),
        };
        let at_once = std::thread::available_parallelism().map_or(4, |count| (2 * count.get()).clamp(4, 16));
        Self { trial, has_services: false, least: Level::Extra, only: Vec::new(), at_once }
    }

    /// The magic cookie that the host gives to its plugins.
    #[must_use]
    pub fn cookie(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.trial.cookie = (key.into(), value.into());
        self
    }

    /// The version of the application's protocol that the plugins have.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.trial.version = version;
        self
    }

    /// What the plugins serve: a server that is made anew for each launch. It has the cookie and the version itself, which are
    /// to be those that were named here.
    #[must_use]
    pub fn serving(mut self, server: impl Fn() -> Server + Send + Sync + 'static) -> Self {
        self.trial.server = Arc::new(server);
        self.has_services = true;
        self
    }

    /// How long one run of the host may take before it is killed.
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

    /// Makes this check, and no others but those that were named too.
    #[must_use]
    pub fn only(mut self, id: impl Into<String>) -> Self {
        self.only.push(id.into());
        self
    }

    /// How many hosts may run at a time: 1 where they would meet each other, say in a file. Twice the number of processors
    /// unless set.
    #[must_use]
    pub fn at_once(mut self, count: usize) -> Self {
        self.at_once = count.max(1);
        self
    }

    /// Makes the checks.
    ///
    /// # Errors
    ///
    /// When the program cannot be run, or `{plugin}` is nowhere in its arguments and variables.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub async fn run(mut self) -> io::Result<Report> {
        let began = Instant::now();
        if !names_plugin(&self.trial.command) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "{plugin} is in no argument and no variable"));
        }
        if !self.has_services {
            self.trial.server = serving_nothing(&self.trial);
        }
        let trial = &self.trial;
        let first = match trial.run(trial.plugin()).await {
            Ok(ran) => ran,
            Err(Unmet::Failed(why) | Unmet::Skipped(why)) => return Err(io::Error::other(why)),
        };
        let named = |check: &Check| self.only.is_empty() || self.only.iter().any(|id| id == check.id);
        let mut wanted: Vec<_> = checks().filter(|check| check.level <= self.least && named(check)).collect();
        // What waits for the end of a start takes longest.
        wanted.sort_by_key(|check| check.group() != "refuse");
        let making = wanted.into_iter().map(|check| make(trial, check, &first));
        let mut findings: Vec<Finding> = stream::iter(making).buffer_unordered(self.at_once).collect().await;
        findings.sort_by_key(|finding| checks().position(|check| check.id == finding.id));
        Ok(Report { command: spelt(&trial.command), findings, took: began.elapsed() })
    }
}

async fn make(trial: &Trial, check: &'static Check, first: &Ran) -> Finding {
    let seen = match blocked(check, first) {
        Some(why) => Err(Unmet::skipped(why)),
        None => tried(trial, check, first).await,
    };
    Finding::of(check, seen)
}

async fn tried(trial: &Trial, check: &Check, first: &Ran) -> Witnessed {
    match check.way {
        Way::Watch(look) => look(trial, first),
        Way::Launch(attempt) => attempt(trial, first).await,
        Way::Look(_) | Way::Try(_) => Err(Unmet::skipped("it is about plugins")),
    }
}

/// Why a check would say nothing, if so.
fn blocked(check: &Check, first: &Ran) -> Option<&'static str> {
    match first {
        _ if check.id == STARTS => None,
        Ran { launches, .. } if launches.is_empty() => Some("it launched no plugin"),
        _ if check.group() == "start" => None,
        ran if ran.calls().is_empty() => (check.id != TALKS).then_some("it made no call of a good plugin"),
        ran if !ran.ended() => Some("it does not end by itself, with a good plugin"),
        _ => None,
    }
}

fn names_plugin(command: &Command) -> bool {
    let values = command.get_envs().filter_map(|(_, value)| value);
    command.get_args().chain(values).any(|text| text.to_string_lossy().contains(PLUGIN))
}

/// Servers with this cookie and of this version, and with nothing of their own.
fn serving_nothing(trial: &Trial) -> Arc<dyn Fn() -> Server + Send + Sync> {
    let ((key, value), version) = (trial.cookie.clone(), trial.version);
    // A handshake is made for constants; these are two words for each probe.
    let (key, value): (&'static str, &'static str) = (key.leak(), value.leak());
    Arc::new(move || Server::new(Handshake::new(version, key, value)).serve(version, Nothing))
}

/// The check without which there is nothing to see.
const STARTS: &str = "start-launches";
/// The check that shows that there are calls.
const TALKS: &str = "talk-calls";
