//! What a host says to its plugins, and what it reads of them.

use std::time::Duration;

use super::{alike, copes};
use crate::testing::conformance::{Check, Level, Unmet, Way, Witnessed, verdict};
use crate::testing::misbehaving::{Act, Moment};
use crate::testing::probe::{Ran, Trial};

/// The checks of this group, in the order of reports.
pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "talk-calls",
        title: "it calls the plugin",
        level: Level::Required,
        facts: &["S7", "G1", "X11"],
        expected: "a call, of whatever service",
        needs: &[],
        way: Way::Watch(calls),
    },
    Check {
        id: "talk-broker",
        title: "it opens the broker's stream",
        level: Level::Expected,
        facts: &["G4", "B3"],
        expected: "a call of plugin.GRPCBroker/StartStream",
        needs: &[],
        way: Way::Watch(|_, ran| called(ran, "/plugin.GRPCBroker/StartStream")),
    },
    Check {
        id: "talk-stdio",
        title: "it opens the stream of the plugin's output",
        level: Level::Expected,
        facts: &["G4", "O7"],
        expected: "a call of plugin.GRPCStdio/StreamStdio",
        needs: &[],
        way: Way::Watch(|_, ran| called(ran, "/plugin.GRPCStdio/StreamStdio")),
    },
    Check {
        id: "talk-late",
        title: "it waits for a plugin that is slow to start",
        level: Level::Expected,
        facts: &["L12"],
        expected: "the same calls, to a plugin whose line comes after 2 s",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(copes(trial, first, trial.plugin().late(Duration::from_secs(2))))),
    },
    Check {
        id: "talk-noise",
        title: "what is on stderr before the line does not disturb it",
        level: Level::Required,
        facts: &["L4", "J1"],
        expected: "the same calls, to a plugin that writes 256 KiB to stderr before its line",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(noisy(trial, first))),
    },
    Check {
        id: "talk-crlf",
        title: "a carriage return before the line feed is none of the line",
        level: Level::Expected,
        facts: &["L5"],
        expected: "the same calls, to a plugin whose line ends with both",
        needs: &[],
        way: Way::Launch(|trial, first| {
            let plugin = trial.plugin().print(|line, _| format!("{line}\r\n").into_bytes());
            Box::pin(copes(trial, first, plugin))
        }),
    },
    Check {
        id: "talk-stdout-flood",
        title: "stdout is read on behind the line",
        level: Level::Required,
        facts: &["L14"],
        expected: "the same calls, and 1 MiB of lines gone, of a plugin that writes them before its first connection",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(flooded(trial, first, Flood::Stdout(lines())))),
    },
    Check {
        id: "talk-stderr-flood",
        title: "stderr is read on behind the line",
        level: Level::Required,
        facts: &["J1"],
        expected: "the same calls, and 1 MiB of lines gone, of a plugin that writes them before its first connection",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(flooded(trial, first, Flood::Stderr(lines())))),
    },
    Check {
        id: "talk-stdout-long",
        title: "a line that never ends does not stop the reading of stdout",
        level: Level::Extra,
        facts: &["L14", "J11"],
        expected: "the same calls, and 1 MiB without a line feed gone",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(flooded(trial, first, Flood::Stdout(vec![b'x'; FLOOD])))),
    },
    Check {
        id: "talk-stderr-long",
        title: "a line that never ends does not stop the reading of stderr",
        level: Level::Expected,
        facts: &["J2"],
        expected: "the same calls, and 1 MiB without a line feed gone",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(flooded(trial, first, Flood::Stderr(vec![b'x'; FLOOD])))),
    },
];

fn calls(_: &Trial, ran: &Ran) -> Witnessed {
    let calls = ran.calls();
    verdict(!calls.is_empty(), format!("{} calls; {}", calls.len(), ran.end()))
}

fn called(ran: &Ran, path: &str) -> Witnessed {
    verdict(ran.calls().contains(&path), format!("calls of {}", distinct(ran).join(", ")))
}

/// What was called, in the order of the names.
fn distinct(ran: &Ran) -> Vec<&str> {
    let mut calls: Vec<&str> = ran.calls().into_iter().map(|path| path.trim_start_matches('/')).collect();
    calls.sort_unstable();
    calls.dedup();
    calls
}

async fn noisy(trial: &Trial, first: &Ran) -> Witnessed {
    let noise = lines()[..FLOOD / 4].to_vec();
    copes(trial, first, trial.plugin().at(Moment::Start, Act::Stderr(noise))).await
}

enum Flood {
    Stdout(Vec<u8>),
    Stderr(Vec<u8>),
}

async fn flooded(trial: &Trial, first: &Ran, flood: Flood) -> Witnessed {
    let (is_stdout, act) = match flood {
        Flood::Stdout(bytes) => (true, Act::Stdout(bytes)),
        Flood::Stderr(bytes) => (false, Act::Stderr(bytes)),
    };
    let ran = trial.run(trial.plugin().at(Moment::Line, act)).await?;
    let seen = alike(&ran, first)?;
    let launched = ran.first()?;
    let gone = if is_stdout { launched.stdout } else { launched.stderr };
    // The pipes of the plugin's own and of the host hold some that nobody has read.
    match gone + IN_PIPES >= FLOOD as u64 {
        true => Ok(seen),
        false => Err(Unmet::failed(format!("{seen}; most of it was never read"))),
    }
}

/// Lines of text.
fn lines() -> Vec<u8> {
    b"good morning, and in case we do not meet: good night\n"
        .iter()
        .copied()
        .cycle()
        .take(FLOOD - 1)
        .chain([b'\n'])
        .collect()
}

const FLOOD: usize = 1 << 20;
const IN_PIPES: u64 = 256 << 10;
