//! go-plugin's own examples, host and plugin, as they are, of two versions of the library: against each other, and each
//! against ours.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::programs::{Example, Go};

mod bidirectional;
mod grpc;
mod negotiated;

/// The hosts of an example, each with each plugin: theirs, then ours.
fn pairs(go: Go, name: &str, ours: &str) -> Vec<(PathBuf, PathBuf, String)> {
    let examples = go.examples(name);
    let pair = |host: &Example, version: &str, plugin: &Path| {
        (host.host.clone(), plugin.to_owned(), format!("{name} {} with {version}", host.version))
    };
    let theirs =
        examples.iter().flat_map(|host| examples.iter().map(move |plugin| pair(host, plugin.version, &plugin.plugin)));
    let ours = examples.iter().map(|host| pair(host, "ours", Path::new(ours)));
    theirs.chain(ours).collect()
}

/// The plugins of an example: theirs, then ours.
fn plugins(go: Go, name: &str, ours: &str) -> Vec<(PathBuf, String)> {
    let theirs = go.examples(name).map(|example| (example.plugin, format!("{name} {}", example.version)));
    theirs.into_iter().chain([(ours.into(), format!("our {name}"))]).collect()
}

/// The exit status, and what was printed on stdout.
fn output(host: &mut Command) -> (Option<i32>, String) {
    let Output { status, stdout, .. } = host.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap())
}
