//! A host that launches the plugin it is given many times, one after another and all at once, and says what it holds
//! before and after: descriptors, children, tasks, and sockets that are still there.

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Address, Error, Launcher, Output, Security};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

const IN_TURN: usize = 200;
const AT_ONCE: usize = 50;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plugin = std::env::args_os().nth(1).expect("the plugin is named");
    // Once before counting: runtimes and libraries open what they keep.
    let mut sockets = vec![one_life(plugin.clone(), Security::MutualTls).await.expect("the plugin works")];
    println!("before {}", holdings().await);
    for turn in 0..IN_TURN {
        let security = if turn % 2 == 0 { Security::MutualTls } else { Security::Plaintext };
        sockets.push(one_life(plugin.clone(), security).await.expect("the plugin works"));
    }
    println!("after {}", holdings().await);
    let mut lives = JoinSet::new();
    for _ in 0..AT_ONCE {
        lives.spawn(one_life(plugin.clone(), Security::MutualTls));
    }
    for socket in lives.join_all().await {
        sockets.push(socket.expect("the plugin works"));
    }
    println!("after {}", holdings().await);
    let left = sockets.iter().filter(|socket| socket.exists() || socket.parent().is_some_and(|parent| parent.exists()));
    println!("sockets {} left {}", sockets.len(), left.count());
}

async fn one_life(program: OsString, security: Security) -> Result<PathBuf, Error> {
    let mut command = Command::new(program);
    command.stdin(std::process::Stdio::null());
    let launcher = Launcher::new(service::HANDSHAKE, command).security(security);
    let plugin = launcher.stdout(Output::Discard).stderr(Output::Discard).launch().await?;
    let kv: KvClient = plugin.client();
    kv.put("k".to_owned(), b"v".to_vec()).await.expect("the store stores");
    let Address::Unix(socket) = plugin.address().clone() else { panic!("it listens on a Unix socket") };
    plugin.shutdown().await?;
    Ok(socket)
}

/// What this process holds: open descriptors, children, and tasks of the runtime that do not end when they have their turn.
async fn holdings() -> String {
    let descriptors = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let thread = rustix::thread::gettid().as_raw_nonzero();
    let children = std::fs::read_to_string(format!("/proc/self/task/{thread}/children")).unwrap_or_default();
    let children = children.split_whitespace().count();
    let alive = || Handle::current().metrics().num_alive_tasks();
    for _ in 0..TURNS {
        if alive() == 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
    let tasks = alive();
    format!("descriptors {descriptors} children {children} tasks {tasks}")
}

/// How often tasks that were told to end have their turn.
const TURNS: usize = 1_000;
