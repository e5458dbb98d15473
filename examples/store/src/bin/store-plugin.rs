//! The plugin: a store in memory.

use store::{Kv, Memory};

#[pintle::main]
fn main() -> impl Kv {
    Memory::default()
}
