//! A supervised plugin: what ends it, what becomes of calls, and what is told of it.

use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _};
use pintle::{CallError, Client as _, Context, Event, GaveUp, Launcher, Supervised, Supervision};
use pintle_tests::life::{Life as _, LifeClient, life};
use rustix::process::Signal;
use tokio::time::timeout;

use crate::harness::{LIFE, command, launcher_with};
use crate::process::{ends_within, signal};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

fn brisk() -> Supervision {
    Supervision::default().probe_every(SHORT).probe_timeout(SHORT).unanswered(2)
}

fn launcher(variables: &[(&str, &str)]) -> Launcher {
    let mut command = command(LIFE);
    command.envs(variables.iter().copied());
    launcher_with(life::HANDSHAKE, command).0
}

/// A supervised plugin, a client of it, and what happens to it.
async fn supervised(supervision: Supervision) -> (Supervised, LifeClient, Events) {
    let supervised = launcher(&[]).supervised(supervision).await.unwrap();
    let (client, events) = (supervised.client(), Events(Box::pin(supervised.events())));
    (supervised, client, events)
}

struct Events(Pin<Box<dyn Stream<Item = Event>>>);

impl Events {
    /// Waits for an event.
    async fn until(&mut self, meant: impl Fn(&Event) -> bool) -> Event {
        let found = async {
            while let Some(event) = self.0.next().await {
                if meant(&event) {
                    return event;
                }
            }
            panic!("it ended")
        };
        timeout(LONG, found).await.expect("the event comes")
    }

    async fn started(&mut self, number: u64) -> u32 {
        match self.until(|event| matches!(event, Event::Started { generation, .. } if *generation == number)).await {
            Event::Started { pid, .. } => pid,
            _ => unreachable!("it was asked for"),
        }
    }
}

/// A file for a plugin to take away.
fn file(directory: &tempfile::TempDir) -> (PathBuf, String) {
    let path = directory.path().join("end");
    std::fs::write(&path, "").unwrap();
    (path.clone(), path.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_client_lives_through_the_death_of_its_plugin() {
    let (supervised, life, mut events) = supervised(brisk()).await;
    let first = life.pid().await.unwrap();
    signal(first, Signal::KILL);
    let second = events.started(2).await;
    assert_eq!(life.pid().await.unwrap(), second);
    assert_ne!(first, second);
    assert_eq!(supervised.plugin().unwrap().pid(), second);
    assert!(supervised.shutdown().await.unwrap().is_some());
    assert!(matches!(life.pid().await, Err(CallError::Stopped)));
    assert!(supervised.shutdown().await.unwrap().is_none());
}

#[tokio::test]
async fn a_call_in_flight_fails_with_the_plugins_end_and_an_idempotent_one_is_made_again() {
    let (_supervised, life, mut events) = supervised(brisk()).await;
    let directory = tempfile::tempdir().unwrap();
    let (path, name) = file(&directory);
    let lost = life.pid_or_end_once(name.clone()).await.unwrap_err();
    let CallError::PluginExited { last_words } = lost else { panic!("{lost}") };
    assert_eq!(last_words.status.unwrap().code(), Some(3));
    let second = events.started(2).await;
    assert_eq!(life.pid_or_end(name.clone()).await.unwrap(), second);

    std::fs::write(&path, "").unwrap();
    let third = life.pid_or_end(name).await.unwrap();
    assert_eq!(third, events.started(3).await);
}

#[tokio::test]
async fn a_plugin_that_answers_no_probe_is_ended_and_started_anew() {
    for freeze in [Signal::STOP, Signal::CONT] {
        let (_supervised, life, mut events) = supervised(brisk()).await;
        let first = life.pid().await.unwrap();
        if freeze == Signal::STOP {
            signal(first, freeze);
        } else {
            // It runs, but nobody answers.
            assert!(timeout(SHORT, life.freeze()).await.is_err());
        }
        events.until(|event| matches!(event, Event::Unhealthy { probes: 2, .. })).await;
        let second = events.started(2).await;
        assert_eq!(life.pid().await.unwrap(), second);
        assert!(ends_within(first, LONG).await);
        events.until(|event| matches!(event, Event::Healthy { generation: 2 })).await;
    }
}

#[tokio::test]
async fn too_many_ends_and_it_gives_up() {
    let (supervised, life, mut events) = supervised(brisk().restarts(2, LONG)).await;
    for generation in 1..=3 {
        signal(life.pid().await.unwrap(), Signal::KILL);
        if generation < 3 {
            events.started(generation + 1).await;
        }
    }
    let gave_up = events.until(|event| matches!(event, Event::GaveUp { .. })).await;
    let Event::GaveUp { generation, reason: GaveUp::TooOften { restarts: 2, .. } } = gave_up else {
        panic!("{gave_up}")
    };
    assert_eq!(generation, 3);
    let refused = life.pid().await.unwrap_err();
    assert!(matches!(refused, CallError::GaveUp { .. }), "{refused}");
    assert!(supervised.plugin().is_none());
}

#[tokio::test]
async fn a_start_that_fails_is_tried_again_only_where_that_may_help() {
    let directory = tempfile::tempdir().unwrap();
    let (path, name) = file(&directory);
    std::fs::remove_file(&path).unwrap();
    let supervised = launcher(&[("LIFE_REFUSES", &name)]).supervised(brisk()).await.unwrap();
    let (life, mut events): (LifeClient, _) = (supervised.client(), Events(Box::pin(supervised.events())));
    std::fs::write(&path, "").unwrap();
    signal(life.pid().await.unwrap(), Signal::KILL);
    let refused = events.until(|event| matches!(event, Event::NotStarted { .. })).await;
    assert!(refused.to_string().contains("exit status: 4"), "{refused}");
    assert_eq!(life.pid().await.unwrap(), events.started(3).await);

    let missing = launcher_with(life::HANDSHAKE, command(directory.path().join("missing"))).0;
    assert_eq!(missing.supervised(brisk()).await.unwrap_err().code(), "transport.program_not_found");

    // What may pass at a first start is waited for too.
    std::fs::write(&path, "").unwrap();
    let first = launcher(&[("LIFE_REFUSES", &name)]).supervised(brisk()).await.unwrap();
    assert!(first.client::<LifeClient>().pid().await.is_ok());
}

#[tokio::test]
async fn a_call_waits_for_the_next_generation_no_longer_than_it_may() {
    let far = Duration::from_secs(60);
    let slow = brisk().backoff(far, far).wait(SHORT);
    let (_supervised, life, mut events) = supervised(slow).await;
    signal(life.pid().await.unwrap(), Signal::KILL);
    events.until(|event| matches!(event, Event::Restarting { .. })).await;
    let refused = life.pid().await.unwrap_err();
    assert!(matches!(refused, CallError::NotRunning { waited } if waited == SHORT), "{refused}");

    let slow = brisk().backoff(far, far).wait(far);
    let (_supervised, life, mut events) = supervised(slow).await;
    signal(life.pid().await.unwrap(), Signal::KILL);
    events.until(|event| matches!(event, Event::Restarting { .. })).await;
    let refused = timeout(LONG, life.with(Context::new().timeout(SHORT)).pid()).await.unwrap().unwrap_err();
    assert!(refused.to_string().contains("deadline"), "{refused}");
}

#[tokio::test]
async fn the_last_handle_or_client_takes_the_plugin_with_it() {
    let (supervised, life, _) = supervised(brisk()).await;
    let pid = life.pid().await.unwrap();
    drop(supervised);
    assert_eq!(life.pid().await.unwrap(), pid);
    drop(life);
    assert!(ends_within(pid, LONG).await);
}

#[tokio::test]
async fn nonsense_is_told_before_anything_is_started() {
    let nonsense = brisk().probe_every(Duration::ZERO).backoff(LONG, SHORT);
    let told = launcher(&[]).supervised(nonsense).await.unwrap_err().to_string();
    assert!(told.contains("Supervision::probe_every is \"0ns\"") && told.contains("Supervision::backoff"), "{told}");
}
