//! `grpc-timeout`: how long a call may take, as it travels.

use std::time::Duration;

use super::Metadata;

/// The header, of at most eight digits and a unit
/// ([gRPC over HTTP/2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md)).
const TIMEOUT: &str = "grpc-timeout";

/// Reads the header. One that is none says nothing, as in grpc-go.
pub(crate) fn of(metadata: &Metadata) -> Option<Duration> {
    parse(metadata.get(TIMEOUT)?)
}

/// `5S` → five seconds.
fn parse(text: &str) -> Option<Duration> {
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if digits.is_empty() || digits.len() > 8 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let count: u64 = digits.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(count * 3600),
        "M" => Duration::from_secs(count * 60),
        "S" => Duration::from_secs(count),
        "m" => Duration::from_millis(count),
        "u" => Duration::from_micros(count),
        "n" => Duration::from_nanos(count),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read() {
        let table = [
            ("1H", Duration::from_secs(3600)),
            ("2M", Duration::from_secs(120)),
            ("99999999S", Duration::from_secs(99_999_999)),
            ("15m", Duration::from_millis(15)),
            ("15u", Duration::from_micros(15)),
            ("0n", Duration::ZERO),
        ];
        for (text, timeout) in table {
            assert_eq!(parse(text), Some(timeout), "{text}");
        }
    }

    #[test]
    fn what_is_no_timeout_says_nothing() {
        for text in ["", "S", "5", "-1S", "+1S", "123456789S", "5s", "5 S", "ü", "1ü"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
