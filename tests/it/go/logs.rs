//! Logs and panics, from either plugin to either host (wire.md §1.15).

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::programs::Go;
use super::talk::{HOSTS, Log, Maker, PAIRS, Seen, Step, Talk};

#[tokio::test]
async fn a_log_record_keeps_its_level_message_fields_and_time_between_any_two_ends() {
    let Some(go) = Go::find() else { return };
    for pair in PAIRS {
        let talk = Talk::between(go, pair);
        let seen = talk.run(&[Step::Put("log", b"a \"word\" and \xc3\xa4".to_vec()), Step::Log("word")]).await.unwrap();
        let log = logged(&seen, "a \"word\" and ä");
        let field = |name| log.fields.get(name).map(String::as_str);
        assert_eq!(
            (log.level.as_str(), field("foo"), field("number")),
            ("info", Some("bar"), Some("12")),
            "{pair:?} (J4, J8)"
        );
        let spans = (field("span"), field("depth"));
        let expected = if pair.1 == Maker::Pintle { (Some("put"), Some("3")) } else { (None, None) };
        assert_eq!(spans, expected, "{pair:?}: the spans of `tracing`");
        // A time that a Go host cannot read it takes for the year 1 (J4).
        assert!(field("timestamp").is_some_and(|time| time.starts_with("20")), "{pair:?}: {log:?}");
    }
}

#[tokio::test]
async fn text_on_stderr_has_the_level_of_its_tag_in_any_host() {
    let Some(go) = Go::find() else { return };
    // J5, J6.
    let lines = [
        ("plain", "debug"),
        ("[WARN] tagged", "warn"),
        (" [WARN] late", "debug"),
        ("[\"an array\"]", "debug"),
        ("{\"no\":\"level\"}", "debug"),
        ("[ERROR] last", "error"),
    ];
    let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
    for host in HOSTS {
        // Only of a Go plugin: what ours writes on descriptor 2 is printing, not logs (O1, O2).
        let script = [Step::Put("raw-stderr", text.clone().into_bytes()), Step::Log("[ERROR] last")];
        let seen = Talk::between(go, (host, Maker::Go)).run(&script).await.unwrap();
        for (line, level) in lines {
            assert_eq!(logged(&seen, line).level, level, "{host:?}: {line}");
        }
    }
}

#[tokio::test]
async fn a_go_plugin_that_panics_is_gone_and_its_last_words_are_errors() {
    let Some(go) = Go::find() else { return };
    for host in HOSTS {
        let script = [Step::Put("panic", b"boom".to_vec()), Step::Get("k"), Step::Log("goroutine ")];
        let seen = Talk::between(go, (host, Maker::Go)).run(&script).await.unwrap();
        let [Err(lost), Err(_), Ok(_)] = &seen.answers[..] else { panic!("{host:?}: {:?}", seen.answers) };
        match host {
            Maker::Go => assert_eq!(lost.code, "Unavailable", "{lost:?} (D3)"),
            Maker::Pintle => {
                assert_eq!(lost.code, "call.plugin_exited", "{lost:?}");
                for told in ["exit status: 2", "panic: boom", "goroutine "] {
                    assert!(lost.message.contains(told), "{lost:?} (D9)");
                }
            }
        }
        assert_eq!((seen.status, seen.ended_when_asked && host == Maker::Pintle), (Some(2), false), "{host:?}");
        assert_eq!(logged(&seen, "panic: boom").level, "error", "{host:?} (J7)");
        let trace = seen.logs.iter().find(|log| log.message.starts_with("goroutine ")).unwrap();
        assert_eq!(trace.level, "error", "{host:?}: {trace:?} (J7)");
    }
}

#[tokio::test]
async fn a_panic_of_our_plugin_is_an_error_to_any_host_and_ends_its_call_only() {
    let Some(go) = Go::find() else { return };
    // The reference dies of it, above.
    for host in HOSTS {
        let script = [Step::Put("panic", b"boom".to_vec()), Step::Ping, Step::Log("thread 'main'")];
        let seen = Talk::between(go, (host, Maker::Pintle)).run(&script).await.unwrap();
        let [Err(panicked), Ok(_), Ok(_)] = &seen.answers[..] else { panic!("{host:?}: {:?}", seen.answers) };
        assert_eq!(panicked.code, "Internal", "{host:?}");
        assert!(!panicked.message.contains("boom"), "{host:?}: {panicked:?}");
        assert_eq!(logged(&seen, "panic: boom").level, "error", "{host:?} (J9)");
        let place = seen.logs.iter().find(|log| log.message.starts_with("thread 'main' at ")).unwrap();
        assert_eq!(place.level, "error", "{host:?}: {place:?} (J7)");
        assert_eq!((seen.ended_when_asked, seen.status), (true, Some(0)), "{host:?}");
    }
}

#[tokio::test]
async fn a_go_plugins_records_are_events_in_our_host() {
    let Some(go) = Go::find() else { return };
    let events = Events::default();
    // For this thread, which is all that the runtime has.
    let listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(events.clone()));
    let script = [Step::Put("log", b"a word".to_vec()), Step::Log("a word")];
    Talk::between(go, (Maker::Pintle, Maker::Go)).run(&script).await.unwrap();
    drop(listening);
    let events = events.0.lock().unwrap();
    let (level, told) = events.iter().find(|(_, told)| told.contains("message=a word")).unwrap();
    assert_eq!(*level, Level::INFO);
    assert!(told.contains(" plugin=\"driver\"") && told.contains(" fields=foo=bar number=12"), "{told}");
}

fn logged<'a>(seen: &'a Seen, message: &str) -> &'a Log {
    let log = seen.logs.iter().find(|log| log.message == message);
    log.unwrap_or_else(|| panic!("{message:?} is not among {:?}", seen.logs))
}

/// The events that come from plugins: level, and all fields as text.
#[derive(Clone, Default)]
pub struct Events(pub Arc<Mutex<Vec<(Level, String)>>>);

impl<S: Subscriber> Layer<S> for Events {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "pintle::plugin" {
            let mut text = Text(String::new());
            event.record(&mut text);
            self.0.lock().unwrap().push((*event.metadata().level(), text.0));
        }
    }
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 += &format!(" {field}={value:?}");
    }
}
