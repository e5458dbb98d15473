//! A message for every row of the type map, so that all that can travel is tried against prost, and against garbage.

mod lists;
mod maps;
mod messages;
mod numbers;
pub mod strategies;
mod texts;

use pintle::{CallError, plugin};

pub use lists::{Arrays, Lists, Sets};
pub use maps::{HashMaps, KeyMaps, ValueMaps};
pub use messages::{Change, Either, Item, Messages, Mood, Page, Secret, State, Times, Tree};
pub use numbers::{MaybeNumbers, Numbers};
pub use texts::Texts;

/// A service that speaks of all of them, so that there is a description.
#[plugin(package = "wide.v1")]
pub trait Wide {
    /// Scalars.
    async fn scalars(&self, numbers: Numbers, maybe: MaybeNumbers, texts: Texts) -> Result<(), CallError>;
    /// Lists and sets.
    async fn lists(&self, lists: Lists, arrays: Arrays, sets: Sets) -> Result<(), CallError>;
    /// Maps.
    async fn maps(&self, keys: KeyMaps, values: ValueMaps, hashed: HashMaps) -> Result<(), CallError>;
    /// Messages.
    async fn messages(&self, messages: Messages, times: Times) -> Result<(), CallError>;
}
