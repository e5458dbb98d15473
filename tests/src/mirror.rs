//! A service that gives back what it gets, by every kind of call, so that peers in other languages can be held to it.

use pintle::{CallError, Message, Streaming, plugin};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use proptest_derive::Arbitrary;

use crate::wide::{Arrays, HashMaps, KeyMaps, Lists, MaybeNumbers, Messages, Numbers, Texts, Times, ValueMaps};

/// Everything that can travel, but for what has no order.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct All {
    pub numbers: Numbers,
    pub maybe: MaybeNumbers,
    pub texts: Texts,
    pub lists: Lists,
    pub arrays: Arrays,
    pub keys: KeyMaps,
    pub values: ValueMaps,
    pub hashed: HashMaps,
    pub messages: Messages,
    pub times: Times,
}

impl All {
    /// Random ones, the same each time.
    pub fn samples(count: u32) -> Vec<Self> {
        let mut runner = TestRunner::deterministic();
        let mut sample = || proptest::arbitrary::any::<Self>().new_tree(&mut runner);
        (0..count).filter_map(|_| sample().ok()).map(|tree| tree.current()).collect()
    }
}

/// What [`Mirror::gather`] was given.
#[derive(Debug, Clone, PartialEq, Message)]
pub struct Gathered {
    /// The argument before the stream.
    pub label: String,
    /// The stream.
    pub all: Vec<All>,
}

/// Why a [`Mirror`] gives nothing back.
#[derive(Debug, Clone, pintle::Error)]
pub enum MirrorError {
    /// It was told to.
    #[error("told to refuse {reason:?}", code = FailedPrecondition)]
    Refused {
        /// What it was told.
        reason: String,
        /// And some of what it was given: errors travel as trailers, of which gRPC in Python takes 8 KiB.
        numbers: Box<Numbers>,
    },
    /// The call was lost.
    #[error(call)]
    Call(CallError),
}

/// Gives back what it gets.
#[plugin(package = "mirror.v1", cookie("MIRROR_PLUGIN", "mirror"))]
pub trait Mirror {
    /// Random values, the same each time.
    async fn samples(&self, count: u32) -> Result<Streaming<All, MirrorError>, MirrorError>;

    /// One for one.
    async fn echo(&self, all: All) -> Result<All, MirrorError>;

    /// Many for one.
    async fn repeat(&self, all: All, times: u32) -> Result<Streaming<All, MirrorError>, MirrorError>;

    /// One for many.
    async fn gather(&self, label: String, all: Streaming<All, MirrorError>) -> Result<Gathered, MirrorError>;

    /// Many for many, each as it comes.
    async fn reflect(&self, all: Streaming<All, MirrorError>) -> Result<Streaming<All, MirrorError>, MirrorError>;

    /// Nothing: it is refused, for this reason.
    async fn refuse(&self, reason: String, all: All) -> Result<(), MirrorError>;

    /// One, and then nothing: it is refused, for this reason.
    async fn break_off(&self, reason: String, all: All) -> Result<Streaming<All, MirrorError>, MirrorError>;
}
