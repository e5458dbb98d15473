//! What is left on disk, and who may touch it: sockets and their directories, and never a key (wire.md S1–S4, E7, E8).

use std::ffi::OsString;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{Address, Plugin};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::process::{Signal, geteuid, getgid};

use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::process::{HOLDER, Holder, ends_within, signal, vanishes_within};
use crate::started::{Started, soon};

const LONG: Duration = Duration::from_secs(10);

/// The permissions and the group of a file.
pub fn access(path: &Path) -> (u32, u32) {
    let metadata = path.symlink_metadata().unwrap();
    (metadata.mode() & 0o7777, metadata.gid())
}

/// The plugin's socket, and the directory around it.
pub fn places(address: &Address) -> (PathBuf, PathBuf) {
    let Address::Unix(socket) = address else { panic!("{address}") };
    (socket.clone(), socket.parent().unwrap().to_owned())
}

/// What is in a directory.
pub fn names(directory: &Path) -> Vec<OsString> {
    std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

/// Watches what is made in a directory.
pub fn watched(directory: &Path) -> OwnedFd {
    let watch = inotify::init(CreateFlags::NONBLOCK).unwrap();
    inotify::add_watch(&watch, directory, WatchFlags::CREATE | WatchFlags::MOVED_TO).unwrap();
    watch
}

/// What was ever made in a directory since the watch began, or since this was asked last.
pub fn made(watch: &OwnedFd) -> Vec<String> {
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut events = inotify::Reader::new(watch, &mut buffer);
    let names = std::iter::from_fn(|| events.next().ok().map(|event| event.file_name().unwrap().to_owned()));
    names.map(|name| name.into_string().unwrap()).collect()
}

/// The files on disk that a process has open, but for its standard streams.
fn open_files(process: u32) -> Vec<PathBuf> {
    let descriptors = Path::new("/proc").join(process.to_string()).join("fd");
    let own = names(&descriptors).into_iter().filter(|name| !["0", "1", "2"].iter().any(|standard| name == *standard));
    let own = own.map(|name| descriptors.join(name));
    own.filter(|link| link.metadata().is_ok_and(|file| file.is_file())).map(|link| link.read_link().unwrap()).collect()
}

// T14: the key is the authenticator.
#[tokio::test]
async fn a_key_never_touches_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_str().unwrap();
    let watch = watched(home.path());
    let mut holder = Holder::of_probe(&[("TMPDIR", path), ("XDG_RUNTIME_DIR", path), ("HOME", path)]).await;

    let directory = holder.directory().to_owned();
    let (name, socket) = (directory.file_name().unwrap(), Path::new(&holder.address).file_name().unwrap());
    assert_eq!(
        (directory.parent(), names(home.path()), names(&directory)),
        (Some(home.path()), vec![name.into()], vec![socket.into()])
    );
    for process in [holder.pid(), holder.plugin] {
        assert!(open_files(process).is_empty(), "{:?}", open_files(process));
        let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap();
        assert!(!String::from_utf8_lossy(&environment).contains("PRIVATE KEY"));
    }
    signal(holder.pid(), Signal::INT);
    holder.ended().await;
    assert_eq!((made(&watch), names(home.path())), (vec![name.to_str().unwrap().to_owned()], vec![]));
}

#[tokio::test]
async fn socket_and_directory_are_their_users_alone_whatever_the_umask() {
    let mut careless = command("sh");
    careless.args(["-c", &format!("umask 0; exec {PROBE}")]);
    let plugin = launcher(careless).0.launch().await.unwrap();
    let (socket, directory) = places(plugin.address());
    assert_eq!((access(&socket).0, access(&directory).0), (0o600, 0o700));

    let alone = Started::probe(&[]).await.unwrap();
    let (socket, directory) = places(&alone.line.address);
    assert_eq!((access(&socket).0, access(&directory).0), (0o600, 0o700));
}

/// Groups that this user may give a file to, as a host would write them, and their numbers.
pub fn groups() -> Vec<(String, u32)> {
    let own = getgid().as_raw();
    let name = std::process::Command::new("id").arg("-gn").output().unwrap().stdout;
    let name = String::from_utf8(name).unwrap().trim().to_owned();
    let mut groups = vec![(name, own), (own.to_string(), own)];
    if geteuid().is_root() {
        let nameless = 54_321;
        groups.extend([("daemon".to_owned(), 1), ("1".to_owned(), 1), (nameless.to_string(), nameless)]);
    }
    groups
}

// S2, E7.
#[tokio::test]
async fn a_group_may_use_the_socket_and_pass_through_its_directory_and_no_more() {
    for (group, number) in groups() {
        let plugin = Started::probe(&[("PLUGIN_UNIX_SOCKET_GROUP", &group)]).await.unwrap();
        let (socket, directory) = places(&plugin.line.address);
        assert_eq!((access(&socket), access(&directory)), ((0o660, number), (0o710, number)), "{group}");
    }
}

// E8: the directory is the host's, and so are its permissions.
#[tokio::test]
async fn a_group_changes_nothing_about_a_directory_that_was_given() {
    let directory = tempfile::tempdir().unwrap();
    let before = access(directory.path());
    for (group, number) in groups() {
        let path = directory.path().to_str().unwrap();
        let variables = [("PLUGIN_UNIX_SOCKET_DIR", path), ("PLUGIN_UNIX_SOCKET_GROUP", &group)];
        let plugin = Started::probe(&variables).await.unwrap();
        assert_eq!((access(&places(&plugin.line.address).0), access(directory.path())), ((0o660, number), before));
    }
}

#[tokio::test]
async fn a_group_that_is_none_is_told_and_leaves_nothing() {
    // The last is what the system takes for "no change".
    for group in ["no such group", "-1", "4294967295"] {
        let temporary = tempfile::tempdir().unwrap();
        let variables = [("PLUGIN_UNIX_SOCKET_GROUP", group), ("TMPDIR", temporary.path().to_str().unwrap())];
        let refused = Started::probe(&variables).await.unwrap_err();
        assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
        let told = refused.stderr;
        assert!(told.contains(&format!("no group {group:?}")) && told.contains("config.unknown_group"), "{told}");
        assert_eq!(names(temporary.path()), [""; 0]);
    }
}

/// Launches a plugin, ends it, and sees that nothing of it is left.
async fn nothing_is_left<F: Future<Output = ()>>(end: impl FnOnce(Plugin) -> F) {
    let plugin = launcher(command(PROBE)).0.launch().await.unwrap();
    let (pid, (socket, directory)) = (plugin.pid(), places(plugin.address()));
    assert!(socket.exists());
    end(plugin).await;
    assert!(ends_within(pid, LONG).await);
    assert!(vanishes_within(&socket, LONG).await && vanishes_within(&directory, LONG).await, "{}", socket.display());
}

// S3.
#[tokio::test]
async fn nothing_is_left_of_a_plugin_however_it_ends() {
    nothing_is_left(async |plugin| _ = plugin.shutdown().await.unwrap()).await;
    nothing_is_left(async |plugin| drop(plugin)).await;
    nothing_is_left(async |plugin| {
        signal(plugin.pid(), Signal::KILL);
        plugin.ended().await;
    })
    .await;
    nothing_is_left(async |plugin| {
        let kv: KvClient = plugin.client();
        kv.put("exit".into(), b"3".to_vec()).await.unwrap_err();
    })
    .await;
}

#[tokio::test]
async fn nothing_is_left_of_a_plugin_without_a_host_of_ours() {
    let temporary = tempfile::tempdir().unwrap();
    let mut plugin = Started::probe(&[("TMPDIR", temporary.path().to_str().unwrap())]).await.unwrap();
    assert_eq!(names(temporary.path()).len(), 1);
    assert_eq!(plugin.terminate().await.code(), Some(0));
    assert_eq!(names(temporary.path()), [""; 0]);
}

#[tokio::test]
async fn nothing_is_left_of_a_start_that_fails() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let starts: [&[&str]; 3] = [&["/no/such/plugin"], &[text.to_str().unwrap()], &[BROKEN, "exit:3"]];
    for arguments in starts {
        let temporary = tempfile::tempdir().unwrap();
        let output = command(HOLDER).args(arguments).env("TMPDIR", temporary.path()).output().unwrap();
        assert!(!output.status.success(), "{output:?}");
        assert_eq!(names(temporary.path()), [""; 0]);
    }
}

// E8: whoever set it.
#[tokio::test]
async fn a_directory_that_was_given_is_used_and_stays() {
    let directory = tempfile::tempdir().unwrap();
    let mut plugin = Started::probe(&[("PLUGIN_UNIX_SOCKET_DIR", directory.path().to_str().unwrap())]).await.unwrap();
    let (socket, parent) = places(&plugin.line.address);
    assert_eq!((parent.as_path(), access(&socket).0), (directory.path(), 0o600));
    assert!(socket.file_name().unwrap().to_str().unwrap().starts_with("plugin"), "{}", socket.display());
    assert_eq!(plugin.terminate().await.code(), Some(0));
    assert_eq!(names(directory.path()), [""; 0]);
}

#[tokio::test]
async fn a_given_directory_stays_when_the_host_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    let plugin = Started::probe(&[("PLUGIN_UNIX_SOCKET_DIR", directory.path().to_str().unwrap())]).await.unwrap();
    let (socket, _) = places(&plugin.line.address);
    assert_eq!(plugin.abandon().await.code(), Some(0));
    assert!(!socket.exists() && directory.path().exists());
}

// S4.
#[tokio::test]
async fn where_tmpdir_is_too_long_for_a_socket_another_is_found() {
    let temporary = tempfile::tempdir().unwrap();
    let long = temporary.path().join("x".repeat(100));
    std::fs::create_dir(&long).unwrap();
    let long = long.to_str().unwrap();
    let mut holder = Holder::of_probe(&[("TMPDIR", long)]).await;
    assert!(holder.address.starts_with("/tmp/pintle-"), "{}", holder.address);
    let directory = holder.directory().to_owned();
    signal(holder.pid(), Signal::INT);
    holder.ended().await;
    assert!(!directory.exists());

    let mut plugin = Started::probe(&[("TMPDIR", long)]).await.unwrap();
    let (_, directory) = places(&plugin.line.address);
    assert_eq!(directory.parent(), Some(Path::new("/tmp")));
    soon(plugin.terminate()).await;
    assert!(!directory.exists());
}

// S4: the words that go-plugin lacks.
#[tokio::test]
async fn a_given_directory_that_does_not_do_is_told() {
    let temporary = tempfile::tempdir().unwrap();
    let long = temporary.path().join("x".repeat(100));
    std::fs::create_dir(&long).unwrap();
    let missing = temporary.path().join("missing");
    for (directory, code) in [(&long, "transport.path_too_long"), (&missing, "transport.bind")] {
        let directory = directory.to_str().unwrap();
        let refused = Started::probe(&[("PLUGIN_UNIX_SOCKET_DIR", directory)]).await.unwrap_err();
        assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
        let told = refused.stderr;
        assert!(told.contains(directory) && told.contains("hint: ") && told.contains(code), "{told}");
    }
}
