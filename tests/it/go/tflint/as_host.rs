//! tflint is the host. It does not ask for multiplexing, and has no setting for it: each runner has a socket of its own.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::timeout;

use super::{AS_PLUGIN, OURS, tflint};
use crate::harness::command;

/// tflint's own ruleset is the reference: it runs in a process of its own, as any other.
const REFERENCE: &str = r#"
    config { disabled_by_default = true }
    plugin "terraform" { enabled = true }
    rule "terraform_comment_syntax" { enabled = true }
"#;
const RUST: &str = r#"
    plugin "terraform" { enabled = false }
    plugin "rust" { enabled = true }
"#;
const RUST_SET: &str = r#"
    plugin "terraform" { enabled = false }
    plugin "rust" {
        enabled = true
        message = "as is set"
    }
"#;
const RUST_OFF: &str = r#"
    plugin "terraform" { enabled = false }
    plugin "rust" { enabled = true }
    rule "rust_first_line" { enabled = false }
"#;

/// What is set of a ruleset, the module, and what is found: the rule, how bad it is, what it says, and where.
type Case = (&'static str, &'static str, &'static [[&'static str; 4]]);

const CASES: [Case; 4] = [
    (
        REFERENCE,
        "// bad\n",
        &[["terraform_comment_syntax", "warning", "Comments should begin with #", "main.tf:1:1-2:1"]],
    ),
    (RUST, "// bad\n", &[["rust_first_line", "info", "found by rust", "main.tf:1:1-1:7"]]),
    (RUST_SET, "locals {\n}\n", &[["rust_first_line", "info", "as is set", "main.tf:1:1-1:9"]]),
    (RUST_OFF, "// bad\n", &[]),
];

#[tokio::test]
async fn tflint_reports_what_any_ruleset_finds() {
    let Some(tflint) = tflint() else { return };
    for (config, main, found) in CASES {
        let module = Module::new(&tflint, config, main);
        let seen = module.run(&["--format=json"], &[]).await;
        let status = if found.is_empty() { 0 } else { 2 };
        assert_eq!(seen.issues(), found, "{config}: {}", seen.stderr);
        assert_eq!((seen.status, seen.stderr.as_str()), (Some(status), ""), "{config}");
    }
}

#[tokio::test]
async fn tflint_lists_our_ruleset_beside_its_own() {
    let Some(tflint) = tflint() else { return };
    // Its own is on unless it is off.
    let seen = Module::new(&tflint, "plugin \"rust\" { enabled = true }", "").run(&["--version"], &[]).await;
    let listed = "TFLint version 0.64.0\n+ ruleset.rust (0.1.0)\n+ ruleset.terraform (0.15.0-bundled)\n";
    assert_eq!((seen.stdout.as_str(), seen.status), (listed, Some(0)), "{}", seen.stderr);
}

/// As many modules as the root calls.
const MODULES: usize = 16;

#[tokio::test]
async fn tflint_has_many_modules_checked_at_a_time_by_any_ruleset() {
    let Some(tflint) = tflint() else { return };
    // tflint's own rule reads the files of the root once more.
    for (config, extra) in [(REFERENCE, 1), (RUST, 0)] {
        let calls = (0..MODULES).map(|call| format!("module \"m{call}\" {{\n  source = \"./m{call}\"\n}}\n"));
        let module = Module::new(&tflint, config, &calls.collect::<String>());
        (0..MODULES).for_each(|call| module.write(&format!("m{call}/main.tf"), "locals {\n}\n"));
        let seen = module.run(&["--minimum-failure-severity=error"], &[("TFLINT_LOG", "trace")]).await;
        let asked = |method: &str| {
            let asked = format!("direction=plugin2host method=/proto.Runner/{method} ");
            seen.stderr.lines().filter(|line| line.contains(&asked)).count()
        };
        let expected = (Some(0), 1 + MODULES + extra);
        assert_eq!((seen.status, asked("GetFiles")), expected, "{config}: {} (B1, B2)", seen.stderr);
        assert!(!seen.stderr.contains("plugin failed to exit gracefully"), "{config}: {} (K3)", seen.stderr);
    }
}

#[tokio::test]
async fn tflint_does_not_ask_for_multiplexing() {
    let Some(tflint) = tflint() else { return };
    let reference = format!("{} {AS_PLUGIN}", tflint.display());
    for (config, name, plugin) in [(REFERENCE, "terraform", reference.as_str()), (RUST, "rust", OURS)] {
        let module = Module::new(&tflint, config, "// bad\n");
        let told = module.path("told");
        module.ruleset(name, &format!("env >{}\nexec {plugin}\n", told.display()));
        let seen = module.run(&["--version"], &[]).await;
        assert!(seen.stdout.contains(&format!("\n+ ruleset.{name} (")), "{config}: {seen:?}");
        let told = fs::read_to_string(told).unwrap();
        assert!(told.contains("\nPLUGIN_PROTOCOL_VERSIONS=11\n"), "{config}: {told} (E4)");
        assert!(!told.contains("PLUGIN_MULTIPLEX_GRPC"), "{config}: {told} (E5)");
    }
}

#[tokio::test]
async fn tflint_cannot_call_a_ruleset_that_was_told_to_multiplex() {
    let Some(tflint) = tflint() else { return };
    // tflint hands on what it inherits, and knows nothing of it (E9).
    for (config, name) in [(REFERENCE, "terraform"), (RUST, "rust")] {
        let module = Module::new(&tflint, config, "// bad\n");
        let seen = module.run(&["--format=compact"], &[("PLUGIN_MULTIPLEX_GRPC", "true")]).await;
        let told = format!("Failed to get TFLint version constraints to \"{name}\" plugin");
        assert_eq!((seen.status, seen.stderr.contains(&told)), (Some(1), true), "{config}: {seen:?} (X2)");
    }
}

/// A module in a folder of its own, with tflint's configuration and our ruleset.
struct Module {
    tflint: PathBuf,
    folder: TempDir,
}

impl Module {
    fn new(tflint: &Path, config: &str, main: &str) -> Self {
        let module = Self { tflint: tflint.to_owned(), folder: tempfile::tempdir().unwrap() };
        module.write(".tflint.hcl", config);
        module.write("main.tf", main);
        ["tmp", "plugins"].into_iter().for_each(|folder| fs::create_dir(module.path(folder)).unwrap());
        symlink(OURS, module.path("plugins/tflint-ruleset-rust")).unwrap();
        module
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts a shell script where tflint looks for a ruleset.
    fn ruleset(&self, name: &str, script: &str) {
        let path = self.path(&format!("plugins/tflint-ruleset-{name}"));
        _ = fs::remove_file(&path);
        fs::write(&path, format!("#!/bin/sh\n{script}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    }

    /// Runs tflint in it, with these variables and nothing of whoever runs the tests.
    async fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Seen {
        let mut tflint = command(&self.tflint);
        tflint.current_dir(&self.folder).args(arguments).env_clear().env("TFLINT_DISABLE_VERSION_CHECK", "1");
        tflint.env("HOME", self.folder.path()).env("TMPDIR", self.path("tmp"));
        tflint.env("TFLINT_PLUGIN_DIR", self.path("plugins")).envs(variables.iter().copied());
        let output = tokio::process::Command::from(tflint).kill_on_drop(true).output();
        let output = timeout(Duration::from_secs(60), output).await.expect("tflint ends").unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Seen { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// What a run of tflint comes to.
#[derive(Debug)]
struct Seen {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Seen {
    /// The issues of `--format=json`, as [`CASES`] have them.
    fn issues(&self) -> Vec<[String; 4]> {
        let printed: Value = serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert_eq!(printed["errors"], serde_json::json!([]), "{self:?}");
        printed["issues"].as_array().unwrap().iter().map(issue).collect()
    }
}

fn issue(issue: &Value) -> [String; 4] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (rule, range) = (&issue["rule"], &issue["range"]);
    let place = |end: &str| format!("{}:{}", range[end]["line"], range[end]["column"]);
    let place = format!("{}:{}-{}", text(&range["filename"]), place("start"), place("end"));
    [text(&rule["name"]), text(&rule["severity"]), text(&issue["message"]), place]
}
