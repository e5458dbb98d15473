//! How two ends are connected, and what is said of a direction between them.

use std::fmt;

use pintle_benches::table::number;
use pintle_benches::{Programs, Result, Run, Security};
use serde_json::Value;

/// One way to connect, and those who were connected so.
pub(crate) struct Setup {
    security: Security,
    multiplexed: bool,
    ours: Run,
    /// None where there is no Go.
    go_plugin: Option<Run>,
}

impl Setup {
    /// Every way.
    pub(crate) fn all(programs: &Programs) -> Vec<Self> {
        let ways =
            Security::ALL.into_iter().flat_map(|security| [true, false].map(|multiplexed| (security, multiplexed)));
        ways.map(|(security, multiplexed)| Self::new(programs, security, multiplexed)).collect()
    }

    fn new(programs: &Programs, security: Security, multiplexed: bool) -> Self {
        let path = |name: &str| programs.path(name).display().to_string();
        let ours = Run::new([path("bench-callbacks")], [path("bench-plugin-callbacks")]);
        let go_plugin = programs.driver.as_ref().map(|driver| {
            let driver = driver.display().to_string();
            Run::new([driver.clone(), "bench-callbacks".to_owned()], [driver, "yardstick".to_owned()])
        });
        let mut setup = Self { security, multiplexed, ours, go_plugin };
        if security == Security::MutualTls {
            setup.runs().for_each(|run| run.ask("--mtls"));
        }
        if multiplexed {
            setup.runs().for_each(|run| run.ask("--mux"));
        }
        setup
    }

    fn runs(&mut self) -> impl Iterator<Item = &mut Run> {
        std::iter::once(&mut self.ours).chain(&mut self.go_plugin)
    }

    /// Runs each host once.
    pub(crate) fn measure(&mut self, effort: &str) -> Result<()> {
        self.runs().try_for_each(|run| run.measure(effort))
    }
}

impl fmt::Display for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let road = if self.multiplexed { "one connection" } else { "sockets" };
        write!(f, "{}, {road}", self.security)
    }
}

/// One direction of a setup.
pub(crate) struct Line<'a> {
    setup: &'a Setup,
    /// Who calls: a key of the report.
    caller: &'static str,
}

impl<'a> Line<'a> {
    /// Both directions.
    pub(crate) fn of(setup: &'a Setup) -> [Self; 2] {
        ["host", "plugin"].map(|caller| Self { setup, caller })
    }

    /// As [`head`] has them.
    pub(crate) fn cells(&self) -> Vec<String> {
        let Setup { security, ours, go_plugin, .. } = self.setup;
        let secured = *security == Security::MutualTls;
        let share = |key| Some(self.median(ours, key)? / self.median(go_plugin.as_ref()?, key)?);
        let mut cells = vec![format!("{}, {} calls", self.setup, self.caller)];
        cells.extend(self.figures(ours, Some(RATIO), secured.then_some(FIRST_USE)));
        match go_plugin {
            Some(run) => cells.extend(self.figures(run, None, None)),
            None => cells.extend([const { String::new() }; 4]),
        }
        cells.extend([CALLBACK, FIRST].map(|key| ratio(share(key))));
        cells
    }

    fn figures(&self, run: &Run, most: Option<f64>, latest: Option<f64>) -> [String; 4] {
        let first_use = self.median(run, FIRST).map(|microseconds| microseconds / 1e3);
        // Of the two in one run, which the same noise has hit.
        let beside = run.median(|report| Some(self.figure(report, CALLBACK)? / self.figure(report, ORDINARY)?));
        [
            number(self.median(run, ORDINARY)),
            number(self.median(run, CALLBACK)),
            ratio(beside) + mark(beside, most),
            number(first_use) + mark(first_use, latest),
        ]
    }

    fn median(&self, run: &Run, key: &str) -> Option<f64> {
        run.median(|report| self.figure(report, key))
    }

    fn figure(&self, report: &Value, key: &str) -> Option<f64> {
        report.get(self.caller)?.get(key)?.as_f64()
    }
}

/// The names of the columns.
pub(crate) fn head() -> Vec<String> {
    let names = [
        "",
        "ordinary, µs",
        "callback, µs",
        "ratio  ",
        "first use, ms  ",
        "go-plugin: ordinary",
        "callback",
        "ratio  ",
        "first use  ",
        "pintle / go-plugin: callback",
        "first use",
    ];
    names.map(str::to_owned).to_vec()
}

fn ratio(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"))
}

/// Two characters, so that figures stay below each other.
fn mark(value: Option<f64>, most: Option<f64>) -> &'static str {
    match (value, most) {
        (Some(value), Some(most)) if value > most => " !",
        _ => "  ",
    }
}

/// In words, below the table.
pub(crate) const GOALS: &str =
    "goals: a callback takes at most 1.1 of an ordinary call; with mutual TLS its first use takes at most 3 ms";
const RATIO: f64 = 1.1;
const FIRST_USE: f64 = 3.0;

const ORDINARY: &str = "ordinary_us";
const CALLBACK: &str = "callback_us";
const FIRST: &str = "first_use_us";
