//! Field numbers that are written out, and what is reserved.

use prost::Message as _;
use prost_types::FileDescriptorProto;

use super::super::{Argument, Request, Reserved, Value};
use super::{UNARY, described, read};

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
#[reserved(2, 5..=7, "old")]
struct Numbered {
    first: u32,
    #[field(20)]
    far: u32,
    after: u32,
    #[field(3)]
    back: u32,
    highest: u32,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Twin {
    #[prost(uint32, tag = "1")]
    first: u32,
    #[prost(uint32, tag = "20")]
    far: u32,
    #[prost(uint32, tag = "21")]
    after: u32,
    #[prost(uint32, tag = "3")]
    back: u32,
    #[prost(uint32, tag = "22")]
    highest: u32,
}

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
#[reserved(1)]
enum Change {
    #[field(4)]
    Put(u32),
    Removed {
        #[field(2)]
        key: String,
    },
}

#[derive(Debug, pintle_macros::Message)]
#[message(crate = crate)]
#[reserved(-3..=-1, 9, "GONE")]
enum State {
    Idle,
}

#[derive(Debug, pintle_macros::Message)]
#[message(crate = crate)]
struct All {
    numbered: Numbered,
    change: Change,
    state: State,
}

struct Client;

impl Argument<0, 0> for Client {
    const NAME: &'static str = "all";
    const TAG: u32 = 3;
    type Type = All;
}

fn file() -> FileDescriptorProto {
    described("kv.v1.Kv", |file| {
        file.method::<Request<Client, 0, 1>, ()>("Get", UNARY);
        file.reserve("Get", &Reserved { numbers: &[(1, 2)], names: &["key"] });
    })
    .file
}

#[test]
fn numbers_are_as_written_and_go_on_from_the_highest() {
    let ours = Numbered { first: 1, far: 2, after: 3, back: 4, highest: 5 };
    let theirs = Twin { first: 1, far: 2, after: 3, back: 4, highest: 5 };
    assert_eq!(Twin::decode(ours.encode_to_vec().as_slice()).unwrap(), theirs);
    let mut field = vec![0x0a, u8::try_from(theirs.encoded_len()).unwrap()];
    theirs.encode(&mut field).unwrap();
    assert_eq!(read::<Numbered>(&field).unwrap(), ours);
}

#[test]
fn variants_have_numbers() {
    assert_eq!(Change::Put(7).encode_to_vec(), [0x20, 7]);
    let removed = Change::Removed { key: "k".to_owned() };
    assert_eq!(removed.encode_to_vec(), [0x2a, 3, 0x12, 1, b'k']);
    assert_eq!(read::<Change>(&[0x0a, 5, 0x2a, 3, 0x12, 1, b'k']).unwrap(), removed);
}

#[test]
fn what_is_reserved_is_described() {
    let file = file();
    let message = |name: &str| file.message_type.iter().find(|message| message.name() == name).unwrap();
    let ranges = |name: &str| -> Vec<(i32, i32)> {
        message(name).reserved_range.iter().map(|range| (range.start(), range.end())).collect()
    };
    assert_eq!(ranges("Numbered"), [(2, 3), (5, 8)]);
    assert_eq!(message("Numbered").reserved_name, ["old"]);
    assert_eq!(ranges("Change"), [(1, 2)]);
    assert_eq!(ranges("GetRequest"), [(1, 3)]);
    assert_eq!(message("GetRequest").reserved_name, ["key"]);
    let state = &file.enum_type[0];
    let ranges: Vec<_> = state.reserved_range.iter().map(|range| (range.start(), range.end())).collect();
    assert_eq!(ranges, [(-3, -1), (9, 9)]);
    assert_eq!(state.reserved_name, ["STATE_GONE"]);
    let Value(State::Idle) = Value(State::Idle);
}
