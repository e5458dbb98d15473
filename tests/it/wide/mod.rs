//! Every row of the type map over random values: against the code that prost makes of our own description, and against
//! bytes that are no such messages.

mod hostile;
mod twins;

#[allow(
    dead_code,
    missing_docs,
    unnameable_types,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    clippy::use_self,
    reason = "written by prost-build"
)]
#[rustfmt::skip]
#[path = "generated/twins.rs"]
mod generated;

use std::fmt::Debug;

use pintle::Field;
use pintle_tests::wide;
use proptest::prelude::*;
use prost::encoding::{DecodeContext, WireType, encode_varint};
use prost::{DecodeError, Message};

use self::twins::Twin;

/// Reads a message of ours, which needs no `Default` as prost's do.
fn read<T: Field>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut delimited = Vec::with_capacity(bytes.len() + 10);
    encode_varint(bytes.len() as u64, &mut delimited);
    delimited.extend(bytes);
    T::read(WireType::LengthDelimited, &mut delimited.as_slice(), DecodeContext::default())
}

/// Holds a value against its twin: both ends read what the other has written.
fn same<T>(ours: &T) -> Result<(), TestCaseError>
where
    T: Message + Field + PartialEq + Debug + Twin<Twin: Message + Default + PartialEq + Debug>,
{
    let theirs = ours.twin();
    prop_assert_eq!(&T::Twin::decode(ours.encode_to_vec().as_slice()).unwrap(), &theirs);
    prop_assert_eq!(&read::<T>(&theirs.encode_to_vec()).unwrap(), ours);
    prop_assert_eq!(Message::encoded_len(ours), ours.encode_to_vec().len());
    Ok(())
}

/// As [`same`], and both write the same bytes.
fn same_bytes<T>(ours: &T) -> Result<(), TestCaseError>
where
    T: Message + Field + PartialEq + Debug + Twin<Twin: Message + Default + PartialEq + Debug>,
{
    prop_assert_eq!(ours.encode_to_vec(), ours.twin().encode_to_vec());
    same(ours)
}

proptest! {
    #[test]
    fn numbers_are_prosts(numbers: wide::Numbers) {
        same_bytes(&numbers)?;
    }

    #[test]
    fn optional_numbers_are_prosts(numbers: wide::MaybeNumbers) {
        same_bytes(&numbers)?;
    }

    #[test]
    fn texts_are_prosts(texts: wide::Texts) {
        same_bytes(&texts)?;
    }

    #[test]
    fn lists_are_prosts(lists: wide::Lists) {
        same_bytes(&lists)?;
    }

    #[test]
    fn arrays_are_prosts(arrays: wide::Arrays) {
        same_bytes(&arrays)?;
    }

    #[test]
    fn sets_are_prosts(sets: wide::Sets) {
        same_bytes(&sets)?;
    }

    #[test]
    fn maps_by_any_key_are_prosts(maps: wide::KeyMaps) {
        same_bytes(&maps)?;
    }

    #[test]
    fn maps_to_any_value_are_prosts(maps: wide::ValueMaps) {
        same_bytes(&maps)?;
    }

    #[test]
    fn maps_in_no_order_are_prosts(maps: wide::HashMaps) {
        same(&maps)?;
    }

    #[test]
    fn messages_are_prosts(messages: wide::Messages) {
        same_bytes(&messages)?;
    }

    #[test]
    fn protobufs_own_messages_are_prosts(times: wide::Times) {
        same_bytes(&times)?;
    }
}
