//! A plugin's stderr in its host's logs (wire.md §1.15).

use std::time::{Duration, Instant};

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Level};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use crate::go::Events;
use crate::harness::{Collected, PROBE, command, launcher};
use crate::logs::probe_after;
use crate::started::soon;

// TestClient_Stderr.
#[tokio::test]
async fn a_plugin_that_ends_by_itself_is_noticed_with_all_that_it_wrote() {
    let (shell, _file) = probe_after(b"HELLO\nWORLD\n");
    let raw = Collected::default();
    let plugin = launcher(shell).0.raw_stderr(raw.output()).launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("exit".into(), b"0".to_vec()).await.unwrap_err();
    let words = soon(plugin.ended()).await;
    assert_eq!((words.status.unwrap().code(), &words.stderr[..2]), (Some(0), &["HELLO".into(), "WORLD".into()][..]));
    assert_eq!(plugin.shutdown().await.unwrap().by, EndedBy::Itself);
    raw.until(|bytes| bytes.starts_with(b"HELLO\nWORLD\n")).await;
}

// TestClient_StderrJSON, TestClient_logStderrParseJSON, J10.
#[tokio::test]
async fn json_that_is_no_record_is_logged_as_it_came_and_nothing_is_lost() {
    let lines = [
        r#"["HELLO"]"#,
        "12345",
        r#"{"a":1}"#,
        "null",
        r#"{"@level":3,"@message":"x"}"#,
        r#"{"@level":"info","@message":{}}"#,
        r#"{"@level":"info","@message":"x","@timestamp":7}"#,
    ];
    let last = r#"{"@level":"info","@message":"this is a test"}"#;
    let (shell, _file) = probe_after(format!("{}\n{last}\n", lines.join("\n")).as_bytes());
    let (launcher, heard) = launcher(shell);
    let _plugin = launcher.launch().await.unwrap();
    assert_eq!(heard.logged(|record| record.message == "this is a test").await.level, Level::Info);
    let logs = heard.logs.lock().unwrap();
    let verbatim = logs.iter().filter(|record| record.level == Level::Debug && record.fields.is_empty());
    let verbatim: Vec<&str> = verbatim.map(|record| record.message.as_str()).take(lines.len()).collect();
    assert_eq!(verbatim, lines);
}

// TestClient_textLogLevel.
#[tokio::test]
async fn a_tagged_line_passes_a_logger_of_its_level_and_no_stricter_one() {
    let text = b"[INFO] too little\n[WARN] this is a warning\nplain\n[ERROR] the last\n";
    let events = Events::default();
    let strict = tracing_subscriber::registry().with(events.clone().with_filter(LevelFilter::WARN));
    // For this thread, which is all that the runtime has.
    let _listening = tracing::subscriber::set_default(strict);
    let (shell, _file) = probe_after(text);
    let (launcher, heard) = launcher(shell);
    let _plugin = launcher.launch().await.unwrap();
    heard.logged(|record| record.message == "[ERROR] the last").await;
    let told = events.0.lock().unwrap();
    let of = |level| told.iter().filter(move |(seen, _)| *seen == level).map(|(_, text)| text.as_str());
    assert!(of(tracing::Level::WARN).any(|text| text.contains("message=[WARN] this is a warning")), "{told:?}");
    assert!(told.iter().all(|(_, text)| !text.contains("too little") && !text.contains("plain")), "{told:?}");
}

// TestClient_logger {netrpc,grpc} × {string,int}.
#[tokio::test]
async fn a_record_comes_at_once_with_its_fields_and_the_end_stays_gentle() {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let mut times = Vec::new();
    for number in 0..5 {
        let start = Instant::now();
        kv.put("log".into(), format!("record {number}").into_bytes()).await.unwrap();
        let record = heard.logged(|record| record.message == format!("record {number}")).await;
        times.push(start.elapsed());
        let field = |name: &str| record.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        assert_eq!((record.level, field("foo"), field("number")), (Level::Info, Some("bar"), Some("12")));
    }
    // The best of a few: this is about what the two do, not about the machine.
    assert!(*times.iter().min().unwrap() < Duration::from_millis(100), "{times:?}");
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
}

// TestServerLogPanic.
#[tokio::test]
async fn a_panic_is_told_as_errors_with_its_backtrace_under_the_plugins_name() {
    let events = Events::default();
    let _listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(events.clone()));
    let mut probe = command(PROBE);
    probe.env("RUST_BACKTRACE", "1");
    let (launcher, heard) = launcher(probe);
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("panic".into(), b"invalid foo bar".to_vec()).await.unwrap_err();
    heard.logged(|record| record.message == "panic: invalid foo bar").await;
    // All of it has come once the plugin has ended.
    plugin.shutdown().await.unwrap();
    plugin.last_words().await;
    let told = events.0.lock().unwrap();
    let panic = told.iter().skip_while(|(_, text)| !text.contains("panic: invalid foo bar"));
    let errors = panic.take_while(|(level, text)| *level == tracing::Level::ERROR && text.contains("plugin=\"probe\""));
    assert!(errors.count() > 10, "{told:?}");
}

// BenchmarkClientLogging measures what this costs.
#[tokio::test]
async fn twenty_thousand_records_of_every_level_come_in_order() {
    const LEVELS: [(&str, Level); 5] = [
        ("trace", Level::Trace),
        ("debug", Level::Debug),
        ("info", Level::Info),
        ("warn", Level::Warn),
        ("error", Level::Error),
    ];
    let line =
        |number: usize| format!("{{\"@level\":\"{}\",\"@message\":\"number {number}\"}}\n", LEVELS[number % 5].0);
    let text: String = (0..20_000).map(line).collect();
    let (shell, _file) = probe_after(text.as_bytes());
    let (launcher, heard) = launcher(shell);
    let _plugin = launcher.launch().await.unwrap();
    heard.logged(|record| record.message == "number 19999").await;
    let logs = heard.logs.lock().unwrap();
    let come: Vec<_> = logs.iter().filter(|record| record.message.starts_with("number ")).collect();
    assert_eq!(come.len(), 20_000);
    for (number, record) in come.into_iter().enumerate() {
        assert_eq!((record.level, record.message.as_str()), (LEVELS[number % 5].1, &*format!("number {number}")));
    }
}
