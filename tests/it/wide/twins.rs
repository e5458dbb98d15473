//! A value of ours as the code that prost has made would hold it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use pintle::Prost;
use pintle_tests::wide;
use prost_types::Any;

use super::generated::{self, change, either_of_item_and_uint64};

/// A type that prost holds as another.
pub trait Twin {
    type Twin;

    /// The same value, in a field that is always there.
    fn twin(&self) -> Self::Twin;
}

/// What is the same to both.
macro_rules! same {
    ($($ty:ty)+) => {
        $(impl Twin for $ty {
            type Twin = Self;

            fn twin(&self) -> Self {
                self.clone()
            }
        })+
    };
}

same!(bool i32 i64 u32 u64 f32 f64 String Any);

/// What prost has another type for.
macro_rules! other {
    ($($ty:ty: $twin:ty, |$this:ident| $value:expr;)+) => {
        $(impl Twin for $ty {
            type Twin = $twin;

            fn twin(&self) -> $twin {
                let $this = self;
                $value
            }
        })+
    };
}

other! {
    i8: i32, |it| (*it).into();
    i16: i32, |it| (*it).into();
    u8: u32, |it| (*it).into();
    u16: u32, |it| (*it).into();
    Vec<u8>: Self, |it| it.clone();
    Bytes: Vec<u8>, |it| it.to_vec();
    [u8; 4]: Vec<u8>, |it| it.to_vec();
    Duration: prost_types::Duration, |it| (*it).try_into().unwrap();
    SystemTime: prost_types::Timestamp, |it| (*it).into();
    wide::Secret: String, |it| it.0.clone();
    wide::State: i32, |it| match it {
        wide::State::Idle => 0,
        wide::State::Active => 1,
        wide::State::Gone => -3,
    };
    wide::Mood: i32, |it| match it {
        wide::Mood::Unspecified => 0,
        wide::Mood::Good => 5,
        wide::Mood::Other(number) => *number,
    };
}

impl<T: Clone> Twin for Prost<T> {
    type Twin = T;

    fn twin(&self) -> T {
        self.0.clone()
    }
}

impl<T: Twin> Twin for Option<T> {
    type Twin = Option<T::Twin>;

    fn twin(&self) -> Self::Twin {
        self.as_ref().map(T::twin)
    }
}

impl<T: Twin> Twin for Arc<T> {
    type Twin = T::Twin;

    fn twin(&self) -> T::Twin {
        (**self).twin()
    }
}

/// What is many.
macro_rules! many {
    ($([$($params:tt)*] $ty:ty;)+) => {
        $(impl<$($params)*> Twin for $ty {
            type Twin = Vec<T::Twin>;

            fn twin(&self) -> Self::Twin {
                self.iter().map(T::twin).collect()
            }
        })+
    };
}

/// Not for `u8`, of which many are bytes.
pub trait Listed: Twin {}
impl Listed for bool {}
macro_rules! listed {
    ($($ty:ty)+) => { $(impl Listed for $ty {})+ };
}
listed!(i8 i16 i32 i64 u16 u32 u64 f32 f64 String Vec<u8> Bytes [u8; 4] Any Duration);
listed!(wide::Item wide::Tree wide::Change wide::State wide::Mood);

many! {
    [T: Listed] Vec<T>;
    [T: Listed] BTreeSet<T>;
    [T: Listed + Eq + Hash] HashSet<T>;
    [T: Listed, const N: usize] [T; N];
    [T: Listed, const N: usize] Box<[T; N]>;
}

impl<K: Twin<Twin: Ord>, V: Twin> Twin for BTreeMap<K, V> {
    type Twin = BTreeMap<K::Twin, V::Twin>;

    fn twin(&self) -> Self::Twin {
        self.iter().map(|(key, value)| (key.twin(), value.twin())).collect()
    }
}

impl<K: Twin<Twin: Ord>, V: Twin> Twin for HashMap<K, V> {
    type Twin = BTreeMap<K::Twin, V::Twin>;

    fn twin(&self) -> Self::Twin {
        self.iter().map(|(key, value)| (key.twin(), value.twin())).collect()
    }
}

/// Structs, field by field; what prost puts into an `Option` although it is always there stands last.
macro_rules! structs {
    ($($ty:ty: $twin:ident { $($field:ident)* } { $($message:ident)* };)+) => {
        $(impl Twin for $ty {
            type Twin = generated::$twin;

            fn twin(&self) -> Self::Twin {
                generated::$twin { $($field: self.$field.twin(),)* $($message: Some(self.$message.twin()),)* }
            }
        })+
    };
}

structs! {
    wide::Numbers: Numbers { flag tiny small int long byte short unsigned unsigned_long float double } {};
    wide::MaybeNumbers: MaybeNumbers { flag tiny small int long byte short unsigned unsigned_long float double } {};
    wide::Texts: Texts {
        text bytes shared key maybe_text maybe_bytes maybe_shared maybe_key texts chunks shared_chunks keys
    } {};
    wide::Lists: Lists { flags tiny small ints longs shorts unsigned unsigned_longs floats doubles } {};
    wide::Arrays: Arrays { point pair names items states none } {};
    wide::Sets: Sets { ordered words hashed hashed_words } {};
    wide::KeyMaps: KeyMaps { flags tiny small ints longs shorts unsigned unsigned_longs words } {};
    wide::ValueMaps: ValueMaps {
        floats doubles bytes keys states moods items pages changes secrets durations
    } {};
    wide::HashMaps: HashMaps { words items } {};
    wide::Item: Item { name count } {};
    wide::Page<wide::Item>: PageOfItem { items next } {};
    wide::Page<String>: PageOfString { items next } {};
    wide::Messages: Messages {
        maybe items maybe_shared maybe_change changes secret maybe_secret state maybe_state states mood moods
    } { item boxed shared tree page names change either };
    wide::Times: Times { maybe_duration durations maybe_time anys limit } { duration time any name nothing };
}

impl Twin for Box<wide::Item> {
    type Twin = generated::Item;

    fn twin(&self) -> generated::Item {
        (**self).twin()
    }
}

impl Twin for wide::Tree {
    type Twin = generated::Tree;

    fn twin(&self) -> generated::Tree {
        let Self { value, left, branches } = self;
        let left = left.as_ref().map(|left| Box::new((**left).twin()));
        generated::Tree { value: *value, left, branches: branches.twin() }
    }
}

impl Twin for wide::Change {
    type Twin = generated::Change;

    fn twin(&self) -> generated::Change {
        let kind = match self {
            Self::Cleared => change::Kind::Cleared(change::Cleared {}),
            Self::Counted(count) => change::Kind::Counted(*count),
            Self::Named(name) => change::Kind::Named(name.clone()),
            Self::Put(item) => change::Kind::Put(item.twin()),
            Self::Moved { from, to, items } => {
                change::Kind::Moved(change::Moved { from: from.clone(), to: to.clone(), items: items.twin() })
            }
            Self::Became(state) => change::Kind::Became(state.twin()),
        };
        generated::Change { kind: Some(kind) }
    }
}

impl Twin for wide::Either<wide::Item, u64> {
    type Twin = generated::EitherOfItemAndUint64;

    fn twin(&self) -> Self::Twin {
        use either_of_item_and_uint64::{Kind, Right};

        let kind = match self {
            Self::Left(item) => Kind::Left(item.twin()),
            Self::Right { value } => Kind::Right(Right { value: *value }),
        };
        generated::EitherOfItemAndUint64 { kind: Some(kind) }
    }
}
