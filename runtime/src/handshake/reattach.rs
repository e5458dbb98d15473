//! `Reattach`: where a running plugin is, and who it is, as one value (wire.md A1, A8).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Agreed, BROKER, StartTime};
use crate::address::{Address, AddressError};

/// Where a plugin that runs already is, and which process it is: enough to attach to it.
///
/// As text it is JSON in go-plugin's own shape, as Terraform and Waypoint have it in their variables (wire.md A8), and goes
/// through serde in the same shape. What only pintle knows is under a key of its own, which others ignore.
///
/// ```
/// let text = r#"{"Protocol":"grpc","ProtocolVersion":5,"Pid":1234,"Test":true,
///     "Addr":{"Network":"unix","String":"/tmp/plugin123"}}"#;
/// let reattach: pintle::Reattach = text.parse()?;
/// assert_eq!((reattach.pid(), reattach.version(), reattach.is_test()), (1234, Some(5), true));
/// # Ok::<(), pintle::ReattachError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Reattach {
    pub(crate) address: Address,
    pub(crate) pid: u32,
    pub(crate) version: Option<u32>,
    pub(crate) test: bool,
    pub(crate) started: Option<StartTime>,
    pub(crate) agreed: Agreed,
}

impl Reattach {
    /// Where the plugin listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The plugin's process id.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The version of the application's protocol that the plugin serves, where whoever wrote this knew (wire.md A6).
    pub fn version(&self) -> Option<u32> {
        self.version
    }

    /// Those of `PINTLE_REATTACH`, by name: the shape of Terraform's variable (A8).
    pub(crate) fn by_name(text: &str) -> Result<BTreeMap<String, Self>, ReattachError> {
        let json = |error: serde_json::Error| ReattachError::Json(error.to_string());
        let named: BTreeMap<String, Wire> = serde_json::from_str(text).map_err(json)?;
        named.into_iter().map(|(name, wire)| Ok((name, wire.try_into()?))).collect()
    }

    /// Whether the plugin runs on its own account, in a debugger or a test: who attaches does not end it, and does not
    /// hurry it (wire.md A5).
    pub fn is_test(&self) -> bool {
        self.test
    }
}

impl FromStr for Reattach {
    type Err = ReattachError;

    fn from_str(text: &str) -> Result<Self, ReattachError> {
        let wire: Wire = serde_json::from_str(text).map_err(|error| ReattachError::Json(error.to_string()))?;
        wire.try_into()
    }
}

/// The JSON, on one line.
impl fmt::Display for Reattach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// Why a text is no [`Reattach`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReattachError {
    /// It is no JSON, or not of the shape that go-plugin's has.
    #[error("it is not of the shape {SHAPE}: {0}")]
    Json(String),
    /// The plugin speaks something other than gRPC. Nothing at all is Go's net/rpc (A1).
    #[error("its `Protocol` is {0:?}; it must be \"grpc\"")]
    Protocol(String),
    /// The version is none.
    #[error("its `ProtocolVersion` is {0}; it must be a version from 1, or 0 where that is not known")]
    Version(i64),
    /// The number is no process's. Go has 0 for a plugin that is no process of this machine (A6).
    #[error("its `Pid` is {0}; it must be the number of a process")]
    Process(i64),
    /// The address is none.
    #[error("its `Addr` is no address: {0}")]
    Address(#[from] AddressError),
    /// What pintle alone writes is not what pintle writes.
    #[error("its `StartTime` is {0:?}; leave it out, or as it was")]
    StartTime(String),
}

/// The shape of the JSON. Go reads the names of keys in any case, and ignores those that it does not know.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Wire {
    #[serde(default)]
    protocol: String,
    #[serde(default)]
    protocol_version: i64,
    #[serde(default)]
    pid: i64,
    #[serde(default)]
    test: bool,
    addr: WireAddress,
    #[serde(default, skip_serializing_if = "Own::is_empty")]
    pintle: Own,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireAddress {
    network: String,
    string: String,
}

/// What go-plugin has no place for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Own {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<String>,
    /// Whether the plugin brokers over one connection: it then takes no other kind (X2).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    multiplexed: bool,
    /// Field 8 of its handshake line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extensions: Vec<String>,
}

impl Own {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl TryFrom<Wire> for Reattach {
    type Error = ReattachError;

    fn try_from(wire: Wire) -> Result<Self, ReattachError> {
        let Wire { protocol, protocol_version: version, pid, test, addr, pintle } = wire;
        if protocol != GRPC {
            return Err(ReattachError::Protocol(protocol));
        }
        let process = i32::try_from(pid).ok().filter(|pid| *pid > 0).map(i32::cast_unsigned);
        let read = |text: String| text.parse().map_err(|()| ReattachError::StartTime(text));
        Ok(Self {
            address: Address::parse(&addr.network, &addr.string)?,
            pid: process.ok_or(ReattachError::Process(pid))?,
            version: Some(u32::try_from(version).map_err(|_| ReattachError::Version(version))?).filter(|it| *it > 0),
            test,
            started: pintle.start_time.map(read).transpose()?,
            agreed: Agreed {
                multiplexed: pintle.multiplexed,
                kin: pintle.extensions.iter().any(|name| name == BROKER),
            },
        })
    }
}

impl From<Reattach> for Wire {
    fn from(reattach: Reattach) -> Self {
        let Reattach { address, pid, version, test, started, agreed } = reattach;
        Self {
            protocol: GRPC.to_owned(),
            protocol_version: version.unwrap_or_default().into(),
            pid: pid.into(),
            test,
            addr: WireAddress { network: address.network().to_owned(), string: address.to_string() },
            pintle: Own {
                start_time: started.map(|started| started.to_string()),
                multiplexed: agreed.multiplexed,
                extensions: if agreed.kin { vec![BROKER.to_owned()] } else { Vec::new() },
            },
        }
    }
}

const GRPC: &str = "grpc";

const SHAPE: &str =
    r#"{"Protocol":"grpc","ProtocolVersion":1,"Pid":1234,"Test":false,"Addr":{"Network":"unix","String":"/path"}}"#;

#[cfg(test)]
mod tests {
    use super::*;

    /// As Go's encoder writes it.
    const GO: &str = r#"{"Protocol":"grpc","ProtocolVersion":5,"Pid":1234,"Test":true,"Addr":{"Network":"unix","String":"/tmp/plugin1"}}"#;

    #[test]
    fn what_go_writes_is_read_and_written_back() {
        let tcp = GO.replace("unix", "tcp").replace("/tmp/plugin1", "127.0.0.1:10000");
        for text in [GO, &tcp] {
            let reattach: Reattach = text.parse().unwrap();
            assert_eq!((reattach.version(), reattach.pid(), reattach.is_test()), (Some(5), 1234, true));
            assert_eq!(reattach.to_string(), *text);
        }
        let bare: Reattach = r#"{"Protocol":"grpc","Pid":1,"Addr":{"Network":"tcp","String":":1"}}"#.parse().unwrap();
        assert_eq!((bare.version(), bare.is_test(), &bare.agreed), (None, false, &Agreed::default()));
    }

    #[test]
    fn what_only_pintle_knows_is_under_a_key_of_its_own() {
        let started = Some(StartTime { boot: "6a-b0".to_owned(), ticks: 77 });
        let agreed = Agreed { multiplexed: true, kin: true };
        let reattach = Reattach { started, agreed, ..GO.parse().unwrap() };
        let own = r#","Pintle":{"StartTime":"6a-b0:77","Multiplexed":true,"Extensions":["broker"]}}"#;
        assert_eq!(reattach.to_string(), format!("{}{own}", GO.strip_suffix('}').unwrap()));
        assert_eq!(reattach.to_string().parse(), Ok(reattach));
    }

    #[test]
    fn nonsense_is_refused_with_what_was_seen() {
        let with = |from: &str, to: &str| GO.replace(from, to).parse::<Reattach>().unwrap_err();
        let address = AddressError::UnknownNetwork("udp".to_owned());
        assert_eq!(with(r#""grpc""#, r#""netrpc""#), ReattachError::Protocol("netrpc".to_owned()));
        assert_eq!(with(r#""Protocol":"grpc","#, ""), ReattachError::Protocol(String::new()));
        for pid in [0, -1, i64::from(i32::MAX) + 1] {
            assert_eq!(with("1234", &pid.to_string()), ReattachError::Process(pid));
        }
        for version in [-5, i64::from(u32::MAX) + 1] {
            assert_eq!(with(":5,", &format!(":{version},")), ReattachError::Version(version));
        }
        assert_eq!(with("unix", "udp"), ReattachError::Address(address));
        assert!(matches!(with("/tmp/plugin1", ""), ReattachError::Address(AddressError::Malformed(_))));
        for start in ["", "7", "a:b", ":7", "a/b:7", "a:-7"] {
            let own = format!(r#","Pintle":{{"StartTime":"{start}"}}}}"#);
            let text = format!("{}{own}", GO.strip_suffix('}').unwrap());
            assert_eq!(text.parse::<Reattach>(), Err(ReattachError::StartTime(start.to_owned())));
        }
        for text in ["", "{}", "[]", "null", &GO[1..], r#"{"Protocol":"grpc","Pid":"1"}"#] {
            let error = text.parse::<Reattach>().unwrap_err();
            assert!(matches!(&error, ReattachError::Json(_)), "{error}");
            assert!(error.to_string().contains(r#""Addr":{"Network":"unix""#), "{error}");
        }
        let through_serde = serde_json::from_str::<Reattach>(&GO.replace("grpc", "netrpc")).unwrap_err();
        assert!(through_serde.to_string().contains("its `Protocol` is \"netrpc\""), "{through_serde}");
    }
}
