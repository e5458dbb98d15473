//! From texts to values: what each key may be.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::keys::{
    GRACE, HANDSHAKE_TIMEOUT, HOST_CERTIFICATE, HOST_CERTIFICATE_FILE, HOST_KEY, HOST_KEY_FILE, HOST_NAME, HOST_ROOTS,
    Key, LOG_LEVEL, OFFERED, PLUGIN_CERTIFICATE, PLUGIN_KEY, PLUGIN_NAME, PLUGIN_ROOTS, PORT, RATE, RATE_BURST,
    RATE_LIMIT, SERVED, SHUTDOWN_FILE, TRANSPORTS,
};
use super::reader::NOT_SHOWN;
use super::texts::Text;
use super::{Config, Own, Rate};
use crate::error::Mistake;
use crate::handshake::{AUTO_MTLS, demands_tls};
use crate::log::Level;

/// The settings that the texts say; whatever is wrong with them goes to `mistakes`.
pub(super) fn config(texts: &BTreeMap<&'static str, Text>, mistakes: &mut Vec<Mistake>) -> Config {
    let mut values = Values { texts, mistakes };
    let is_limited = values.parsed(RATE_LIMIT, "true or false", boolean).unwrap_or(false);
    let per_second = values.parsed(RATE, "a number of calls above 0, at most 1000000000", rate);
    let burst = values.parsed(RATE_BURST, "a number of calls from 1 to 4294967295", |text| {
        text.parse().ok().filter(|burst| *burst > 0)
    });
    let rate = Rate { per_second: per_second.unwrap_or(100.0), burst: burst.unwrap_or(200) };
    Config {
        start_timeout: values.parsed(HANDSHAKE_TIMEOUT, "seconds, above 0 and at most 86400", |text| {
            seconds(text).filter(|time| !time.is_zero())
        }),
        offered: values.parsed(OFFERED, VERSIONS, versions),
        served: values.parsed(SERVED, VERSIONS, versions),
        log_level: values.parsed(LOG_LEVEL, "trace, debug, info, warn or error", level),
        tcp: values.parsed(TRANSPORTS, "unix, tcp, or both with a comma: the first one counts", transports),
        port: values.parsed(PORT, "a port from 0 to 65535, 0 for any", |text| text.parse().ok()),
        demands_tls: values.demands_tls(),
        grace: values.parsed(GRACE, "seconds, from 0 to 86400", seconds),
        shutdown_file: values.parsed(SHUTDOWN_FILE, "a path", |text| Some(PathBuf::from(text))),
        rate_limit: is_limited.then_some(rate),
        host: Own {
            chain: values.own(HOST_CERTIFICATE, HOST_CERTIFICATE_FILE),
            key: values.own(HOST_KEY, HOST_KEY_FILE),
            roots: values.text(PLUGIN_ROOTS),
            peer_name: values.parsed(PLUGIN_NAME, NAME, name),
        },
        plugin: Own {
            chain: values.text(PLUGIN_CERTIFICATE),
            key: values.text(PLUGIN_KEY),
            roots: values.text(HOST_ROOTS),
            peer_name: values.parsed(HOST_NAME, NAME, name),
        },
    }
}

struct Values<'a> {
    texts: &'a BTreeMap<&'static str, Text>,
    mistakes: &'a mut Vec<Mistake>,
}

impl Values<'_> {
    fn text(&self, name: &str) -> Option<Text> {
        self.texts.get(name).cloned()
    }

    fn parsed<T>(&mut self, name: &'static str, allowed: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.texts.get(name)?;
        let value = parse(text.value.trim());
        if value.is_none() {
            self.mistakes.push(Mistake::new(name, shown(name, text), allowed));
        }
        value
    }

    /// Whether mutual TLS is demanded: only yes can be said.
    fn demands_tls(&mut self) -> bool {
        let Some(text) = self.texts.get(AUTO_MTLS) else { return false };
        demands_tls(Some(text.value.trim())).unwrap_or_else(|mistake| {
            self.mistakes.push(Mistake::new(AUTO_MTLS, shown(AUTO_MTLS, text), mistake.allowed));
            false
        })
    }

    /// What is given as text, or as the path of a file.
    fn own(&mut self, name: &'static str, of_file: &'static str) -> Option<Text> {
        let path = self.text(of_file).map(|text| Text::of_path(text.value.into()));
        match (self.text(name), path) {
            (Some(_), Some(_)) => {
                self.mistakes.push(Mistake::new(of_file, "set", format!("unset, since {name} is set, or that unset")));
                None
            }
            (text, path) => text.or(path),
        }
    }
}

/// What of a value may be shown: of one from a file its path, of a secret nothing.
fn shown(name: &str, text: &Text) -> String {
    match (&text.file, Key::of(name)) {
        (Some(path), _) => format!("file://{}", path.display()),
        (None, Some(key)) if !key.is_secret() => text.value.clone(),
        _ => NOT_SHOWN.to_owned(),
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A time. NaN and the infinities are none.
fn seconds(text: &str) -> Option<Duration> {
    const DAY: f64 = 86_400.0;
    let seconds: f64 = text.parse().ok()?;
    (0.0..=DAY).contains(&seconds).then(|| Duration::from_secs_f64(seconds))
}

fn rate(text: &str) -> Option<f64> {
    const MOST: f64 = 1_000_000_000.0;
    text.parse().ok().filter(|rate: &f64| *rate > 0.0 && *rate <= MOST)
}

/// At least one, each once.
fn versions(text: &str) -> Option<Vec<u32>> {
    let versions: Vec<u32> = text.split(',').map(|item| item.trim().parse().ok()).collect::<Option<_>>()?;
    let is_twice = versions.iter().enumerate().any(|(at, version)| versions[..at].contains(version));
    (!is_twice).then_some(versions)
}

fn transports(text: &str) -> Option<bool> {
    let networks: Option<Vec<bool>> = text
        .split(',')
        .map(|item| match item.trim() {
            "unix" => Some(false),
            "tcp" => Some(true),
            _ => None,
        })
        .collect();
    networks?.first().copied()
}

fn level(text: &str) -> Option<Level> {
    Some(match text.to_ascii_lowercase().as_str() {
        "trace" => Level::Trace,
        "debug" => Level::Debug,
        "info" => Level::Info,
        // Python's names for the last two.
        "warn" | "warning" => Level::Warn,
        "error" | "critical" => Level::Error,
        _ => return None,
    })
}

/// What may be a name; TLS judges it in the end.
fn name(text: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || ".:-_".contains(letter);
    (!text.is_empty() && text.chars().all(is_part)).then(|| text.to_owned())
}

const NAME: &str = "a DNS name or an IP address";

const VERSIONS: &str = "versions, each once, with commas between them";
