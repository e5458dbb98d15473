//! A good plugin behind a shell that spoils one thing: exactly one check fails.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::PathBuf;
use std::process::Command;

/// What the shell does with the plugin's line (`$1` is the plugin), and the check that sees it.
const LINES: &[(&str, &str)] = &[
    (r#"exec sleep 60"#, "handshake-time"),
    (r#"echo hello; exec "$1""#, "handshake-line"),
    (r#""$1" | { read -r line; printf %s "$line"; exec sleep 60; }"#, "handshake-newline"),
    (r#""$1" | sed -u 's/^1|/2|/'"#, "handshake-core"),
    (r#""$1" | sed -u 's/^1|2|/1|9|/'"#, "handshake-version"),
    (r#""$1" | sed -u 's/|unix|/|pigeon|/'"#, "handshake-network"),
    (r#""$1" | sed -u 's/|grpc|/|netrpc|/'"#, "handshake-protocol"),
    (r#""$1" | sed -u 's/$/MIIBszCCAVmgAwIBAgIUQk9HVVMgQ0VSVElGSUNBVEUgQk9HVVMgQ0VSVA/'"#, "handshake-certificate"),
    (r#""$1" | sed -u 's/$/|true/'"#, "handshake-fields"),
    (r#""$1" | sed -u 's/|grpc/x|grpc/'"#, "handshake-reachable"),
];

/// What the shell does before it becomes the plugin.
const SURROUNDINGS: &[(&str, &str)] = &[
    (r#"[ "$GOOD_PLUGIN" ] && GOOD_PLUGIN=good; exec "$1""#, "cookie-wrong"),
    (r#"[ "$GOOD_PLUGIN" ] || export GOOD_PLUGIN=good; exec "$1""#, "cookie-missing"),
    (r#""$1" || exit 3"#, "cookie-code"),
    (r#"[ "$GOOD_PLUGIN" = good ] || exec 2>/dev/null; exec "$1""#, "cookie-message"),
    (r#"case $PLUGIN_PROTOCOL_VERSIONS in 3) exit 1;; esac; exec "$1""#, "versions-unknown"),
    (r#"[ "$PLUGIN_PROTOCOL_VERSIONS" ] || exit 1; exec "$1""#, "versions-unsaid"),
    (r#"case $PLUGIN_PROTOCOL_VERSIONS in *banana*) exit 1;; esac; exec "$1""#, "versions-garbage"),
    (
        r#"case $PLUGIN_PROTOCOL_VERSIONS in 2,1) exec env PLUGIN_PROTOCOL_VERSIONS=1 "$1";; esac; exec "$1""#,
        "versions-newest",
    ),
    (r#"unset PLUGIN_CLIENT_CERT; exec "$1""#, "tls-certificate"),
    (r#"case $PLUGIN_CLIENT_CERT in *\?*) unset PLUGIN_CLIENT_CERT;; esac; exec "$1""#, "tls-unreadable"),
    (r#"unset PLUGIN_MULTIPLEX_GRPC; exec "$1""#, "mux-field"),
    (r#"[ "$PLUGIN_MULTIPLEX_GRPC" = false ] && exit 1; exec "$1""#, "mux-off"),
    (r#"unset PLUGIN_UNIX_SOCKET_DIR; exec "$1""#, "environment-directory"),
    (r#"unset PLUGIN_UNIX_SOCKET_GROUP; exec "$1""#, "environment-group"),
    (r#"[ -d "${PLUGIN_UNIX_SOCKET_DIR-/}" ] || exit 0; exec "$1""#, "environment-directory-missing"),
    (r#"[ "$PLUGIN_MIN_PORT" = banana ] && exit 1; exec "$1""#, "environment-ports"),
    (r#"sleep 60 >/dev/null 2>&1 & exec "$1""#, "shutdown-children"),
    (r#"echo '{"@message":7}' >&2; exec "$1""#, "logs-crash"),
    (r#"echo '{"@message":"x","@timestamp":"yesterday"}' >&2; exec "$1""#, "logs-times"),
    (r#"head -c 70000 /dev/zero | tr '\0' x >&2; echo >&2; exec "$1""#, "logs-length"),
];

#[test]
fn a_spoilt_line_fails_one_check() {
    LINES.iter().for_each(fails);
}

#[test]
fn spoilt_surroundings_fail_one_check() {
    SURROUNDINGS.iter().for_each(fails);
}

fn fails((script, expected): &(&str, &str)) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pintle"));
    command.args(["conformance", "--cookie", "GOOD_PLUGIN=good", "--versions", "1,2", "--patience", "3"]);
    command.args(["--format", "golden", "--", "sh", "-c", script, "sh"]).arg(good());
    let output = command.output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let failed = report.lines().filter(|line| line.starts_with("failed"));
    let failed: Vec<&str> = failed.filter_map(|line| line.split_whitespace().nth(2)).collect();
    assert_eq!(failed.join(" "), *expected, "{script}\n{report}");
}

/// The example of this package, which `cargo test` builds too.
fn good() -> PathBuf {
    let plugin = PathBuf::from(env!("CARGO_BIN_EXE_pintle")).with_file_name("examples").join("good");
    assert!(plugin.exists(), "{} is not built: `cargo build --package pintle-cli --examples`", plugin.display());
    plugin
}
