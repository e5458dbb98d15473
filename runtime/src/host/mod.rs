//! The host's side: launch a plugin, hold it, end it.

mod attach;
mod attacher;
mod configured;
mod copy;
mod end;
mod environment;
mod exit;
mod integrity;
mod introduction;
mod launch;
mod launcher;
mod meeting;
mod output;
mod plugin;
mod settings;
mod start_limit;
mod streams;
mod supervise;

pub use attacher::Attacher;
pub use exit::{EndedBy, Exit};
pub use integrity::{Checksum, ChecksumError};
#[cfg(feature = "testing")]
pub(crate) use introduction::certificate;
pub use launcher::{Launcher, launch_client};
#[cfg(feature = "testing")]
pub(crate) use meeting::{Meeting, Met, Sockets};
pub use output::Output;
pub use plugin::{Plugin, Tls};
pub use settings::{Env, Multiplex, ProcessGroup, Security};
pub use start_limit::StartLimit;
pub use supervise::{Event, GaveUp, Supervised, Supervision};
