//! A plugin's `main`: the cookie first, then the streams, then the plugin's own code.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use tokio::runtime::{Builder, Runtime};

use super::by_hand::Starter;
use super::descriptors::{Descriptors, stderr_alone};
use super::environment::Environment;
use super::{Server, logs, panics};
use crate::error::{ConfigError, Error};
use crate::handshake::Handshake;
use crate::service::Served;

/// The runtime that a plugin's calls run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavor {
    /// The current thread's: `benches/README.md` has the figures.
    Default,
    /// One thread: the shortest way for a call, the smallest process.
    CurrentThread,
    /// A thread a core: for calls that compute.
    MultiThread,
}

/// What the long form of `main` may return: a [`Server`], or a [`Result`] of one.
#[diagnostic::on_unimplemented(
    message = "`main` must return what shall be served, not `{Self}`",
    note = "return `impl YourTrait`, `pintle::Server`, or a `Result` of either"
)]
pub trait IntoServer {
    /// The server, or why there is none.
    fn into_server(self) -> Result<Server, Refusal>;
}

/// Whatever `main` returns; where its trait has `#[plugin]`, that has a method of the same name, which comes first.
pub trait NoPlugin {
    /// Nothing that could be called.
    #[doc(hidden)]
    fn __plugin_server<S>(&self) -> S
    where
        Self: Plugged,
    {
        unreachable!("nothing is `Plugged`")
    }
}

impl<T> NoPlugin for T {}

/// No type at all.
#[diagnostic::on_unimplemented(
    message = "the trait of `main`, in `{Self}`, is no service",
    label = "a trait without `#[plugin]`",
    note = "write `#[plugin(package = \"kv.v1\", cookie(\"KEY\", \"value\"))]` above the trait"
)]
pub trait Plugged {}

/// Why a plugin's `main` made no server.
type Refusal = Box<dyn std::error::Error + Send + Sync>;

impl IntoServer for Server {
    fn into_server(self) -> Result<Server, Refusal> {
        Ok(self)
    }
}

impl<E: Into<Refusal>> IntoServer for Result<Server, E> {
    fn into_server(self) -> Result<Server, Refusal> {
        self.map_err(Into::into)
    }
}

/// The short form of `main`: one service, in the version of its trait.
pub fn main_service<S: Served, E: Into<Refusal>>(flavor: Flavor, make: impl FnOnce() -> Result<S, E>) -> ExitCode {
    let server = |service| Server::new(S::HANDSHAKE).serve(S::HANDSHAKE.version, service);
    main(flavor, S::HANDSHAKE, || make().map(server).map_err(Into::into))
}

/// The long form of `main`: a server as it is returned.
pub fn main_server<S: IntoServer>(flavor: Flavor, handshake: Handshake, make: impl FnOnce() -> S) -> ExitCode {
    main(flavor, handshake, || make().into_server())
}

/// Runs the server that `plugin` makes.
///
/// Exit codes are go-plugin's (wire.md D9): 0 after a proper end, 1 when the program was not launched by a host or could
/// not start, 2 when the plugin's own `main` panicked.
fn main(flavor: Flavor, handshake: Handshake, plugin: impl FnOnce() -> Result<Server, Refusal>) -> ExitCode {
    let environment = Environment::of_process();
    // Before any code of the plugin, and before threads: a person who runs it by hand gets an answer at once.
    let starter = match environment.starter(&handshake) {
        Ok(starter) => starter,
        Err(error) => return complain(&by_hand(error)),
    };
    match started(flavor, plugin, starter, &environment) {
        Ok(code) => code,
        Err(error) => complain(&error.to_string()),
    }
}

fn started(
    flavor: Flavor,
    plugin: impl FnOnce() -> Result<Server, Refusal>,
    starter: Starter,
    environment: &Environment,
) -> Result<ExitCode, Error> {
    let descriptors = prepared(starter)?;
    let runtime = runtime(flavor)?;
    let made = {
        let _context = runtime.enter();
        catch_unwind(AssertUnwindSafe(plugin))
    };
    let server = match made {
        Ok(Ok(server)) => server,
        Ok(Err(error)) => return Ok(complain(&format!("the plugin could not start: {error}"))),
        Err(_) => return Ok(ExitCode::from(PANICKED)), // The hook has told.
    };
    let ended = runtime.block_on(server.run_with(descriptors, environment));
    // A call that blocks its thread must not keep the process.
    runtime.shutdown_background();
    ended.map(|()| ExitCode::SUCCESS)
}

/// Takes the streams for a host, and leads panics and logs to it; a person keeps them as they are.
fn prepared(starter: Starter) -> Result<Option<Descriptors>, Error> {
    match starter {
        Starter::Host => {
            let descriptors = Descriptors::take()?;
            panics::install(descriptors.stderr.clone());
            logs::install(descriptors.stderr.clone());
            Ok(Some(descriptors))
        }
        Starter::Person => {
            logs::install(stderr_alone()?);
            Ok(None)
        }
    }
}

fn runtime(flavor: Flavor) -> Result<Runtime, ConfigError> {
    let mut builder = match flavor {
        Flavor::Default | Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread => Builder::new_multi_thread(),
    };
    builder.enable_all().build().map_err(ConfigError::Runtime)
}

fn by_hand(error: ConfigError) -> String {
    let friendly = "This program is a plugin: another program, its host, starts it and talks to it.\n";
    match error {
        ConfigError::NotLaunchedByHost { .. } => format!("{friendly}{}", Error::from(error)),
        other => Error::from(other).to_string(),
    }
}

/// Says why on stderr, which is the original one whatever happened before.
fn complain(message: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{message}");
    ExitCode::FAILURE
}

/// The exit code of a panic in Go.
const PANICKED: u8 = 2;
