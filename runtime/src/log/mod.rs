//! Log lines between plugin and host: one JSON object a line, as hclog writes them (wire.md §1.15).

mod read;
mod write;

pub(crate) use read::Reader;
pub use read::{Level, Record};
pub(crate) use write::HclogLayer;
