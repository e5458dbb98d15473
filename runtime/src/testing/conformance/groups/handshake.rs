//! The line, as a host sees it that asks for nothing. Unless all that is required here holds, no other check is made.

use std::os::unix::fs::PermissionsExt as _;

use crate::address::Address;
use crate::handshake::{Line, LineError};
use crate::testing::conformance::calls::{told, whole};
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
    match (&first.printed, &first.line) {
        // A network that nobody knows is another check's.
        (Ok(text), Some(Ok(_) | Err(LineError::Address(_)))) => Ok(format!("{:?}", text.trim_end())),
        (Ok(text), Some(Err(error))) => Err(Unmet::failed(format!("{:?}: {}", text.trim_end(), whole(error)))),
        // Half a line is a matter of its newline.
        (Err(NoLine::Silent { start, .. } | NoLine::Ended { start }), _) if start.parse::<Line>().is_ok() => {
            Ok(format!("{start:?}"))
        }
        _ => Err(Unmet::failed(&first.ending)),
    }
}

fn newline(first: &First) -> Seen {
    verdict(first.printed.is_ok(), first.printed.as_ref().map_or(first.ending.as_str(), |_| "a newline"))
}

fn core(first: &First) -> Seen {
    let line = read(first)?;
    verdict(line.core_version == 1, line.core_version)
}

fn version(first: &First) -> Seen {
    let line = read(first)?;
    verdict(first.offered.contains(&line.version), format!("{}, of {:?}", line.version, first.offered))
}

fn network(first: &First) -> Seen {
    if let Some(Err(LineError::Address(reason))) = &first.line {
        return Err(Unmet::failed(reason));
    }
    let line = read(first)?;
    Ok(format!("{} {}", line.address.network(), line.address))
}

fn protocol(first: &First) -> Seen {
    let line = read(first)?;
    verdict(line.protocol == "grpc", &line.protocol)
}

fn certificate(first: &First) -> Seen {
    let line = read(first)?;
    verdict(line.certificate.is_none(), if line.certificate.is_some() { "a certificate" } else { "none" })
}

fn fields(first: &First) -> Seen {
    let count = first.printed.as_ref().map_or(0, |text| text.split('|').count());
    verdict(count <= 6, format!("{count} fields"))
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

/// The line; a plugin whose line cannot be read has failed in that already.
fn read(first: &First) -> Result<&Line, Unmet> {
    first.line().ok_or_else(|| Unmet::skipped("there is no line"))
}

/// Whether only its owner can connect to an address, and how that was found out.
pub(in crate::testing::conformance) fn is_private(address: &Address) -> Option<(bool, String)> {
    const OTHERS_WRITE: u32 = 0o002;
    const OTHERS_ENTER: u32 = 0o001;
    match address {
        Address::Unix(path) => {
            let socket = path.metadata().ok()?.permissions().mode() & 0o777;
            let folder = path.parent()?.metadata().ok()?.permissions().mode() & 0o777;
            let private = socket & OTHERS_WRITE == 0 || folder & OTHERS_ENTER == 0;
            Some((private, format!("a socket of mode {socket:03o}")))
        }
        Address::Tcp { .. } => Some((address.is_local(), format!("{address}"))),
    }
}
