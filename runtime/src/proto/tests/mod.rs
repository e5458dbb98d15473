//! Files there and back, with a compiler of `.proto` files as the judge.

mod compiled;
mod names;
mod parse;
mod print;
