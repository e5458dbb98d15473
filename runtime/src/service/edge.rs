//! What stands between a plugin's services and whoever calls them.

use super::limits::Limits;

/// For all connections of one end. Nothing of it concerns go-plugin's own services: a plugin can be asked to end, whatever
/// its limits.
#[derive(Debug, Default)]
pub(crate) struct Edge {
    pub(crate) limits: Option<Limits>,
}
