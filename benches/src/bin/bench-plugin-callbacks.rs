//! The plugin that lends and borrows: `bench-plugin-callbacks`.

use pintle_tests::yardstick::{Ruler, Yardstick};

#[pintle::main]
fn main() -> impl Yardstick {
    Ruler::default()
}
