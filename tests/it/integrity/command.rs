//! The command of a program that is checked: all of it is carried over, or none.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kv::{Kv as _, KvClient};
use pintle::{ConfigError, Error, Plugin, TransportError};

use super::{Installed, answers, sha256};
use crate::go::say_skipped;
use crate::harness::{PROBE, command, launcher};

#[tokio::test]
async fn what_cannot_run_is_told_as_without_a_check() {
    let installed = Installed::probe();
    fs::set_permissions(installed.path("plugin"), Permissions::from_mode(0o644)).unwrap();
    let checked = |path: PathBuf| launcher(command(path)).0.verify(|_, _| Ok::<_, String>(())).launch();
    let transport = |launched: Result<Plugin, Error>| match launched.unwrap_err() {
        Error::Transport(error) => error,
        other => panic!("{other}"),
    };
    let error = transport(checked(installed.path("plugin")).await);
    assert!(matches!(error, TransportError::NotExecutable { .. }), "{error}");
    for path in [installed.path("none"), "no-such-program-anywhere".into()] {
        let error = transport(checked(path.clone()).await);
        assert!(matches!(&error, TransportError::ProgramNotFound { program, .. } if *program == path), "{error}");
    }
    let lost = Installed::script("#!/no/such/interpreter\n");
    let error = transport(checked(lost.path("plugin")).await);
    assert!(
        matches!(&error, TransportError::InterpreterNotFound { program, .. } if *program == lost.path("plugin")),
        "{error}"
    );
    let text = Installed::script("no program at all\n");
    let error = transport(checked(text.path("plugin")).await);
    assert!(
        matches!(&error, TransportError::WrongArchitecture { program, .. } if *program == text.path("plugin")),
        "{error}"
    );
}

#[tokio::test]
async fn the_plugin_has_the_name_arguments_variables_and_directory_of_its_command() {
    let installed = Installed::probe();
    fs::create_dir(installed.path("inside")).unwrap();
    let mut relative = command("../plugin");
    relative.arg("one argument").env("TOLD", "by the host").current_dir(installed.path("inside"));
    let plugin = launcher(relative).0.checksum(sha256(PROBE)).launch().await.unwrap();
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("env:TOLD".into()).await.unwrap(), b"by the host");
    let process = |file: &str| format!("/proc/{}/{file}", plugin.pid());
    assert_eq!(fs::read(process("cmdline")).unwrap(), b"../plugin\0one argument\0");
    assert_eq!(fs::read_link(process("cwd")).unwrap(), installed.path("inside").canonicalize().unwrap());
    assert_eq!(fs::read_link(process("fd/0")).unwrap(), Path::new("/dev/null"), "stdin is the command's");
    // E1: no descriptor of ours is left to it.
    let open = fs::read_dir(process("fd")).unwrap().map(|entry| fs::read_link(entry.unwrap().path()).unwrap());
    let open: Vec<PathBuf> = open.collect();
    assert!(open.iter().all(|file| !file.to_string_lossy().contains("memfd")), "{open:?}");
}

#[tokio::test]
async fn a_name_is_looked_for_in_the_commands_path() {
    let installed = Installed::probe();
    let mut named = command("plugin");
    named.env("PATH", format!("/nowhere:{}", installed.folder.path().display()));
    let plugin = launcher(named).0.checksum(sha256(PROBE)).launch().await.unwrap();
    assert!(answers(&plugin).await);
}

// Rights that were to be taken from the plugin must not come back.
#[tokio::test]
async fn a_command_that_cannot_be_copied_is_refused_and_can_be_prepared_instead() {
    let installed = Installed::probe();
    let own = fs::metadata(installed.path("plugin")).unwrap().uid();
    let sets: [fn(&mut Command, u32); 3] = [
        |command, own| _ = command.uid(own),
        |command, _| _ = command.stdin(Stdio::piped()),
        |command, _| _ = command.arg0("another name"),
    ];
    for set in sets {
        let mut original = command(installed.path("plugin"));
        set(&mut original, own);
        let refused = launcher(original).0.checksum(sha256(PROBE)).launch().await.unwrap_err();
        assert!(matches!(refused, Error::Config(ConfigError::CommandNotCarried { .. })), "{refused}");
        let prepared = installed.launcher().checksum(sha256(PROBE)).prepare(move |command| set(command, own));
        let plugin = prepared.launch().await.unwrap();
        assert!(answers(&plugin).await);
    }
}

#[tokio::test]
async fn a_plugin_that_runs_as_another_user_is_checked_all_the_same() {
    if !rustix::process::geteuid().is_root() {
        return say_skipped("only root may become another user");
    }
    let nobody = 65_534;
    // Where that user cannot see the file at all.
    let installed = Installed::script("");
    fs::copy("/bin/true", installed.path("plugin")).unwrap();
    let checked = installed.launcher().checksum(sha256("/bin/true"));
    let error = checked.prepare(move |command| _ = command.uid(nobody).gid(nobody)).launch().await.unwrap_err();
    // It ran, and was no plugin.
    assert!(error.to_string().contains("exit status: 0"), "{error}");
}
