//! Attaching to a plugin that runs, whoever has launched it (wire.md §1.17).

mod credentials;
pub mod debugging;
mod hosts;
mod recognised;

use std::process::Command;

use kv::kv as service;
use pintle::{Error, Multiplex, Plugin, Reattach, Security};
use tempfile::TempDir;

use crate::harness::{Heard, PROBE, attacher, command, launcher};

/// A running probe that is not secured, with sockets for its broker.
async fn plain() -> Plugin {
    plain_of(command(PROBE)).await
}

async fn plain_of(command: Command) -> Plugin {
    let launcher = launcher(command).0.security(Security::Plaintext).multiplex(Multiplex::Off);
    launcher.launch().await.unwrap()
}

async fn attach(reattach: Reattach) -> Result<(Plugin, Heard), Error> {
    let (attacher, heard) = attacher(service::HANDSHAKE, reattach);
    Ok((attacher.attach().await?, heard))
}

/// The configuration, with something else in it.
fn altered(reattach: &Reattach, from: &str, to: &str) -> Reattach {
    let text = reattach.to_string();
    assert!(text.contains(from), "{text}");
    text.replace(from, to).parse().unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}
