//! A plugin's end without waiting, for tests that fail.

use std::path::Path;

use super::Plugin;
use crate::process::Hold;

impl Plugin {
    /// Kills a process that this program has launched, whoever still holds it, and removes its directory.
    pub(crate) fn end_at_once(&self) {
        if let Hold::Child(child) = &self.0.belongings.process {
            child.kill_at_once();
        }
        self.0.belongings.directory.remove();
    }

    /// Whether the process has ended, and was waited for.
    pub(crate) fn is_over(&self) -> bool {
        self.0.belongings.process.fate().is_over()
    }

    /// What it has said last on stderr.
    pub(crate) fn said(&self) -> Vec<String> {
        self.0.belongings.process.fate().words().stderr.lines()
    }

    /// The private directory of this launch.
    pub(crate) fn directory(&self) -> &Path {
        self.0.belongings.directory.path()
    }
}
