//! pintle's host, in a conversation.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use pintle::{CallError, Certificates, EndedBy, Error, Plugin, ProtocolError, Record};
use pintle_tests::{Store as _, StoreClient};

use super::exchange;
use super::sockets::{Lent, Sockets};
use super::talk::{Answer, Failed, Log, Refusal, Seen, Step, Talk};
use crate::harness::{Heard, command, launcher};

/// Runs a conversation with our host.
pub async fn run(talk: &Talk, script: &[Step]) -> Result<Seen, Refusal> {
    let (launcher, heard) = launcher(plugin(talk));
    let launcher = launcher.security(talk.security).versions(talk.versions.iter().copied()).multiplex(talk.multiplex);
    let launcher = match talk.own_certificates.as_deref().map(|paths| paths.split(',').collect::<Vec<_>>()).as_deref() {
        Some([chain, key, roots]) => launcher.certificates(Certificates::from_files(*chain, *key, *roots).unwrap()),
        _ => launcher,
    };
    let plugin = launcher.launch().await.map_err(refusal)?;
    let sockets = Sockets::around(plugin.address());
    let mut answers = Vec::new();
    for step in script {
        answers.push(take(step, &plugin, &heard).await);
    }
    let lent = match sockets {
        Some(sockets) => sockets.beside(&plugin.address().to_string()).await,
        None => Lent::default(),
    };
    let exit = plugin.shutdown().await.unwrap();
    plugin.last_words().await; // Its logs are read to the end then.
    let logs = heard.logs.lock().unwrap().iter().map(log).collect();
    Ok(Seen {
        network: plugin.address().network().to_owned(),
        socket_remains: Path::new(&plugin.address().to_string()).exists(),
        address: plugin.address().to_string(),
        lent,
        version: plugin.version(),
        secured: plugin.tls().is_some(),
        answers,
        stdout: heard.stdout.bytes(),
        stderr: heard.stderr.bytes(),
        logs,
        ended_when_asked: exit.by == EndedBy::Shutdown,
        status: exit.code(),
    })
}

fn plugin(talk: &Talk) -> Command {
    let (program, arguments) = talk.plugin.split_first().unwrap();
    let mut command = command(program);
    command.args(arguments).envs(talk.variables.iter().map(|(name, value)| (name, value)));
    command
}

async fn take(step: &Step, plugin: &Plugin, heard: &Heard) -> Answer {
    let store: StoreClient = plugin.client();
    match step {
        Step::Put(key, value) => store.put((*key).to_owned(), value.clone()).await.map_err(failed)?,
        Step::Get(key) => return store.get((*key).to_owned()).await.map_err(failed),
        Step::Ping => plugin.ping(Duration::from_secs(10)).await.map_err(failed)?,
        Step::Big(size) => big(&store, *size).await.map_err(failed)?,
        Step::Stdout(text) => _ = heard.stdout.until(|bytes| contains(bytes, text)).await,
        Step::Stderr(text) => _ = heard.stderr.until(|bytes| contains(bytes, text)).await,
        Step::Exchange(exchange, objects, calls) => {
            exchange::run(plugin, *exchange, *objects, *calls).await.map_err(|status| failed(status.into()))?;
        }
        Step::Log(text) => _ = heard.logged(|record| record.message.contains(text)).await,
    }
    Ok(Vec::new())
}

async fn big(store: &StoreClient, size: usize) -> Result<(), CallError> {
    let mut value = b"0123456789abcdefghijklmnopqrstuvwxy".repeat(size / 35 + 1);
    value.truncate(size);
    store.put("big".to_owned(), value.clone()).await?;
    let back = store.get("big".to_owned()).await?;
    assert!(value == back, "other bytes came back than were put");
    Ok(())
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn failed(error: CallError) -> Failed {
    match error {
        CallError::Status(status) => {
            Failed { code: format!("{:?}", status.code()), message: status.message().to_owned() }
        }
        lost => Failed { code: lost.code().to_owned(), message: lost.to_string() },
    }
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Protocol(ProtocolError::CoreVersion { .. }) => Refusal::CoreVersion,
        Error::Protocol(ProtocolError::Version { plugin, host }) => Refusal::Version { plugin, host },
        Error::Protocol(ProtocolError::NotGrpc { seen }) => Refusal::Protocol { seen },
        other => Refusal::Other(other.to_string()),
    }
}

fn log(record: &Record) -> Log {
    let mut fields: BTreeMap<_, _> = record.fields.iter().cloned().collect();
    fields.extend(record.timestamp.clone().map(|timestamp| ("timestamp".to_owned(), timestamp)));
    Log { level: format!("{:?}", record.level).to_lowercase(), message: record.message.clone(), fields }
}
