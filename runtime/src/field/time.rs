//! `Duration` and `SystemTime`: protobuf's own messages for them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{Element, Field, File, Kind, Outline, error};

macro_rules! time {
    ($ty:ident, $message:ident, $absent:expr, $write:ident, $read:ident) => {
        impl Field for $ty {
            fn absent() -> Result<Self, DecodeError> {
                Ok($absent)
            }

            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                self.write(tag, buf);
            }

            fn encoded_len(&self, tag: u32) -> usize {
                self.written_len(tag)
            }

            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                let mut message = $write(*self);
                Field::merge(&mut message, wire, buf, context)?;
                *self = $read(message)?;
                Ok(())
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.single::<Self>(name, tag);
            }
        }

        impl Element for $ty {
            const WIRE: WireType = WireType::LengthDelimited;

            fn put(&self, buf: &mut impl BufMut) {
                $write(*self).put(buf);
            }

            fn size(&self) -> usize {
                $write(*self).size()
            }

            fn kind(file: &mut File) -> Kind {
                prost_types::$message::kind(file)
            }
        }
    };
}

time!(Duration, Duration, Self::ZERO, duration_message, duration);
time!(SystemTime, Timestamp, UNIX_EPOCH, timestamp_message, timestamp);

/// What is longer than protobuf can say, ten thousand years, is as long as it can say.
fn duration_message(duration: Duration) -> prost_types::Duration {
    let duration = duration.min(Duration::from_secs(LONGEST.unsigned_abs()));
    prost_types::Duration { seconds: seconds(duration), nanos: nanos(duration) }
}

fn duration(message: prost_types::Duration) -> Result<Duration, DecodeError> {
    let prost_types::Duration { seconds, nanos } = message;
    let parts = u64::try_from(seconds).ok().filter(|_| seconds <= LONGEST).zip(fraction(nanos));
    let (seconds, nanos) =
        parts.ok_or_else(|| error(format!("{seconds} s and {nanos} ns is no duration from now on")))?;
    Ok(Duration::new(seconds, nanos))
}

/// What is outside of the years that protobuf knows, 1 to 9999, is the first or the last second of them.
fn timestamp_message(time: SystemTime) -> prost_types::Timestamp {
    let (seconds, nanos) = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => (seconds(after), nanos(after)),
        Err(before) => {
            let before = before.duration();
            // Nanoseconds count forward, also before 1970.
            match nanos(before) {
                0 => (-seconds(before), 0),
                nanos => (-seconds(before) - 1, SECOND - nanos),
            }
        }
    };
    prost_types::Timestamp { seconds: seconds.clamp(YEAR_1, YEAR_9999), nanos }
}

fn timestamp(message: prost_types::Timestamp) -> Result<SystemTime, DecodeError> {
    let prost_types::Timestamp { seconds, nanos } = message;
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let second = match seconds {
        ..YEAR_1 => None,
        YEAR_1..0 => UNIX_EPOCH.checked_sub(whole),
        0..=YEAR_9999 => UNIX_EPOCH.checked_add(whole),
        _ => None,
    };
    let parts = second.zip(fraction(nanos));
    let time = parts.and_then(|(second, nanos)| second.checked_add(Duration::new(0, nanos)));
    time.ok_or_else(|| error(format!("{seconds} s and {nanos} ns since 1970 is no time in the years 1 to 9999")))
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(YEAR_9999)
}

fn nanos(duration: Duration) -> i32 {
    duration.subsec_nanos().cast_signed()
}

/// Nanoseconds that are less than a second, and none of a time before.
fn fraction(nanos: i32) -> Option<u32> {
    (0..SECOND).contains(&nanos).then_some(nanos.unsigned_abs())
}

/// A second in nanoseconds.
const SECOND: i32 = 1_000_000_000;
/// The longest duration of protobuf's, in seconds.
const LONGEST: i64 = 315_576_000_000;
/// The first second of the year 1, from 1970.
const YEAR_1: i64 = -62_135_596_800;
/// The last second of the year 9999, from 1970.
const YEAR_9999: i64 = 253_402_300_799;
