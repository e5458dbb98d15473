//! What stands between an end's services and whoever calls them, and between its calls and the other end.

use super::limits::Limits;
use super::{CallLayer, Next};

/// For all connections of one end. Nothing of it concerns go-plugin's own services: a plugin can be asked to end, whatever
/// its limits and layers.
#[derive(Debug, Default)]
pub(crate) struct Edge {
    pub(crate) limits: Option<Limits>,
    pub(crate) layers: Layers,
}

/// The layers of one end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layers {
    /// Over what it answers.
    pub(crate) answers: Option<Next>,
    /// Over what its typed clients call.
    pub(super) calls: Option<Next>,
}

impl Layers {
    /// Adds a layer over what this end answers.
    pub(crate) fn answer(&mut self, layer: impl CallLayer) {
        self.answers = Some(Next::layered(self.answers.take(), layer));
    }

    /// Adds a layer over what this end calls.
    pub(crate) fn call(&mut self, layer: impl CallLayer) {
        self.calls = Some(Next::layered(self.calls.take(), layer));
    }
}
