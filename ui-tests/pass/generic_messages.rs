//! Generic messages: bounds and defaults of their own, other messages inside, and all in the methods of a trait.

use std::collections::HashMap;
use std::fmt::Debug;

use pintle::{Key, Message, Status, plugin};

#[derive(Debug, Clone, Message)]
pub struct Page<T = String>
where
    T: Clone,
{
    pub items: Vec<T>,
    pub next: Option<Box<Self>>,
}

#[derive(Debug, Message)]
pub struct Index<K: Key + Debug, V> {
    pub entries: HashMap<K, V>,
    pub first: Option<K>,
}

#[derive(Debug, Message)]
pub enum Either<L, R> {
    Neither,
    Left(L),
    Right { value: R },
}

#[derive(Debug, Message)]
#[message(transparent)]
pub struct Secret<Element>(Element);

#[derive(Debug, Clone, Message)]
pub struct Folder {
    pub folders: Page<Self>,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn list(&self, from: Option<Page>) -> Result<Page<Folder>, Status>;
    async fn index(&self, keys: Vec<Secret<u64>>) -> Result<Index<String, Page<Vec<u8>>>, Status>;
    async fn pick(&self, either: Either<Folder, i8>) -> Result<(), Status>;
}

fn main() {
    let names: Vec<String> =
        kv::descriptor().message_type.into_iter().filter_map(|message| message.name).collect();
    assert!(names.contains(&"PageOfFolder".to_owned()), "{names:?}");
    assert!(names.contains(&"IndexOfStringAndPageOfBytes".to_owned()), "{names:?}");
}
