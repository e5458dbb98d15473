//! The line, as a host sees it that asks for nothing. Unless all that is required here holds, no other check is made.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::address::Address;
use crate::handshake::Line;
use crate::testing::conformance::calls::told;
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::first::First;
use crate::testing::host::NoLine;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "handshake-time",
        title: "the line comes in time",
        level: Level::Required,
        facts: &["L12"],
        expected: "something on stdout, or the process's end, within the time to start",
        needs: &[],
        way: Way::Look(time),
    },
    Check {
        id: "handshake-line",
        title: "the first line on stdout is the handshake line",
        level: Level::Required,
        facts: &["L1", "L4", "L6"],
        expected: "CORE|VERSION|NETWORK|ADDRESS|PROTOCOL as the first line",
        needs: &["handshake-time"],
        way: Way::Look(line),
    },
    Check {
        id: "handshake-newline",
        title: "the line ends",
        level: Level::Required,
        facts: &["L1", "L5"],
        expected: "a newline behind the line, at once",
        needs: &["handshake-line"],
        way: Way::Look(newline),
    },
    Check {
        id: "handshake-core",
        title: "it is version 1 of go-plugin's protocol",
        level: Level::Required,
        facts: &["V1", "L7"],
        expected: "field 1 is 1",
        needs: &["handshake-line"],
        way: Way::Look(core),
    },
    Check {
        id: "handshake-version",
        title: "its version is one that was offered",
        level: Level::Required,
        facts: &["L1", "V7"],
        expected: "field 2 is one of the offered versions",
        needs: &["handshake-line"],
        way: Way::Look(version),
    },
    Check {
        id: "handshake-network",
        title: "its network is known",
        level: Level::Required,
        facts: &["L1", "L8"],
        expected: "field 3 is unix or tcp, and field 4 an address of it",
        needs: &["handshake-line"],
        way: Way::Look(network),
    },
    Check {
        id: "handshake-protocol",
        title: "it speaks gRPC",
        level: Level::Required,
        facts: &["L1", "L9"],
        expected: "field 5 is grpc",
        needs: &["handshake-line"],
        way: Way::Look(protocol),
    },
    Check {
        id: "handshake-certificate",
        title: "it has no certificate where none was asked for",
        level: Level::Required,
        facts: &["L1", "L10", "D6"],
        expected: "field 6 is empty, or not there",
        needs: &["handshake-line"],
        way: Way::Look(certificate),
    },
    Check {
        id: "handshake-fields",
        title: "it has no seventh field where none was asked for",
        level: Level::Required,
        facts: &["L3"],
        expected: "at most 6 fields",
        needs: &["handshake-line"],
        way: Way::Look(fields),
    },
    Check {
        id: "handshake-reachable",
        title: "it listens when the line is printed",
        level: Level::Required,
        facts: &["C3", "S7"],
        expected: "a connection, at the first try",
        needs: &["handshake-network"],
        way: Way::Look(reachable),
    },
    Check {
        id: "handshake-answers",
        title: "it speaks HTTP/2 and gRPC",
        level: Level::Required,
        facts: &["G1", "R6"],
        expected: "an answer with a gRPC status, whatever it is",
        needs: &["handshake-reachable", "handshake-certificate"],
        way: Way::Look(answers),
    },
    Check {
        id: "handshake-private",
        title: "its address is not for everybody",
        level: Level::Expected,
        facts: &["S2", "S5"],
        expected: "a socket that others may not write to, or a loopback address",
        needs: &["handshake-network"],
        way: Way::Look(private),
    },
];

fn time(first: &First) -> Seen {
    match &first.printed {
        Err(NoLine::Silent { start, .. }) if start.is_empty() => Err(Unmet::failed(&first.ending)),
        _ => Ok("something came".to_owned()),
    }
}

fn line(first: &First) -> Seen {
    const FEWEST: usize = 4;
    let text = match &first.printed {
        Ok(text) => text,
        // Half a line is a matter of its newline.
        Err(NoLine::Silent { start, .. } | NoLine::Ended { start }) if start.parse::<Line>().is_ok() => start,
        Err(_) => return Err(Unmet::failed(&first.ending)),
    };
    let count = text.split('|').count();
    let seen = format!("{:?}", text.trim_end());
    verdict(count >= FEWEST, if count >= FEWEST { seen } else { format!("{seen}, {count} fields") })
}

fn newline(first: &First) -> Seen {
    verdict(first.printed.is_ok(), first.printed.as_ref().map_or(first.ending.as_str(), |_| "a newline"))
}

fn core(first: &First) -> Seen {
    let field = field(first, 1)?;
    verdict(field == "1", format!("{field:?}"))
}

fn version(first: &First) -> Seen {
    let field = field(first, 2)?;
    let offered = field.parse().is_ok_and(|version| first.offered.contains(&version));
    verdict(offered, format!("{field:?}, of {:?}", first.offered))
}

fn network(first: &First) -> Seen {
    let (network, address) = (field(first, 3)?, field(first, 4)?);
    verdict(Address::parse(network, address).is_ok(), format!("{network:?}, {address:?}"))
}

fn protocol(first: &First) -> Seen {
    let field = field(first, 5)?;
    verdict(field == "grpc", format!("{field:?}"))
}

fn certificate(first: &First) -> Seen {
    // Hosts take shorter ones for junk.
    const LONGEST_JUNK: usize = 50;
    let length = field(first, 6)?.len();
    verdict(length <= LONGEST_JUNK, format!("{length} characters"))
}

fn fields(first: &First) -> Seen {
    const MOST: usize = 6;
    let count = whole_line(first)?.split('|').count();
    verdict(count <= MOST, format!("{count} fields"))
}

fn reachable(first: &First) -> Seen {
    match &first.reached {
        Some(Ok(())) => Ok("connected".to_owned()),
        Some(Err(error)) => Err(Unmet::failed(error)),
        None => Err(Unmet::skipped("there is no address")),
    }
}

fn answers(first: &First) -> Seen {
    match &first.answered {
        Some(Ok(answer)) => Ok(told(answer)),
        Some(Err(error)) => Err(Unmet::failed(error)),
        None => Err(Unmet::skipped("there was no connection")),
    }
}

fn private(first: &First) -> Seen {
    match &first.private {
        Some((private, seen)) => verdict(*private, seen),
        None => Err(Unmet::skipped("there is nothing at its address")),
    }
}

/// A field of the line, counted from 1; empty if there are fewer.
fn field(first: &First, number: usize) -> Result<&str, Unmet> {
    Ok(whole_line(first)?.split('|').nth(number - 1).unwrap_or_default())
}

fn whole_line(first: &First) -> Result<&str, Unmet> {
    first.printed.as_ref().map(|text| text.trim()).map_err(|_| Unmet::skipped("there is no whole line"))
}

/// Whether only its owner can connect to an address, and how that was found out. A folder of the run's own keeps nobody
/// out: in other hands it is `/tmp`.
pub(in crate::testing::conformance) fn is_private(address: &Address, own: &Path) -> Option<(bool, String)> {
    const OTHERS_WRITE: u32 = 0o002;
    const OTHERS_ENTER: u32 = 0o001;
    match address {
        Address::Unix(path) => {
            let folder = path.parent()?;
            let socket = path.metadata().ok()?.permissions().mode() & 0o777;
            let closed = folder != own && folder.metadata().ok()?.permissions().mode() & OTHERS_ENTER == 0;
            Some((socket & OTHERS_WRITE == 0 || closed, format!("a socket of mode {socket:03o}")))
        }
        Address::Tcp { .. } => Some((address.is_local(), format!("{address}"))),
    }
}
