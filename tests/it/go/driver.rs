//! The driver's host: go-plugin's client, run with a script (`tests/go/README.md`).

use std::ffi::OsStr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pintle::{Multiplex, Security};
use serde_json::Value;

use super::sockets::{Lent, Sockets};
use super::talk::{Answer, Exchange, Failed, Log, Refusal, Seen, Step, Talk};
use crate::harness::command;

/// Runs a conversation with go-plugin's host.
pub async fn run(talk: &Talk, script: &[Step]) -> Result<Seen, Refusal> {
    let sockets = Sockets::watch(talk.folder.path());
    let report = report(talk, &arguments(talk, script)).await;
    if let Some(error) = report["error"].as_str() {
        return Err(refusal(error));
    }
    let lent = sockets.beside(&text(&report["address"])).await;
    Ok(seen(&report, lent))
}

/// The report of the driver's host with these arguments, as it prints it.
pub async fn report(talk: &Talk, arguments: &[impl AsRef<OsStr>]) -> Value {
    let mut host = command(talk.go.driver());
    host.env("TMPDIR", talk.folder.path()).arg("host").args(arguments).arg("--").args(&talk.plugin);
    let output = tokio::process::Command::from(host).kill_on_drop(true).output().await.unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        panic!("the driver printed no report ({error}): {stdout}{stderr}")
    })
}

fn arguments(talk: &Talk, script: &[Step]) -> Vec<String> {
    let versions: Vec<String> = talk.versions.iter().map(u32::to_string).collect();
    let mut arguments = vec!["-versions".to_owned(), versions.join(",")];
    if talk.security == Security::MutualTls {
        arguments.push("-mtls".to_owned());
    }
    if let Some(paths) = &talk.own_certificates {
        arguments.extend(["-tls".to_owned(), paths.clone()]);
    }
    if talk.multiplex == Multiplex::Require {
        arguments.push("-mux".to_owned());
    }
    arguments.extend(talk.variables.iter().flat_map(|(name, value)| ["-env".to_owned(), format!("{name}={value}")]));
    arguments.extend(script.iter().flat_map(|step| ["-do".to_owned(), operation(step)]));
    arguments
}

fn operation(step: &Step) -> String {
    match step {
        Step::Put(key, value) => format!("put-base64:{key}={}", STANDARD.encode(value)),
        Step::Get(key) => format!("get:{key}"),
        Step::Ping => "ping".to_owned(),
        Step::Big(size) => format!("big:{size}"),
        Step::Stdout(text) => format!("wait-stdout:{text}"),
        Step::Stderr(text) => format!("wait-stderr:{text}"),
        Step::Log(text) => format!("wait-raw-stderr:{text}"),
        Step::Exchange(exchange, objects, calls) => format!("{}:{objects},{calls}", name(*exchange)),
    }
}

fn name(exchange: Exchange) -> &'static str {
    match exchange {
        Exchange::Lend => "lend",
        Exchange::Borrow => "borrow",
        Exchange::Keep => "keep",
        Exchange::LendTogether => "lend-together",
        Exchange::BorrowTogether => "borrow-together",
        Exchange::LendJoiner => "lend-joiner",
        Exchange::BorrowJoiner => "borrow-joiner",
    }
}

fn seen(report: &Value, lent: Lent) -> Seen {
    let logs = report["logs"].as_array().unwrap();
    Seen {
        network: text(&report["network"]),
        socket_remains: Path::new(&text(&report["address"])).exists(),
        address: text(&report["address"]),
        lent,
        version: report["version"].as_u64().unwrap().try_into().unwrap(),
        secured: logs.iter().any(|log| log["message"] == "configuring client automatic mTLS"),
        answers: report["steps"].as_array().unwrap().iter().map(answer).collect(),
        stdout: bytes(&report["stdout"]),
        stderr: bytes(&report["stderr"]),
        logs: logs.iter().filter(|log| is_plugins(log)).map(log).collect(),
        ended_when_asked: report["exited"] == true && report["forced"] == false,
        // Go has -1 for a process that a signal ended.
        status: report["exit_code"].as_i64().and_then(|status| status.try_into().ok()).filter(|status| *status >= 0),
    }
}

fn answer(step: &Value) -> Answer {
    if step["ok"] == false {
        return Err(Failed { code: text(&step["code"]), message: text(&step["error"]) });
    }
    assert_ne!(step["equal"], false, "other bytes came back than were put");
    Ok(match &step["value"] {
        Value::String(value) => value.clone().into_bytes(),
        _ => bytes(&step["value_base64"]),
    })
}

/// The host's own records have the name `plugin`; those of its plugin have the plugin's behind it (J1).
fn is_plugins(log: &Value) -> bool {
    text(&log["name"]).starts_with("plugin.")
}

fn log(log: &Value) -> Log {
    let fields = log["fields"].as_object().unwrap();
    let fields = fields.iter().map(|(name, value)| (name.clone(), text(value))).collect();
    Log { level: text(&log["level"]), message: text(&log["message"]), fields }
}

/// From go-plugin's words for it (L7, L9, V7).
fn refusal(error: &str) -> Refusal {
    if error.starts_with("incompatible core API version with plugin") {
        return Refusal::CoreVersion;
    }
    if let Some(seen) = between(error, "unsupported plugin protocol \"", "\"") {
        return Refusal::Protocol { seen: seen.to_owned() };
    }
    let versions = error.strip_prefix("incompatible API version with plugin. ");
    let sides = versions
        .and_then(|rest| Some((between(rest, "Plugin version: ", ",")?, between(rest, "Client versions: [", "]")?)));
    let Some((plugin, host)) = sides else {
        return Refusal::Other(error.to_owned());
    };
    let mut host: Vec<u32> = host.split(' ').map(|version| version.parse().unwrap()).collect();
    host.sort_unstable(); // Go's come in any order (E4).
    Refusal::Version { plugin: plugin.parse().unwrap(), host }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// A string as it is, anything else as JSON; as our own records have it.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn bytes(base64: &Value) -> Vec<u8> {
    STANDARD.decode(base64.as_str().unwrap_or_default()).unwrap()
}
