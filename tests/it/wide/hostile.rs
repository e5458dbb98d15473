//! Bytes that are no such messages, or nearly: an error or a value, never a panic.

use pintle::Field;
use pintle_tests::wide;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use prost::Message;

use super::read;

/// Reads bytes, as anything; a value that comes out can be written, and read again.
fn survives<T: Message + Field>(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(value) = read::<T>(bytes) {
        let written = value.encode_to_vec();
        prop_assert_eq!(written.len(), Message::encoded_len(&value));
        let again = read::<T>(&written).map(|value| value.encode_to_vec());
        // Sets and maps that hash come in any order.
        prop_assert_eq!(again.map(|bytes| bytes.len()), Ok(written.len()));
    }
    Ok(())
}

fn survives_as_anything(bytes: &[u8]) -> Result<(), TestCaseError> {
    survives::<wide::Numbers>(bytes)?;
    survives::<wide::MaybeNumbers>(bytes)?;
    survives::<wide::Texts>(bytes)?;
    survives::<wide::Lists>(bytes)?;
    survives::<wide::Arrays>(bytes)?;
    survives::<wide::Sets>(bytes)?;
    survives::<wide::KeyMaps>(bytes)?;
    survives::<wide::ValueMaps>(bytes)?;
    survives::<wide::HashMaps>(bytes)?;
    survives::<wide::Messages>(bytes)?;
    survives::<wide::Times>(bytes)
}

/// A change to bytes: one of them becomes another, goes away, or comes twice.
#[derive(Debug, Clone, Copy)]
enum Change {
    Set(u8),
    Remove,
    Repeat,
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let change = prop_oneof![any::<u8>().prop_map(Change::Set), Just(Change::Remove), Just(Change::Repeat)];
    vec((any::<Index>(), change), 1..4)
}

fn changed(mut bytes: Vec<u8>, changes: &[(Index, Change)]) -> Vec<u8> {
    for (at, change) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match change {
            Change::Set(byte) => bytes[at] = *byte,
            Change::Repeat => bytes.insert(at, bytes[at]),
            Change::Remove => drop(bytes.remove(at)),
        }
    }
    bytes
}

proptest! {
    #[test]
    fn noise_is_survived(bytes in vec(any::<u8>(), 0..64)) {
        survives_as_anything(&bytes)?;
    }

    #[test]
    fn another_message_is_survived(messages: wide::Messages, maps: wide::ValueMaps) {
        survives_as_anything(&messages.encode_to_vec())?;
        survives_as_anything(&maps.encode_to_vec())?;
    }

    #[test]
    fn what_is_cut_off_is_survived(texts: wide::Texts, messages: wide::Messages, at: Index) {
        for mut bytes in [texts.encode_to_vec(), messages.encode_to_vec()] {
            bytes.truncate(at.index(bytes.len() + 1));
            survives::<wide::Texts>(&bytes)?;
            survives::<wide::Messages>(&bytes)?;
        }
    }

    #[test]
    fn changed_messages_are_survived(messages: wide::Messages, changes in changes()) {
        survives::<wide::Messages>(&changed(messages.encode_to_vec(), &changes))?;
    }

    #[test]
    fn changed_lists_are_survived(lists: wide::Lists, arrays: wide::Arrays, changes in changes()) {
        survives::<wide::Lists>(&changed(lists.encode_to_vec(), &changes))?;
        survives::<wide::Arrays>(&changed(arrays.encode_to_vec(), &changes))?;
    }

    #[test]
    fn changed_maps_are_survived(keys: wide::KeyMaps, values: wide::ValueMaps, changes in changes()) {
        survives::<wide::KeyMaps>(&changed(keys.encode_to_vec(), &changes))?;
        survives::<wide::ValueMaps>(&changed(values.encode_to_vec(), &changes))?;
    }

    #[test]
    fn changed_times_are_survived(times: wide::Times, changes in changes()) {
        survives::<wide::Times>(&changed(times.encode_to_vec(), &changes))?;
    }
}
