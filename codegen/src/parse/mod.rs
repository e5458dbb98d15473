//! From tokens to the model. A rule about one node is kept here, at the node; `check` has the rules across nodes.

mod choice;
mod enumeration;
mod error;
mod main;
mod message;
mod method;
mod note;
mod service;
mod tags;
mod transparent;
mod types;

pub(crate) use self::error::error;
pub(crate) use self::main::main;
pub(crate) use self::message::message;
pub(crate) use self::method::is_ours;
pub(crate) use self::service::service;

use syn::{Meta, Path};

use crate::errors::Errors;
use crate::{attr, names};

/// Reads `crate = path`, the name of crate `pintle` where it is another.
fn krate(option: Option<&Meta>, errors: &mut Errors) -> Path {
    let path = option.and_then(|option| attr::path(option, errors));
    path.unwrap_or_else(names::default_crate)
}
