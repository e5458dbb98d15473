//! What the benchmark's programs share: the store behind every plugin, the service as tonic alone has it, and how to run
//! hosts in turns and print what they report.

pub mod programs;
pub mod raw;
mod run;
mod settings;
mod store;
pub mod table;

pub use programs::Programs;
pub use run::{Run, Security, median, microseconds, milliseconds};
pub use settings::Settings;
pub use store::Store;

/// What the programs here end with.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The tokio runtime that one end runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavor {
    /// One thread.
    CurrentThread,
    /// A thread a core.
    MultiThread,
}

impl Flavor {
    /// Makes a runtime.
    ///
    /// # Errors
    ///
    /// The system gives no thread, or nothing to wait with.
    pub fn runtime(self) -> std::io::Result<tokio::runtime::Runtime> {
        let mut builder = match self {
            Self::CurrentThread => tokio::runtime::Builder::new_current_thread(),
            Self::MultiThread => tokio::runtime::Builder::new_multi_thread(),
        };
        builder.enable_all().build()
    }

    /// As short as it gets, for the head of a table.
    pub fn letter(self) -> char {
        match self {
            Self::CurrentThread => '1',
            Self::MultiThread => 'N',
        }
    }
}

impl std::fmt::Display for Flavor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::CurrentThread => "current_thread",
            Self::MultiThread => "multi_thread",
        })
    }
}

impl std::str::FromStr for Flavor {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "current_thread" => Ok(Self::CurrentThread),
            "multi_thread" => Ok(Self::MultiThread),
            other => Err(format!("`{other}` is neither current_thread nor multi_thread")),
        }
    }
}
