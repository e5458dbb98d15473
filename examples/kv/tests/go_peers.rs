//! The example's programs as they are, with Go peers at the other end: go-plugin's own `grpc` example, and our driver on
//! their library. Needs Go, as all such tests do; each says so where it is not there.

#![expect(clippy::unwrap_used, unreachable_pub, reason = "a test that cannot go on fails; `pub` is what a file offers")]

#[path = "../../../tests/it/go/programs.rs"]
mod programs;

use std::process::{Command, Stdio};

use programs::Go;

const HOST: &str = env!("CARGO_BIN_EXE_kv-host");
const PLUGIN: &str = env!("CARGO_BIN_EXE_kv-plugin");

#[test]
fn the_host_drives_go_plugins_with_mutual_tls() {
    let Some(go) = Go::find() else { return };
    let written = "\\n\\nWritten from plugin-go-grpc";
    let examples = go.examples("grpc").map(|example| (example.version, vec![example.plugin.into_os_string()], written));
    let driver = ("driver", vec![go.driver().into_os_string(), "plugin".into()], "");
    for (peer, plugin, suffix) in examples.into_iter().chain([driver]) {
        let mut host = program(HOST);
        host.args(plugin);
        let (status, told) = output(&mut host);
        assert_eq!(status, Some(0), "{peer}: {told}");
        for line in [
            "secured by         TLS 1.3 on both ends",
            &format!("value read back    \"hello from the other side{suffix}\""),
            "plugin ended       exit status: 0 after Shutdown",
        ] {
            assert!(told.lines().any(|told| told == line), "{line} is not in:\n{told}");
        }
    }
}

#[test]
fn the_plugin_serves_go_hosts() {
    let Some(go) = Go::find() else { return };
    for example in go.examples("grpc") {
        let host = || {
            let mut host = program(&example.host);
            host.env("KV_PLUGIN", PLUGIN).env("KV_PROTO", "grpc");
            host
        };
        assert_eq!(output(host().args(["put", "k", "v"])), (Some(0), String::new()), "{}", example.version);
        // Each run of that host launches the plugin anew, and this plugin forgets.
        let missing = "error: rpc error: code = NotFound desc = no value under \"k\"\n";
        assert_eq!(output(host().args(["get", "k"])), (Some(1), missing.to_owned()), "{}", example.version);
    }

    let driver = ["host", "-mtls", "-do", "put:k=v", "-do", "get:k", "--", PLUGIN];
    let (status, report) = output(program(go.driver()).args(driver));
    assert_eq!(status, Some(0), "{report}");
    for fact in ["{\"op\":\"get:k\",\"ok\":true,\"value\":\"v\"}", "\"exit_code\":0,\"forced\":false"] {
        assert!(report.contains(fact), "{fact} is not in {report}");
    }
}

/// A program that runs where it may leave files: go-plugin's example plugin keeps its values in some.
fn program(path: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut program = Command::new(path);
    program.current_dir(env!("CARGO_TARGET_TMPDIR")).stdin(Stdio::null());
    program
}

/// The exit status, and what was printed on stdout.
fn output(program: &mut Command) -> (Option<i32>, String) {
    let output = program.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}
