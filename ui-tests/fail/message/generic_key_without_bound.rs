use std::collections::HashMap;

use pintle::Message;

#[derive(Message)]
pub struct Index<K, V> {
    pub entries: HashMap<K, V>,
}

fn main() {}
