//! What can be wrong with a committed `.proto` file.

use std::io;
use std::path::PathBuf;

use super::{Finding, ParseError};

/// A `.proto` file is not what its trait says, or could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtoError {
    /// Nothing was committed yet.
    #[error("{} is not there", path.display())]
    Missing {
        /// Where the file should be.
        path: PathBuf,
    },

    /// The trait has changed, in a way that older peers understand.
    #[error("{} is not what the trait says:\n{difference}", path.display())]
    Differs {
        /// The committed file.
        path: PathBuf,
        /// The lines that differ: what is committed with a `-`, what the trait says with a `+`.
        difference: String,
    },

    /// The trait has changed, in a way that breaks older peers.
    #[error("{} is not what the trait says:\n{difference}\nolder peers would break:\n{}", path.display(), list(findings))]
    Incompatible {
        /// The committed file.
        path: PathBuf,
        /// The lines that differ: what is committed with a `-`, what the trait says with a `+`.
        difference: String,
        /// What breaks them, each with its fix.
        findings: Vec<Finding>,
    },

    /// A file that was printed for `service` has no trait any more.
    #[error("{} describes {service}, and no trait that is listed does", path.display())]
    Stray {
        /// The committed file.
        path: PathBuf,
        /// The full name of the service in it.
        service: String,
    },

    /// The committed file is no `.proto` file that could be compared.
    #[error("{} cannot be read as a .proto file", path.display())]
    Parse {
        /// The committed file.
        path: PathBuf,
        /// What is wrong with it.
        source: ParseError,
    },

    /// A description has a name that leads out of the folder.
    #[error("{name:?} is no place for a .proto file inside of a folder")]
    Name {
        /// The name in the description.
        name: String,
    },

    /// What `PINTLE_BLESS` says means nothing.
    #[error("PINTLE_BLESS is {text:?}")]
    Bless {
        /// What it says.
        text: String,
    },

    /// A file or a folder could not be read.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file or the folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },

    /// A file could not be written or removed.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl ProtoError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "proto.missing",
            Self::Differs { .. } => "proto.differs",
            Self::Incompatible { .. } => "proto.incompatible",
            Self::Stray { .. } => "proto.stray",
            Self::Parse { .. } => "proto.parse",
            Self::Name { .. } => "proto.name",
            Self::Bless { .. } => "proto.bless",
            Self::Read { .. } => "proto.read",
            Self::Write { .. } => "proto.write",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "run the tests once with PINTLE_BLESS=1, which writes it, and commit it",
            Self::Differs { .. } => {
                "if it is meant, run the tests with PINTLE_BLESS=1: older peers understand the change"
            }
            Self::Incompatible { .. } => {
                "follow the fixes; if there are no older peers, run the tests with PINTLE_BLESS=breaking"
            }
            Self::Stray { .. } => {
                "give the trait its package and its name back, `#[plugin(package = \"…\", name = \"…\")]`; if there are \
                 no older peers, run the tests with PINTLE_BLESS=breaking, which removes the file"
            }
            Self::Parse { .. } => "bring the committed file back from version control",
            Self::Name { .. } => "take the description of a trait, whose name is made of the package",
            Self::Bless { .. } => "set it to `1`, or to `breaking`, or not at all",
            Self::Read { .. } | Self::Write { .. } => "look at the permissions of the folder",
        }
    }
}

fn list(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("  {finding}")).collect::<Vec<_>>().join("\n").replace("\n  fix", "\n    fix")
}
