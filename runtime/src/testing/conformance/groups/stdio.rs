//! What it prints.

use bytes::Bytes;
use prost::Message as _;
use tokio::time::{Instant, timeout_at};

use crate::generated::StdioData;
use crate::generated::stdio_data::Channel;
use crate::testing::conformance::calls::{MOMENT, answers, stays_open};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::first::First;
use crate::testing::conformance::trial::Trial;
use crate::testing::host::Heard;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "stdio-stream",
        title: "its output can be streamed",
        level: Level::Expected,
        facts: &["R5", "O6", "O7"],
        expected: "plugin.GRPCStdio/StreamStdio answers, and stays open",
        needs: &[],
        way: Way::Try(|trial| Box::pin(stream(trial))),
    },
    Check {
        id: "stdio-frames",
        title: "each frame is small, and of a known stream",
        level: Level::Expected,
        facts: &["O3"],
        expected: "1 to 1024 bytes of stdout or stderr in each frame",
        needs: &["stdio-stream"],
        way: Way::Try(|trial| Box::pin(frames(trial))),
    },
    Check {
        id: "stdio-clean",
        title: "nothing else is on stdout",
        level: Level::Expected,
        facts: &["L4", "O1", "J11"],
        expected: "nothing behind the line, until its end",
        needs: &[],
        way: Way::Look(clean),
    },
];

async fn stream(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    stays_open(&connection, STREAM, Bytes::new()).await?;
    Ok("it stays open".to_owned())
}

async fn frames(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let mut call = connection.open_call(STREAM).map_err(Unmet::failed)?;
    call.tell(Bytes::new());
    call.half_close();
    answers(&connection).await?;
    let (mut count, moment) = (0, Instant::now() + MOMENT);
    while let Ok(Ok(Heard::Message(message))) = timeout_at(moment, call.next()).await {
        let frame = StdioData::decode(message).map_err(|error| Unmet::Failed(format!("no StdioData: {error}")))?;
        let known = matches!(frame.channel(), Channel::Stdout | Channel::Stderr);
        if !known || !(1..=1024).contains(&frame.data.len()) {
            return Err(Unmet::Failed(format!("{} bytes of channel {}", frame.data.len(), frame.channel)));
        }
        count += 1;
    }
    if count == 0 { Err(Unmet::skipped("it printed nothing")) } else { Ok(format!("{count} frames")) }
}

fn clean(first: &First) -> Seen {
    let rest = String::from_utf8_lossy(&first.rest);
    verdict(rest.is_empty(), format!("{:?}", rest.chars().take(100).collect::<String>()))
}

const STREAM: &str = "/plugin.GRPCStdio/StreamStdio";
