//! A plugin that misbehaves, for tests of hosts in any language.
//!
//! It is a file that a host can launch, and the services behind it run in the test's own process: what it prints, what it says
//! on its socket and how it ends are all the test's to choose.

mod actor;
mod body;
mod calls;
mod changed;
mod doorkeeper;
mod fake;
mod gate;
mod lies;
mod life;
mod messages;
mod mischief;
mod seen;
mod streams;

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

pub use fake::FakePlugin;
use mischief::Mischief;
pub use mischief::{Act, By, Fault, Moment, Reply, Variables};
pub use seen::{Launched, Seen};

use crate::handshake::Line;
use crate::serve::Server;

/// A plugin that serves what it is given, and does as much wrong as it is told. Without that it is a good one.
///
/// ```
/// # use pintle::{Server, Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
/// # struct Memory;
/// # impl Kv for Memory { async fn len(&self) -> Result<u64, Status> { Ok(0) } }
/// use pintle::testing::misbehaving::{Act, Misbehaving, Moment};
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let plugin = Misbehaving::new(|| Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Memory)))
///     .at(Moment::Call(1), Act::Exit(3))
///     .start()?;
/// let kv = KvClient::launch(plugin.command()).await?;
/// assert_eq!(kv.len().await.unwrap_err().code(), pintle::Code::Unavailable);
/// # Ok(())
/// # }
/// ```
///
/// The socket is this process's own: do not have a host attach to the plugin and then end it by its number.
#[must_use = "a plugin is not there before it is started"]
pub struct Misbehaving {
    script: Script,
}

/// What all launches have in common.
pub(super) struct Script {
    server: Box<dyn Fn() -> Server + Send + Sync>,
    mischief: Mischief,
    only: Option<Box<Only>>,
}

/// Whether a launch with such variables misbehaves.
type Only = dyn Fn(&Variables) -> bool + Send + Sync;

impl Misbehaving {
    /// A plugin that makes its server anew for each launch.
    pub fn new(server: impl Fn() -> Server + Send + Sync + 'static) -> Self {
        Self { script: Script { server: Box::new(server), mischief: Mischief::default(), only: None } }
    }

    /// Adds what is wrong with it all along.
    pub fn with(mut self, fault: Fault) -> Self {
        self.script.mischief.faults.push(fault);
        self
    }

    /// Adds something that it does at a point of its life. Several at the same point are done in the order they were added.
    pub fn at(mut self, moment: Moment, act: Act) -> Self {
        self.script.mischief.acts.push((moment, act));
        self
    }

    /// Has a method (`/kv.v1.Kv/Get`) or all of a service (`grpc.health.v1.Health`) answer something else than it would. The
    /// first that fits counts.
    pub fn answer(mut self, path: impl Into<String>, reply: Reply) -> Self {
        self.script.mischief.replies.push((path.into(), reply));
        self
    }

    /// Changes the handshake line.
    pub fn line(self, change: impl Fn(&mut Line) + Send + Sync + 'static) -> Self {
        self.print(move |line, _| {
            let mut line = line.clone();
            change(&mut line);
            format!("{line}\n").into_bytes()
        })
    }

    /// Writes something else to stdout than the handshake line and its line feed, which may depend on the variables of the
    /// launch.
    pub fn print(mut self, write: impl Fn(&Line, &Variables) -> Vec<u8> + Send + Sync + 'static) -> Self {
        self.script.mischief.line = Some(Arc::new(write));
        self
    }

    /// Prints the handshake line so much later.
    pub fn late(mut self, late: Duration) -> Self {
        self.script.mischief.late = late;
        self
    }

    /// Ends with this status when it has put everything in order, in place of 0.
    pub fn ends_with(mut self, status: i32) -> Self {
        self.script.mischief.status = status;
        self
    }

    /// Misbehaves only in launches with such variables, and is good in the others.
    pub fn only(mut self, only: impl Fn(&Variables) -> bool + Send + Sync + 'static) -> Self {
        self.script.only = Some(Box::new(only));
        self
    }

    /// Makes the file that hosts launch. It is there until the value is dropped, and so is whatever was launched by it.
    ///
    /// # Errors
    ///
    /// When no file can be made, or no thread for what is behind it.
    pub fn start(self) -> io::Result<FakePlugin> {
        FakePlugin::start(self.script)
    }
}

impl Script {
    /// What a launch with these variables does wrong.
    fn mischief(&self, variables: &Variables) -> Mischief {
        let applies = self.only.as_ref().is_none_or(|only| only(variables));
        if applies { self.mischief.clone() } else { Mischief::default() }
    }
}

impl fmt::Debug for Misbehaving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Misbehaving").field("mischief", &self.script.mischief).finish_non_exhaustive()
    }
}
