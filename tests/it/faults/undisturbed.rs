//! Lives in which nothing goes wrong, and nobody says otherwise.

use std::sync::{Arc, Mutex};

use kv::{Kv as _, KvClient};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::harness::{Heard, PROBE, command, launcher};

/// The events that are no mere news.
#[derive(Clone, Default)]
struct Complaints(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Complaints {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() <= Level::WARN {
            self.0.lock().unwrap().push(format!("{event:?}"));
        }
    }
}

async fn life() -> Heard {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("k".into(), b"v".to_vec()).await.unwrap();
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
    heard
}

#[tokio::test]
async fn an_ordinary_life_gives_nobody_reason_to_complain() {
    let complaints = Complaints::default();
    // For this thread, which is all that the runtime has.
    let listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(complaints.clone()));
    for _ in 0..10 {
        let heard = life().await;
        assert_eq!((heard.stdout.bytes(), heard.stderr.bytes()), (Vec::new(), Vec::new()));
        let logs = heard.logs.lock().unwrap();
        assert!(logs.iter().all(|record| record.level < pintle::Level::Warn), "{logs:?}");
    }
    tracing::warn!("whether complaints are heard");
    drop(listening);
    let complaints = complaints.0.lock().unwrap();
    assert!(complaints.len() == 1 && complaints[0].contains("whether complaints are heard"), "{complaints:#?}");
}

#[tokio::test]
async fn nothing_that_is_secret_is_shown() {
    let (launcher, _heard) = launcher(command(PROBE));
    let before = format!("{launcher:?} {launcher:#?}");
    let plugin = launcher.launch().await.unwrap();
    let shown =
        [before, format!("{plugin:?} {plugin:#?} {plugin}"), format!("{:?} {}", plugin.reattach(), plugin.reattach())];
    for shown in shown {
        // The cookie's value, and how keys begin in PEM.
        assert!(!shown.contains("hello") && !shown.contains("PRIVATE KEY"), "{shown}");
    }
}
