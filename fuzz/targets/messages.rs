//! Messages of all kinds, out of any bytes. The first byte says which message; the rest should be one.
//!
//! Nothing panics, and nothing is allocated that the input does not pay for; what can be read can be written, and read
//! again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pintle::Field;
use pintle_tests::wide;
use prost::encoding::{DecodeContext, WireType, encode_varint};
use prost::{DecodeError, Message};

fuzz_target!(|input: &[u8]| {
    if let Some((which, bytes)) = input.split_first() {
        DECODERS[usize::from(*which) % DECODERS.len()](bytes);
    }
});

const DECODERS: [fn(&[u8]); 11] = [
    survives::<wide::Numbers>,
    survives::<wide::MaybeNumbers>,
    survives::<wide::Texts>,
    survives::<wide::Lists>,
    survives::<wide::Arrays>,
    survives::<wide::Sets>,
    survives::<wide::KeyMaps>,
    survives::<wide::ValueMaps>,
    survives::<wide::HashMaps>,
    survives::<wide::Messages>,
    survives::<wide::Times>,
];

fn survives<T: Message + Field>(bytes: &[u8]) {
    let mut delimited = Vec::with_capacity(bytes.len() + 10);
    encode_varint(bytes.len() as u64, &mut delimited);
    delimited.extend(bytes);
    let mut read = None;
    let allocated = allocation_counter::measure(|| read = Some(decode::<T>(&delimited)));
    let bound = ALWAYS + PER_BYTE * bytes.len() as u64;
    assert!(allocated.bytes_max <= bound, "{} bytes for {} of input", allocated.bytes_max, bytes.len());
    if let Some(Ok(value)) = read {
        let written = value.encode_length_delimited_to_vec();
        let again = decode::<T>(&written).expect("what was written can be read");
        // Sets and maps that hash come in any order.
        assert_eq!(again.encode_length_delimited_to_vec().len(), written.len());
    }
}

fn decode<T: Field>(mut bytes: &[u8]) -> Result<T, DecodeError> {
    T::read(WireType::LengthDelimited, &mut bytes, DecodeContext::default())
}

/// What any message may allocate, in bytes: an error with its text, the boxes of fields that are always there.
const ALWAYS: u64 = 4 * 1024;

/// What a byte of input may allocate: two of them are an empty message in a list, which doubles as it grows.
const PER_BYTE: u64 = 256;
