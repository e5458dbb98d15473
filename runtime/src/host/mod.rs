//! The host's side: launch a plugin, hold it, end it.

mod exit;
mod introduction;
mod launcher;
mod meeting;
mod output;
mod plugin;
mod streams;

pub use exit::{EndedBy, Exit};
pub use launcher::{Launcher, Multiplex, Security, launch};
pub use output::Output;
pub use plugin::{Plugin, Tls};
