//! The plugin's side: from `main` to the last answer.

mod by_hand;
mod configured;
mod descriptors;
mod end;
mod environment;
mod host_watch;
mod hosts;
mod logs;
mod main;
mod panics;
mod printing;
mod ready;
mod running;
mod server;
mod signals;

pub use end::{EndReason, Ending};
#[cfg(feature = "testing")]
pub(crate) use end::{Hooked, Manner, Settled, Steps};
#[cfg(feature = "testing")]
pub(crate) use hosts::{Before, Hosts, Look};
pub use main::{Flavor, IntoServer, NoPlugin, Plugged, main_server, main_service};
#[cfg(feature = "testing")]
pub(crate) use ready::{Chosen, Ready, Surroundings};
pub use server::{Server, Transport};
