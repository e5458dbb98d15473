//! What a host tells its plugin through environment variables (wire.md §1.1).

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Mistake;

/// Everything a host offers a plugin at its start. The host writes it as variables, the plugin reads it from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Versions of the application's protocol (E4). Items that are no number are left out (V3).
    pub(crate) versions: Vec<u32>,
    /// Ports for a plugin that listens on TCP (E3).
    pub(crate) ports: Ports,
    /// What the host said of brokering over one connection (E5, L3).
    pub(crate) multiplex: Option<String>,
    /// The host's certificate, PEM (E6).
    pub(crate) certificate: Option<String>,
    /// The group that shall own the socket, by name or number (E7).
    pub(crate) group: Option<String>,
    /// Where the socket shall be (E8).
    pub(crate) directory: Option<PathBuf>,
    /// pintle's own: names of what this host can do beyond go-plugin.
    pub(crate) extensions: Vec<String>,
    /// The process that says so. A host between the two that is not pintle hands the variable on without knowing (E11).
    pub(crate) host: Option<u32>,
    /// How long that waits after SIGTERM before it kills.
    pub(crate) terminate: Option<Duration>,
}

/// What host and plugin agree on about their broker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Agreed {
    /// Whether it is over one connection.
    pub(crate) multiplexed: bool,
    /// Whether both are pintle.
    pub(crate) kin: bool,
}

impl Offer {
    /// Reads the offer through `variable`, which looks one name up.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
        let present = |name| text(name).filter(|value| !value.is_empty());
        let list = |name| present(name).unwrap_or_default();
        let extensions = list(EXTENSIONS);
        let items = || extensions.split(',').filter(|item| !item.is_empty());
        Self {
            versions: list(VERSIONS).split(',').filter_map(|item| item.parse().ok()).collect(),
            ports: Ports { min: list(MIN_PORT), max: list(MAX_PORT) },
            multiplex: present(MULTIPLEX),
            certificate: present(CERTIFICATE),
            group: present(GROUP),
            directory: variable(DIRECTORY).filter(|value| !value.is_empty()).map(PathBuf::from),
            extensions: items().filter(|item| !item.contains('=')).map(str::to_owned).collect(),
            host: items().find_map(|item| item.strip_prefix(HOST)?.parse().ok()),
            terminate: items().find_map(|item| item.strip_prefix(TERMINATE)?.parse().ok()).map(Duration::from_millis),
        }
    }

    /// What a plugin whose parent is this process agrees to.
    ///
    /// # Errors
    ///
    /// When the host says neither yes nor no to multiplexing.
    pub(crate) fn agreed(&self, parent: Option<u32>) -> Result<Agreed, Mistake> {
        let offers = |name: &str| self.extensions.iter().any(|extension| extension == name);
        let kin = parent.is_some() && self.host == parent && offers(BROKER);
        let asked = match &self.multiplex {
            None => false,
            Some(value) => {
                let bad = || Mistake::new(MULTIPLEX, value, "true or false");
                boolean(value).ok_or_else(bad)?
            }
        };
        Ok(Agreed { multiplexed: asked || (kin && offers(MULTIPLEXING)), kin })
    }

    /// The variables that say the same.
    pub(crate) fn variables(&self) -> Vec<(&'static str, OsString)> {
        let versions: Vec<String> = self.versions.iter().map(u32::to_string).collect();
        let mut variables: Vec<(&'static str, OsString)> = vec![
            (VERSIONS, versions.join(",").into()),
            (MIN_PORT, self.ports.min.clone().into()),
            (MAX_PORT, self.ports.max.clone().into()),
        ];
        let host = self.host.map(|host| format!("{HOST}{host}"));
        let terminate = self.terminate.map(|time| format!("{TERMINATE}{}", time.as_millis()));
        let extensions: Vec<String> = self.extensions.iter().cloned().chain(host).chain(terminate).collect();
        let extensions = (!extensions.is_empty()).then(|| extensions.join(",").into());
        let optional = [
            (MULTIPLEX, self.multiplex.clone().map(OsString::from)),
            (CERTIFICATE, self.certificate.clone().map(OsString::from)),
            (GROUP, self.group.clone().map(OsString::from)),
            (DIRECTORY, self.directory.clone().map(OsString::from)),
            (EXTENSIONS, extensions),
        ];
        variables.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        variables
    }
}

/// The range of ports as the host wrote it. Only a plugin that listens on TCP cares what it says (E3).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ports {
    min: String,
    max: String,
}

impl Ports {
    /// What it says.
    ///
    /// # Errors
    ///
    /// When it is no range.
    pub(crate) fn range(&self) -> Result<PortRange, Mistake> {
        let bad = || {
            let (name, allowed) = (format!("{MIN_PORT} to {MAX_PORT}"), "both set, 0 to 65535, the first no larger");
            Mistake::new(name, format!("{} to {}", self.min, self.max), allowed)
        };
        let port = |text: &str| {
            if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| bad()) }
        };
        let range = PortRange { min: port(&self.min)?, max: port(&self.max)? };
        if range.min > range.max { Err(bad()) } else { Ok(range) }
    }
}

impl From<PortRange> for Ports {
    fn from(range: PortRange) -> Self {
        Self { min: range.min.to_string(), max: range.max.to_string() }
    }
}

/// The TCP ports a plugin may listen on, both ends included; 0 to 0 lets the system choose (S5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PortRange {
    pub(crate) min: u16,
    pub(crate) max: u16,
}

impl PortRange {
    /// The range of go-plugin's hosts (E3).
    pub(crate) const DEFAULT: Self = Self { min: 10_000, max: 25_000 };
}

const VERSIONS: &str = "PLUGIN_PROTOCOL_VERSIONS";
const MIN_PORT: &str = "PLUGIN_MIN_PORT";
const MAX_PORT: &str = "PLUGIN_MAX_PORT";
const MULTIPLEX: &str = "PLUGIN_MULTIPLEX_GRPC";
const CERTIFICATE: &str = "PLUGIN_CLIENT_CERT";
const GROUP: &str = "PLUGIN_UNIX_SOCKET_GROUP";
const DIRECTORY: &str = "PLUGIN_UNIX_SOCKET_DIR";
/// The one variable through which two pintle ends agree on more; every other peer ignores it.
const EXTENSIONS: &str = "PINTLE_EXTENSIONS";

/// Extension: the socket directory belongs to this launch alone, so a plugin that outlived its host may remove it.
pub(crate) const PRIVATE_DIRECTORY: &str = "private-directory";

/// Extension: the plugin lives on when its host is gone.
pub(crate) const DAEMON: &str = "daemon";

/// Extension: the host's broker hears what pintle's says beyond go-plugin's: which numbers are held.
pub(crate) const BROKER: &str = "broker";
/// Extension: a plugin that is pintle may broker over the one connection, though the host has not asked every plugin to.
pub(crate) const MULTIPLEXING: &str = "multiplexing";
/// Before the process id of the host, in the list of extensions.
const HOST: &str = "host=";
/// Before the milliseconds that the host waits after SIGTERM, in the same list.
const TERMINATE: &str = "terminate=";

/// Whether pyvider's switch demands mutual TLS. There is no word that turns it off: that is for code to decide.
///
/// # Errors
///
/// When it says something else.
pub(crate) fn demands_tls(value: Option<&str>) -> Result<bool, Mistake> {
    match value.filter(|value| !value.is_empty()) {
        None => Ok(false),
        Some(value) if boolean(value) == Some(true) => Ok(true),
        Some(value) => Err(Mistake::new(AUTO_MTLS, value, "true, or unset: only code decides for plaintext")),
    }
}

/// pyvider's switch for mutual TLS.
pub(crate) const AUTO_MTLS: &str = "PLUGIN_AUTO_MTLS";

/// Yes or no, in the words that Go takes (L11).
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

/// Every variable above: a host strips what it inherited from a host of its own before it adds its offer (E11).
pub(crate) const CONTROL_VARIABLES: [&str; 8] =
    [VERSIONS, MIN_PORT, MAX_PORT, MULTIPLEX, CERTIFICATE, GROUP, DIRECTORY, EXTENSIONS];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Offer {
        let lookup = |name: &str| variables.iter().find(|(key, _)| *key == name);
        Offer::read(|name| lookup(name).map(|(_, value)| OsString::from(value)))
    }

    #[test]
    fn an_offer_is_read_as_it_was_written() {
        let offer = Offer {
            versions: vec![2, 1],
            ports: PortRange::DEFAULT.into(),
            multiplex: Some("true".into()),
            certificate: Some("-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n".into()),
            group: Some("wheel".into()),
            directory: Some("/run/p".into()),
            extensions: vec![PRIVATE_DIRECTORY.into()],
            host: Some(7),
            terminate: Some(Duration::from_millis(1500)),
        };
        let variables = offer.variables();
        let found = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        assert_eq!(Offer::read(found), offer);
        assert!(variables.iter().all(|(name, _)| CONTROL_VARIABLES.contains(name)));
    }

    #[test]
    fn versions_that_are_no_numbers_are_skipped() {
        let offer = read(&[(VERSIONS, "3, 2,x,,1,-4")]);
        assert_eq!(offer.versions, [3, 1]);
        assert_eq!(read(&[(VERSIONS, "")]).versions, [0; 0]);
    }

    #[test]
    fn unset_and_empty_mean_the_same() {
        let empty = [MIN_PORT, MAX_PORT, MULTIPLEX, CERTIFICATE, GROUP, DIRECTORY, EXTENSIONS].map(|name| (name, ""));
        assert_eq!(read(&empty), Offer::default());
        assert_eq!(read(&[]), Offer::default());
    }

    #[test]
    fn only_the_host_that_offers_is_taken_at_its_word() {
        let ours = "broker,multiplexing,host=7";
        let table = [
            (None, ours, Some(7), true, true),
            // Handed on by a host between the two that knows nothing of it.
            (None, ours, Some(8), false, false),
            (None, ours, None, false, false),
            (None, "broker,host=7", Some(7), false, true),
            (Some("true"), "", Some(7), true, false),
            (Some("T"), ours, Some(8), true, false),
            (Some("0"), "broker,host=7", Some(7), false, true),
        ];
        for (multiplex, extensions, parent, multiplexed, kin) in table {
            let variables = [(MULTIPLEX, multiplex.unwrap_or_default()), (EXTENSIONS, extensions)];
            assert_eq!(read(&variables).agreed(parent).unwrap(), Agreed { multiplexed, kin }, "{variables:?}");
        }
        let banana = read(&[(MULTIPLEX, "banana")]).agreed(None);
        assert!(matches!(banana, Err(Mistake { name, .. }) if name == MULTIPLEX));
    }

    #[test]
    fn mutual_tls_can_be_demanded_and_not_declined() {
        for (value, demanded) in [(None, false), (Some(""), false), (Some("true"), true), (Some("1"), true)] {
            assert_eq!(demands_tls(value).unwrap(), demanded, "{value:?}");
        }
        for value in ["banana", "false", "0", " true"] {
            assert_eq!(demands_tls(Some(value)).unwrap_err().name, AUTO_MTLS);
        }
    }

    #[test]
    fn half_a_range_of_ports_is_refused() {
        let range = |variables: &[(&str, &str)]| read(variables).ports.range();
        assert!(matches!(range(&[(MIN_PORT, "10")]), Err(Mistake { .. })));
        assert!(matches!(range(&[(MIN_PORT, "9"), (MAX_PORT, "x")]), Err(Mistake { .. })));
        assert_eq!(range(&[(MAX_PORT, "10")]).unwrap(), PortRange { min: 0, max: 10 });
    }
}
