//! Programs that are checked before they run: what was found good is what runs, whatever becomes of the file (wire.md §1.18).

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{Checksum, ConfigError, Error, Launcher, Plugin, SecurityError, TransportError};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

use crate::go::{Go, say_skipped};
use crate::harness::{BROKEN, PROBE, command, launcher};

/// A folder with a copy of [`PROBE`] that tests may do anything to.
struct Installed {
    folder: TempDir,
}

impl Installed {
    fn probe() -> Self {
        let installed = Self { folder: tempfile::tempdir().unwrap() };
        fs::copy(PROBE, installed.path("plugin")).unwrap();
        installed
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn launcher(&self) -> Launcher {
        launcher(command(self.path("plugin"))).0
    }

    /// A script in the plugin's place.
    fn script(text: &str) -> Self {
        let installed = Self { folder: tempfile::tempdir().unwrap() };
        let plugin = installed.path("plugin");
        fs::write(&plugin, text).unwrap();
        fs::set_permissions(plugin, Permissions::from_mode(0o755)).unwrap();
        installed
    }
}

/// The checksum of a file, as the system's own program prints it.
fn sum(algorithm: &str, path: impl AsRef<Path>) -> Checksum {
    let output = Command::new(format!("{algorithm}sum")).arg(path.as_ref()).output().unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    format!("{algorithm}:{}", line.split(' ').next().unwrap()).parse().unwrap()
}

fn sha256(path: impl AsRef<Path>) -> Checksum {
    sum("sha256", path)
}

/// Whether it is the probe that runs.
async fn answers(plugin: &Plugin) -> bool {
    plugin.client::<KvClient>().get("version".into()).await.is_ok_and(|version| version == b"1")
}

fn security(launched: Result<Plugin, Error>) -> SecurityError {
    match launched.unwrap_err() {
        Error::Security(error) => error,
        other => panic!("{other}"),
    }
}

// H1.
#[tokio::test]
async fn the_right_checksum_of_any_algorithm_is_found_right() {
    let installed = Installed::probe();
    for algorithm in ["sha256", "sha384", "sha512"] {
        let checksum = sum(algorithm, installed.path("plugin"));
        let plugin = installed.launcher().checksum(checksum).launch().await.unwrap();
        assert!(answers(&plugin).await);
        assert_eq!(plugin.shutdown().await.unwrap().status.code(), Some(0));
    }
}

#[tokio::test]
async fn a_wrong_checksum_is_told_and_nothing_runs() {
    let installed = Installed::script("#!/bin/sh\ntouch \"$RAN\"\n");
    let ran = installed.path("ran");
    let mut command = command(installed.path("plugin"));
    command.env("RAN", &ran);
    let wrong = Checksum::sha256([7; 32]);
    let error = launcher(command).0.checksum(wrong).launch().await.unwrap_err();
    assert!(error.to_string().contains(installed.path("plugin").to_str().unwrap()), "{error}");
    let Error::Security(SecurityError::ChecksumMismatch { program, algorithm, expected, seen }) = error else {
        panic!("{error}")
    };
    assert_eq!((program, algorithm), (installed.path("plugin"), "sha256"));
    assert_eq!(format!("sha256:{expected}"), wrong.to_string());
    assert_eq!(format!("sha256:{seen}"), sha256(installed.path("plugin")).to_string());
    assert!(!ran.exists());
}

// H3: each of the ways that a file has to become another one, once it was read.
#[tokio::test]
async fn what_was_checked_is_what_runs_whatever_becomes_of_the_file() {
    let swaps: [fn(&Path); 4] = [
        |plugin| {
            // Another file under the same name.
            let other = plugin.with_extension("other");
            fs::copy(BROKEN, &other).unwrap();
            fs::rename(other, plugin).unwrap();
        },
        |plugin| {
            // The same file with other bytes.
            let mut file = fs::OpenOptions::new().write(true).truncate(true).open(plugin).unwrap();
            file.write_all(b"#!/bin/sh\ntouch \"$0.ran\"\n").unwrap();
        },
        |plugin| fs::remove_file(plugin).unwrap(),
        |plugin| {
            fs::remove_file(plugin).unwrap();
            symlink(BROKEN, plugin).unwrap();
        },
    ];
    for swap in swaps {
        let installed = Installed::probe();
        let checksum = sha256(PROBE);
        let expected = fs::read(PROBE).unwrap();
        let checked = installed.launcher().checksum(checksum).verify(move |path, bytes| {
            assert!(bytes == expected);
            swap(path);
            Ok::<_, String>(())
        });
        let plugin = checked.launch().await.unwrap();
        assert!(answers(&plugin).await);
        let runs = fs::read(format!("/proc/{}/exe", plugin.pid())).unwrap();
        assert!(runs == fs::read(PROBE).unwrap());
        // Before the next launch it is noticed.
        let launched = installed.launcher().checksum(checksum).launch().await;
        assert!(launched.is_err());
        plugin.shutdown().await.unwrap();
        assert!(!installed.path("plugin.ran").exists());
    }
}

#[tokio::test]
async fn a_link_that_leads_elsewhere_meanwhile_does_not_mislead() {
    let installed = Installed::probe();
    let link = installed.path("link");
    symlink(installed.path("plugin"), &link).unwrap();
    let (redirected, other) = (link.clone(), PathBuf::from(BROKEN));
    let checked = launcher(command(&link)).0.verify(move |path, _| {
        assert_eq!(path, redirected);
        fs::remove_file(path)?;
        symlink(&other, path)
    });
    let plugin = checked.launch().await.unwrap();
    assert!(answers(&plugin).await);
    let launched = launcher(command(&link)).0.checksum(sha256(PROBE)).launch().await;
    assert!(matches!(security(launched), SecurityError::ChecksumMismatch { .. }));
}

#[tokio::test]
async fn a_hook_refuses_with_its_own_reason_or_by_a_panic() {
    let installed = Installed::probe();
    let launched = installed.launcher().verify(|_, _| Err("no signature")).launch().await;
    let SecurityError::Refused { program, source } = security(launched) else { panic!() };
    assert_eq!((program, source.to_string().as_str()), (installed.path("plugin"), "no signature"));
    let launched = installed.launcher().verify(|_, _| -> Result<(), String> { panic!("a defect") }).launch().await;
    assert!(matches!(security(launched), SecurityError::Refused { .. }));
}

#[tokio::test]
async fn a_hook_is_not_asked_where_the_checksum_is_wrong_and_does_not_outlast_the_launch() {
    let installed = Installed::probe();
    let hook = |_: &Path, _: &[u8]| -> Result<(), String> { panic!("it was asked") };
    let launched = installed.launcher().checksum(Checksum::sha512([0; 64])).verify(hook).launch().await;
    assert!(matches!(security(launched), SecurityError::ChecksumMismatch { .. }));

    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let slow = installed.launcher().start_timeout(Duration::from_millis(200)).verify(move |_, _| {
        let _ = held.lock().unwrap().recv(); // Until the test ends.
        Ok::<_, String>(())
    });
    let SecurityError::Unreadable { source, .. } = security(slow.launch().await) else { panic!() };
    assert_eq!(source.kind(), std::io::ErrorKind::TimedOut);
    drop(release);
}

#[tokio::test]
async fn what_is_no_ordinary_file_is_told_at_once() {
    let installed = Installed::probe();
    mknodat(CWD, installed.path("fifo"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    fs::create_dir(installed.path("folder")).unwrap();
    let huge = fs::File::create(installed.path("huge")).unwrap();
    huge.set_len(1 << 40).unwrap();
    huge.set_permissions(Permissions::from_mode(0o755)).unwrap();
    for name in ["fifo", "folder", "huge"] {
        let path = installed.path(name);
        let launched = launcher(command(&path)).0.checksum(Checksum::sha256([0; 32])).launch().await;
        let SecurityError::Unreadable { program, .. } = security(launched) else { panic!("{name}") };
        assert_eq!(program, path);
    }
}

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
async fn a_script_is_a_program_like_any_other() {
    let installed = Installed::script(&format!("#!/bin/sh\n[ \"$1\" = one ] && exec {PROBE}\n"));
    let mut command = command(installed.path("plugin"));
    command.arg("one");
    let checked =
        launcher(command).0.checksum(sha256(installed.path("plugin"))).verify(|path, _| fs::remove_file(path));
    let plugin = checked.launch().await.unwrap();
    assert!(answers(&plugin).await);
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

// H2.
#[tokio::test]
async fn one_checksum_does_for_any_number_of_launches_even_at_once() {
    let installed = Installed::probe();
    let checksum = sha256(PROBE);
    let launch = || installed.launcher().checksum(checksum).launch();
    let (one, two) = tokio::join!(launch(), launch());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert!(answers(&one).await && answers(&two).await && one.pid() != two.pid());
    fs::remove_file(installed.path("plugin")).unwrap();
    fs::copy(BROKEN, installed.path("plugin")).unwrap();
    assert!(matches!(security(launch().await), SecurityError::ChecksumMismatch { .. }));
    assert!(answers(&one).await && answers(&two).await);
}

#[tokio::test]
async fn a_copy_is_gone_with_its_plugin() {
    let copies = || {
        let links = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
        links.filter(|link| link.to_string_lossy().contains("memfd:leaving")).count()
    };
    let installed = Installed::probe();
    fs::rename(installed.path("plugin"), installed.path("leaving")).unwrap();
    let checked = launcher(command(installed.path("leaving"))).0.checksum(sha256(PROBE));
    let plugin = checked.launch().await.unwrap();
    assert_eq!(copies(), 1);
    plugin.shutdown().await.unwrap();
    drop(plugin);
    tokio::time::timeout(Duration::from_secs(10), async {
        while copies() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the copy goes too");
}

#[tokio::test]
async fn a_go_plugin_is_checked_too() {
    let Some(go) = Go::find() else { return };
    let driver = go.driver();
    let mut plugin = command(&driver);
    plugin.arg("plugin");
    let checked = launcher(plugin).0.checksum(sha256(&driver));
    let plugin = checked.launch().await.unwrap();
    assert!(answers(&plugin).await);
    assert_eq!(plugin.shutdown().await.unwrap().status.code(), Some(0));
}
