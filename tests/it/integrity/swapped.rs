//! Files that become others meanwhile (H3).

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::StreamExt as _;
use pintle::{Error, Event, GaveUp, SecurityError, Supervision};
use rustix::process::Signal;

use super::{Installed, answers, security, sha256};
use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::process::signal;

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
async fn a_script_is_a_program_like_any_other() {
    let installed = Installed::script(&format!("#!/bin/sh\n[ \"$1\" = one ] && exec {PROBE}\n"));
    let mut command = command(installed.path("plugin"));
    command.arg("one");
    let checked =
        launcher(command).0.checksum(sha256(installed.path("plugin"))).verify(|path, _| fs::remove_file(path));
    let plugin = checked.launch().await.unwrap();
    assert!(answers(&plugin).await);
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
async fn a_plugin_whose_file_was_replaced_is_not_started_anew() {
    let installed = Installed::probe();
    let supervised = installed.launcher().checksum(sha256(PROBE)).supervised(Supervision::default()).await.unwrap();
    let mut events = Box::pin(supervised.events());
    fs::remove_file(installed.path("plugin")).unwrap();
    fs::copy(BROKEN, installed.path("plugin")).unwrap();
    let plugin = supervised.plugin().unwrap();
    assert!(answers(&plugin).await);
    signal(plugin.pid(), Signal::KILL);
    let gave_up = async {
        loop {
            if let Event::GaveUp { reason, .. } = events.next().await.expect("it gives up") {
                return reason;
            }
        }
    };
    let reason = tokio::time::timeout(Duration::from_secs(20), gave_up).await.unwrap();
    let GaveUp::Hopeless(error) = reason else { panic!("{reason:?}") };
    assert!(matches!(*error, Error::Security(SecurityError::ChecksumMismatch { .. })), "{error}");
}
