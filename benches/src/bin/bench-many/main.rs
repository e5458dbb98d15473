//! A host of many plugins, which does as it is told so that it can be looked at from outside: as `driver bench-many` of
//! `tests/go` does.
//!
//! `bench-many COUNT TOGETHER -- PLUGIN [ARGUMENT…]` says `{}` before it launches any. Told to go on by a line on stdin, it
//! launches COUNT plugins with mutual TLS, TOGETHER at a time, calls each once, and says how long that took; at the next line it
//! ends them, and says how long that took.

#![expect(clippy::print_stdout, reason = "it reports on stdout")]

use std::ffi::OsString;
use std::os::fd::AsFd as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use kv::{Kv as _, KvClient, kv as service};
use lexopt::{Parser, ValueExt as _};
use pintle::{Code, Launcher, Output, Plugin};
use pintle_benches::{Flavor, Result, milliseconds};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::unix::pipe::Receiver;

fn main() -> Result<()> {
    let mut parser = Parser::from_env();
    let (count, together) = (parser.value()?.parse()?, parser.value()?.parse()?);
    let program: Vec<OsString> = parser.raw_args()?.filter(|argument| argument != "--").collect();
    allow_descriptors()?;
    Flavor::CurrentThread.runtime()?.block_on(run(count, together, &program))
}

async fn run(count: usize, together: usize, program: &[OsString]) -> Result<()> {
    // Stdin is a pipe; tokio's own would take a thread.
    let stdin = Receiver::from_owned_fd(std::io::stdin().as_fd().try_clone_to_owned()?)?;
    let mut told = BufReader::new(stdin).lines();
    println!("{{}}");
    go_on(&mut told).await?;

    let begin = Instant::now();
    let launches = stream::iter(0..count).map(|_| launch(program)).buffer_unordered(together);
    let (plugins, start_ms): (Vec<Plugin>, Vec<f64>) = launches.try_collect::<Vec<_>>().await?.into_iter().unzip();
    println!("{}", json!({ "start_ms": start_ms, "start_all_ms": milliseconds(begin.elapsed()) }));
    go_on(&mut told).await?;

    let begin = Instant::now();
    let ends = stream::iter(plugins).map(|plugin| async move { plugin.shutdown().await });
    ends.buffer_unordered(together).try_collect::<Vec<_>>().await?;
    println!("{}", json!({ "end_all_ms": milliseconds(begin.elapsed()) }));
    Ok(())
}

/// Launches a plugin, and calls it; any answer will do.
async fn launch(program: &[OsString]) -> Result<(Plugin, f64)> {
    let begin = Instant::now();
    let mut command = Command::new(&program[0]);
    command.args(&program[1..]).stdin(Stdio::null());
    let launcher = Launcher::new(service::HANDSHAKE, command).stdout(Output::Discard).stderr(Output::Discard);
    let plugin = launcher.launch().await?;
    let client: KvClient = plugin.client();
    match client.get("first".to_owned()).await {
        Err(status) if status.code() != Code::NotFound => Err(status.into()),
        _ => Ok((plugin, milliseconds(begin.elapsed()))),
    }
}

async fn go_on(told: &mut Lines<BufReader<Receiver>>) -> Result<()> {
    told.next_line().await?.map(|_| ()).ok_or_else(|| "nobody looks any more".into())
}

/// As many as the system lets a process have; a Go program does the same by itself.
fn allow_descriptors() -> Result<()> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })?)
}
