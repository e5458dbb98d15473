//! The stream on which further connections are agreed.

use prost::Message as _;

use crate::generated::ConnInfo;
use crate::generated::conn_info::Knock;
use crate::testing::conformance::calls::{stays_open, still_open};
use crate::testing::conformance::check::{Check, Level, Seen, Way};
use crate::testing::conformance::trial::Trial;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "broker-stream",
        title: "its broker answers",
        level: Level::Expected,
        facts: &["R3", "B3", "B11"],
        expected: "plugin.GRPCBroker/StartStream stays open",
        needs: &[],
        way: Way::Try(|trial| Box::pin(stream(trial))),
    },
    Check {
        id: "broker-unknown",
        title: "messages for numbers that nobody has are harmless",
        level: Level::Expected,
        facts: &["B5", "X9"],
        expected: "an open stream and an answer to another call, after them",
        needs: &["broker-stream"],
        way: Way::Try(|trial| Box::pin(unknown(trial))),
    },
];

async fn stream(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let nothing = ConnInfo { service_id: NOBODYS, ..ConnInfo::default() };
    stays_open(&connection, STREAM, nothing.encode_to_vec().into()).await?;
    Ok("it stays open".to_owned())
}

async fn unknown(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let odd = |network: &str, address: &str, knock| ConnInfo {
        service_id: NOBODYS,
        network: network.to_owned(),
        address: address.to_owned(),
        knock,
    };
    let first = odd("unix", "/nowhere/at/all", None).encode_to_vec();
    let mut call = stays_open(&connection, STREAM, first.into()).await?;
    let knock = Knock { knock: true, ack: true, error: "no".to_owned() };
    for message in [odd("carrier-pigeon", "", None), odd("tcp", "banana", None), odd("", "", Some(knock))] {
        call.tell(message.encode_to_vec());
    }
    still_open(&mut call, &connection).await?;
    Ok("it stays open".to_owned())
}

const STREAM: &str = "/plugin.GRPCBroker/StartStream";
/// A number that neither end has given away.
const NOBODYS: u32 = 987_654;
