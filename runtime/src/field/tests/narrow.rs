//! Numbers narrower than protobuf's.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::super::{Field, Value};
use super::{encoded, read};

/// A narrow number is on the wire what the wide one is, which has its twin in prost.
fn assert_same<N: Field + PartialEq + Debug, W: Field>(pairs: impl IntoIterator<Item = (N, W)>) {
    for (narrow, wide) in pairs {
        let bytes = encoded(&Value(wide));
        let narrow = Value(narrow);
        assert_eq!(encoded(&narrow), bytes);
        assert_eq!(read::<N>(&bytes).unwrap(), narrow.0);
    }
}

#[test]
fn a_narrow_number_travels_as_a_wide_one() {
    assert_same([i8::MIN, -1, 0, i8::MAX].map(|number| (number, i32::from(number))));
    assert_same([i16::MIN, -1, 0, i16::MAX].map(|number| (number, i32::from(number))));
    assert_same([0, u8::MAX].map(|number| (number, u32::from(number))));
    assert_same([0, u16::MAX].map(|number| (number, u32::from(number))));
    assert_same([None, Some(0), Some(u8::MAX)].map(|number| (number, number.map(u32::from))));
    assert_same([None, Some(0), Some(i8::MIN)].map(|number| (number, number.map(i32::from))));
    assert_same([(vec![0, -1, i16::MAX], vec![0, -1, i32::from(i16::MAX)])]);
    assert_same([(BTreeMap::from([(7_u16, -7_i8)]), BTreeMap::from([(7_u32, -7_i32)]))]);
}

#[test]
fn a_number_out_of_range_is_refused() {
    let wide = |number: i32| encoded(&Value(number));
    assert!(read::<i8>(&wide(128)).is_err());
    assert!(read::<i8>(&wide(-129)).is_err());
    assert!(read::<i16>(&wide(32_768)).is_err());
    assert!(read::<u8>(&wide(256)).is_err());
    assert!(read::<Option<u8>>(&wide(256)).is_err());
    assert!(read::<u16>(&wide(65_536)).is_err());
    assert!(read::<u16>(&wide(-1)).is_err());
    assert!(read::<Vec<i8>>(&encoded(&Value(vec![1, 128]))).is_err());
    assert!(read::<BTreeMap<i8, i8>>(&encoded(&Value(BTreeMap::from([(128, 1)])))).is_err());
}

#[test]
fn an_error_says_which_field_it_is() {
    #[derive(Debug, pintle_macros::Message)]
    #[message(crate = crate)]
    struct Color {
        red: u8,
    }
    let error = read::<Color>(&[0x0a, 3, 0x08, 0x80, 0x02]).unwrap_err();
    assert!(error.to_string().contains("Color.red") && error.to_string().contains("256 is no `u8`"), "{error}");
    let Value(color) = Value(Color { red: 1 });
    assert_eq!(color.red, 1);
}
