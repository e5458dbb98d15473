//! How quietly a plugin ends (wire.md §1.16).

use std::sync::{Arc, Mutex};

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Output};
use tokio::io::AsyncReadExt as _;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::harness::{PROBE, command, launcher};

/// How many events there were of something that went wrong.
#[derive(Clone, Default)]
struct Wrong(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Wrong {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() <= Level::WARN {
            self.0.lock().unwrap().push(format!("{event:?}"));
        }
    }
}

// TestClient_testCleanup, TestClient_noStdoutScannerRace.
#[tokio::test]
async fn an_end_in_order_logs_nothing_wrong_even_if_its_prints_are_read_slowly() {
    let wrong = Wrong::default();
    // For this thread, which is all that the runtime has.
    let _listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(wrong.clone()));
    let (slow, mut read) = tokio::io::duplex(1);
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.stdout(Output::to(slow)).launch().await.unwrap();
    let reader = tokio::spawn(async move {
        let mut bytes = 0;
        let mut buffer = [0];
        while let Ok(count @ 1..) = read.read(&mut buffer).await {
            bytes += count;
        }
        bytes
    });
    plugin.client::<KvClient>().put("stdout".into(), vec![b'p'; 20_000]).await.unwrap();
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.by, exit.status.unwrap().code()), (EndedBy::Shutdown, Some(0)));
    drop(plugin);
    assert_eq!(reader.await.unwrap(), 20_000);
    assert_eq!(*wrong.0.lock().unwrap(), [""; 0]);
}
