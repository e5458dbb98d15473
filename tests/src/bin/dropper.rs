//! A host that finishes nothing: each thing that waits is polled once and dropped, then done anew and polled twice, and so on until
//! it comes to its end. It says how often each was dropped, and what this process holds before and after.
//!
//! `dropper LIFE FLOW ERRAND`

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::future::poll_fn;
use std::pin::pin;
use std::process::{Command, Stdio};
use std::task::Poll;
use std::time::Duration;

use pintle::{Attacher, Callback, Handshake, Launcher, Lifetime, Output, Plugin, Security, Streaming, Supervision};
use pintle_tests::errand::{Adder as _, AdderClient, Errand as _, ErrandClient, Plus, errand};
use pintle_tests::flow::{Flow as _, FlowClient, flow};
use pintle_tests::life::{Life as _, LifeClient, life};
use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let programs: Vec<String> = std::env::args().skip(1).collect();
    let [life_program, flow_program, errand_program] = &programs[..] else { panic!("three plugins are named") };
    let living = || launcher(life::HANDSHAKE, life_program);
    // Once before counting: runtimes and libraries open what they keep.
    living().launch().await.expect("it starts").shutdown().await.expect("it ends");
    println!("before {}", settled(None).await);
    let before = settled(None).await;

    lives(living).await;
    calls(launcher(flow::HANDSHAKE, flow_program).launch().await.expect("it starts")).await;
    lent(launcher(errand::HANDSHAKE, errand_program).launch().await.expect("it starts")).await;
    println!("after {}", settled(Some(&before)).await);
}

/// Launches, ends, supervision and attaching.
async fn lives(living: impl Fn() -> Launcher) {
    let plugin = each("launch", || living().launch()).await.expect("it starts");
    let life: LifeClient = plugin.client();
    each("ping", || plugin.ping(LONG)).await.expect("it answers");
    each("call", || life.pid()).await.expect("it answers");
    each("last words", || plugin.last_words()).await;
    // Told to end again and again, by hosts that lose patience, it ends.
    each("shutdown", || plugin.shutdown()).await.expect("it ends");
    each("ended", || plugin.ended()).await;

    let supervised = each("supervised", || living().supervised(Supervision::default())).await.expect("it starts");
    let life: LifeClient = supervised.client();
    each("supervised call", || life.pid()).await.expect("it answers");
    each("supervised shutdown", || supervised.shutdown()).await.expect("it ends");

    let daemon = living().security(Security::Plaintext).lifetime(Lifetime::Daemon).launch().await.expect("it starts");
    let reattach = daemon.reattach();
    let attach = || Attacher::new(life::HANDSHAKE, reattach.clone()).stdout(Output::Discard).attach();
    let attached = each("attach", attach).await.expect("it is there");
    attached.shutdown().await.expect("it ends");
    daemon.shutdown().await.expect("it has ended");
}

/// Calls of every kind, each given up at every point; the plugin answers the next all the same.
async fn calls(plugin: Plugin) {
    let flow: FlowClient = plugin.client();
    let counted = each("stream", async || {
        let mut numbers = flow.count(0, 100).await.expect("it counts");
        let mut sum = 0;
        while let Some(number) = numbers.next().await {
            sum += number.expect("it counts");
        }
        sum
    });
    assert_eq!(counted.await, 4950);
    let summed = each("upload", || flow.sum(Streaming::iter(0..100)));
    assert_eq!(summed.await.expect("it adds"), 4950);
    plugin.shutdown().await.expect("it ends");
}

/// Callbacks either way, and the broker's own waits.
async fn lent(plugin: Plugin) {
    let errand: ErrandClient = plugin.client();
    let adder: Callback<AdderClient> = each("borrow", || errand.adder()).await.expect("it lends");
    assert_eq!(each("callback", || adder.add(20, 22)).await.expect("it adds"), 42);
    assert_eq!(each("lend", || errand.sum(Callback::new(Plus(0)), 3)).await.expect("it sums up"), 3);
    let broker = plugin.broker();
    // Nobody accepts this number, so it ends by its deadline alone.
    let dialled = || timeout(Duration::from_millis(20), broker.dial::<AdderClient>(4711));
    assert!(each("dial", dialled).await.is_err());
    drop((adder, errand, broker));
    plugin.shutdown().await.expect("it ends");
}

/// Does a thing until it comes to its end, dropped before that at every point where it waits.
async fn each<F: Future>(name: &str, thing: impl Fn() -> F) -> F::Output {
    for polls in 1..MOST {
        if let Some(done) = timeout(LONG, polled(polls, thing())).await.expect("nothing hangs") {
            println!("{name} dropped {} times", polls - 1);
            return done;
        }
    }
    panic!("{name} needs more than {MOST} polls")
}

/// Polls as often as that, if need be.
async fn polled<F: Future>(most: usize, future: F) -> Option<F::Output> {
    let (mut future, mut polls) = (pin!(future), 0);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => {
            polls += 1;
            if polls == most { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}

fn launcher(handshake: Handshake, program: &str) -> Launcher {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    Launcher::new(handshake, command).stdout(Output::Discard).stderr(Output::Discard)
}

/// What this process holds, once it is as expected or has had the time for that.
async fn settled(expected: Option<&str>) -> String {
    let still = async {
        while expected.is_some_and(|expected| holdings() != expected) || expected.is_none() && tasks() > 0 {
            sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = timeout(LONG, still).await;
    holdings()
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

fn holdings() -> String {
    let descriptors = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let children = std::fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
    format!("descriptors {descriptors} children {} tasks {}", children.split_whitespace().count(), tasks())
}

/// More than anything here needs.
const MOST: usize = 400;
/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);
