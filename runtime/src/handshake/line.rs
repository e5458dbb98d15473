//! The handshake line: `CORE|VERSION|NETWORK|ADDRESS|PROTOCOL|CERTIFICATE[|MULTIPLEX[|EXTENSIONS]]` (wire.md §1.4).

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::address::{Address, AddressError};

/// The one line that a plugin prints on stdout when it listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The version of go-plugin's own protocol; 1 is the only one there is (V1).
    pub core_version: u32,
    /// The version of the application's protocol that the plugin chose.
    pub version: u32,
    /// Where it listens.
    pub address: Address,
    /// `grpc`, or `netrpc` when the line names none (L9).
    pub protocol: String,
    /// The plugin's certificate in DER, when it wants TLS (L2, L10).
    pub certificate: Option<Vec<u8>>,
    /// Whether the plugin can broker over one connection, as it was written; only when the host asked (L3, L11).
    pub multiplex: Option<String>,
    /// What else the plugin has agreed to: names of pintle's own, and only where both ends are pintle.
    pub extensions: Vec<String>,
}

impl Line {
    /// Whether `text` was meant as a handshake line: it starts with digits and a bar. Anything else is chatter.
    pub(crate) fn is_meant_by(text: &str) -> bool {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && text.as_bytes().get(digits) == Some(&b'|')
    }
}

impl FromStr for Line {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, LineError> {
        let fields: Vec<&str> = text.trim().split('|').collect();
        let [core, version, network, address, rest @ ..] = fields.as_slice() else {
            return Err(LineError::TooFewFields(fields.len()));
        };
        Ok(Self {
            core_version: core.parse().map_err(|source| LineError::CoreVersion { source })?,
            version: version.parse().map_err(|source| LineError::Version { source })?,
            address: Address::parse(network, address)?,
            protocol: rest.first().map_or("netrpc", |protocol| protocol).to_owned(),
            certificate: rest.get(1).and_then(|field| certificate(field)).transpose()?,
            multiplex: rest.get(2).map(|field| (*field).to_owned()),
            extensions: rest.get(3).map(|field| list(field)).unwrap_or_default(),
        })
    }
}

/// Field 8.
fn list(field: &str) -> Vec<String> {
    field.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Field 6. Short fields are junk of older plugins (L10); padding is none of go-plugin's, but does no harm.
fn certificate(field: &str) -> Option<Result<Vec<u8>, LineError>> {
    const LONGEST_JUNK: usize = 50;
    let decode = |field: &str| STANDARD_NO_PAD.decode(field.trim_end_matches('='));
    (field.len() > LONGEST_JUNK).then(|| decode(field).map_err(|source| LineError::Certificate { source }))
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { core_version, version, address, protocol, certificate, multiplex, extensions } = self;
        let network = address.network();
        let certificate = certificate.as_deref().map(|der| STANDARD_NO_PAD.encode(der)).unwrap_or_default();
        write!(f, "{core_version}|{version}|{network}|{address}|{protocol}|{certificate}")?;
        match (multiplex, extensions.as_slice()) {
            (None, []) => Ok(()),
            (Some(multiplex), []) => write!(f, "|{multiplex}"),
            (multiplex, names) => write!(f, "|{}|{}", multiplex.as_deref().unwrap_or("false"), names.join(",")),
        }
    }
}

/// Why a line is no handshake line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// Longer than anybody reads (L5).
    #[error("it is longer than 64 KiB")]
    TooLong,
    /// Fewer than four fields (L6).
    #[error("it has {0} fields; at least 4 are needed")]
    TooFewFields(usize),
    /// Field 1 is no number (L7).
    #[error("its core protocol version is no number")]
    CoreVersion {
        /// What parsing said.
        source: ParseIntError,
    },
    /// Field 2 is no number (V7).
    #[error("its protocol version is no number")]
    Version {
        /// What parsing said.
        source: ParseIntError,
    },
    /// Fields 3 and 4 are no address (L8).
    #[error(transparent)]
    Address(#[from] AddressError),
    /// Field 6 is not base64 (L2).
    #[error("its certificate is not base64")]
    Certificate {
        /// What decoding said.
        source: base64::DecodeError,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        text.parse().unwrap()
    }

    #[test]
    fn a_line_is_written_as_it_was_read() {
        let certificate = STANDARD_NO_PAD.encode([7; 64]);
        let texts = [
            "1|1|unix|/tmp/plugin2941375523|grpc|".to_owned(),
            "1|5|tcp|127.0.0.1:10000|grpc|".to_owned(),
            format!("1|2|unix|/tmp/p.sock|grpc|{certificate}"),
            format!("1|2|unix|/tmp/p.sock|grpc|{certificate}|true"),
            "1|1|tcp|:1234|grpc||false".to_owned(),
            "1|1|unix|/tmp/p.sock|grpc||true|broker".to_owned(),
            "1|1|unix|/tmp/p.sock|grpc||false|broker,more".to_owned(),
        ];
        for text in texts {
            assert_eq!(line(&text).to_string(), text);
        }
    }

    #[test]
    fn four_fields_mean_netrpc_and_short_certificates_are_junk() {
        assert_eq!(line("1|1|tcp|:1234").protocol, "netrpc");
        assert_eq!(line("1|1|tcp|:1234|grpc|not a certificate").certificate, None);
        assert_eq!(line(" 1|1|tcp|:1234|grpc|\r\n").protocol, "grpc");
    }

    #[test]
    fn padding_is_forgiven_other_characters_are_not() {
        let padded = base64::engine::general_purpose::STANDARD.encode([7; 65]);
        assert!(padded.ends_with('='));
        assert_eq!(line(&format!("1|1|tcp|:1|grpc|{padded}")).certificate, Some(vec![7; 65]));
        let junk = "!".repeat(51);
        let error = format!("1|1|tcp|:1|grpc|{junk}").parse::<Line>().unwrap_err();
        assert!(matches!(error, LineError::Certificate { .. }));
    }

    #[test]
    fn each_broken_field_has_its_own_error() {
        let error = |text: &str| text.parse::<Line>().unwrap_err();
        assert_eq!(error("1|2|unix"), LineError::TooFewFields(3));
        assert!(matches!(error("x|1|tcp|:1"), LineError::CoreVersion { .. }));
        assert!(matches!(error("1|-1|tcp|:1"), LineError::Version { .. }));
        assert!(matches!(error("1|1|udp|:1"), LineError::Address(AddressError::UnknownNetwork(_))));
        assert!(matches!(error("1|1|tcp|nowhere"), LineError::Address(AddressError::Malformed(_))));
    }

    #[test]
    fn chatter_is_told_from_broken_lines() {
        for chatter in ["", "hello", "|1|", "12 items|", "a1|1", "12"] {
            assert!(!Line::is_meant_by(chatter), "{chatter}");
        }
        for meant in ["1|", "1|9|unix", "22|x"] {
            assert!(Line::is_meant_by(meant), "{meant}");
        }
    }
}
