//! How long what was lent lives: until both sides have let go of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use pintle::{Address, CallError, Callback, Plugin};
use pintle_tests::errand::{Adder as _, Errand as _, ErrandClient, Plus};
use rustix::process::Signal;

use super::Way;
use super::watched::{Watch, watched};
use crate::process::{signal, vanishes_within};
use crate::started::soon;

const WAYS: [Way; 2] = [Way::USUAL, Way::SOCKETS];

/// The sockets of the session beside the main one.
fn beside(plugin: &Plugin) -> Vec<PathBuf> {
    let Address::Unix(main) = plugin.address() else { panic!("it listens on a Unix socket") };
    let directory = main.parent().unwrap();
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path != main).collect()
}

async fn assert_gone(sockets: &[PathBuf]) {
    for socket in sockets {
        assert!(vanishes_within(socket, Duration::from_secs(20)).await, "{} is left", socket.display());
    }
}

fn assert_sockets(way: Way, sockets: &[PathBuf], count: usize) {
    let expected = if way.multiplex == Way::SOCKETS.multiplex { count } else { 0 };
    assert_eq!(sockets.len(), expected, "{way:?}: {sockets:?}");
    assert!(sockets.iter().all(|socket: &PathBuf| Path::new(socket).exists()));
}

#[tokio::test]
async fn a_callback_that_nobody_looks_at_ends_with_its_call() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        errand.ignore(adder).await.unwrap();
        watch.ends().await;
        assert_gone(&beside(&plugin)).await;
    }
}

#[tokio::test]
async fn a_callback_that_was_called_ends_with_its_call() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        assert_eq!(errand.sum(adder, 3).await.unwrap(), 3);
        watch.ends().await;
        assert_gone(&beside(&plugin)).await;
    }
}

#[tokio::test]
async fn a_callback_that_its_lender_keeps_lives_on() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        for _ in 0..3 {
            assert_eq!(errand.sum(adder.clone(), 3).await.unwrap(), 3);
        }
        assert_eq!(adder.add(1, 2).await.unwrap(), 3, "{way:?}");
        assert!(watch.lives(), "{way:?}");
        drop(adder);
        watch.ends().await;
        assert_gone(&beside(&plugin)).await;
    }
}

#[tokio::test]
async fn a_callback_that_is_kept_lives_on_until_it_is_let_go() {
    for way in WAYS {
        for is_called in [false, true] {
            let (plugin, errand) = way.launch().await;
            let (adder, mut watch) = watched();
            errand.keep(adder).await.unwrap();
            // Whatever ends with a call has ended by the end of another.
            let (ignored, mut other) = watched();
            errand.ignore(ignored).await.unwrap();
            other.ends().await;
            assert!(watch.lives(), "{way:?}");
            if is_called {
                assert_eq!(errand.kept(1, 2).await.unwrap(), 3, "{way:?}");
            }
            assert!(watch.lives(), "{way:?}");
            let sockets = beside(&plugin);
            errand.drop_kept().await.unwrap();
            watch.ends().await;
            assert_gone(&sockets).await;
        }
    }
}

#[tokio::test]
async fn a_callback_in_a_result_lives_as_long_as_whoever_holds_it() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let called = errand.adder().await.unwrap();
        let uncalled = errand.adder().await.unwrap();
        let sockets = beside(&plugin);
        assert_sockets(way, &sockets, 2);
        for _ in 0..3 {
            assert_eq!(called.add(1, 2).await.unwrap(), 3, "{way:?}");
        }
        errand.ignore(Callback::new(Plus(0))).await.unwrap();
        assert_eq!(called.add(1, 2).await.unwrap(), 3, "{way:?}: after other calls");
        assert_eq!(uncalled.add(1, 2).await.unwrap(), 3, "{way:?}: after other calls");
        drop((called, uncalled));
        assert_gone(&sockets).await;
    }
}

#[tokio::test]
async fn a_stream_of_a_callbacks_holds_it() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let adder = errand.adder().await.unwrap();
        let mut count = adder.count(5).await.unwrap();
        let sockets = beside(&plugin);
        assert_sockets(way, &sockets, 1);
        drop(adder);
        for expected in 5..500 {
            assert_eq!(count.try_next().await.unwrap(), Some(expected), "{way:?}");
        }
        drop(count);
        assert_gone(&sockets).await;
    }
}

/// A call that waits for an adder which does not answer.
async fn stuck(errand: &ErrandClient) -> (tokio::task::JoinHandle<Result<i64, CallError>>, Watch) {
    let (adder, mut watch) = watched();
    errand.keep(adder).await.unwrap();
    let errand = errand.clone();
    let call = tokio::spawn(async move { errand.kept(-1, -1).await });
    watch.called().await;
    (call, watch)
}

#[tokio::test]
async fn a_callback_ends_with_a_call_that_is_cancelled() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        // It counts up to what is never reached.
        let call = tokio::spawn({
            let errand = errand.clone();
            async move { errand.sum(adder, u32::MAX).await }
        });
        watch.called().await;
        call.abort();
        watch.ends().await;
        assert_gone(&beside(&plugin)).await;
        assert_eq!(errand.sum(Callback::new(Plus(0)), 2).await.unwrap(), 2, "{way:?}");
    }
}

#[tokio::test]
async fn a_callback_ends_with_the_plugin() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (call, mut watch) = stuck(&errand).await;
        assert!(watch.lives(), "{way:?}");
        signal(plugin.pid(), Signal::KILL);
        let error = soon(call).await.unwrap().unwrap_err();
        assert!(matches!(error, CallError::PluginExited { .. }), "{way:?}: {error:?}");
        drop((plugin, errand));
        watch.ends().await;

        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        errand.keep(adder).await.unwrap();
        plugin.shutdown().await.unwrap();
        drop((plugin, errand));
        watch.ends().await;
    }
}

#[tokio::test]
async fn a_callback_of_a_killed_plugins_ends_while_the_host_still_holds_the_plugin() {
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let (adder, mut watch) = watched();
        errand.keep(adder).await.unwrap();
        signal(plugin.pid(), Signal::KILL);
        plugin.ended().await;
        watch.ends().await;
    }
}
