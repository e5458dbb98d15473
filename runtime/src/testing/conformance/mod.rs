//! Whether a program is a good plugin of go-plugin's protocol, whatever it is made with.

mod check;
mod groups;

pub use check::{Check, Level};
pub use groups::checks;

#[cfg(test)]
mod tests;
