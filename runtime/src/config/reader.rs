//! Where settings come from, and which of them comes first.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::Config;
use super::keys::{KEYS, Key};
use super::texts::{Text, read};
use super::values;
use crate::error::{ConfigError, Mistake};

/// Where a [`Config`] is read from. The order of its methods does not matter: [`set`](Self::set) comes before the environment,
/// and that before the file.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use pintle::Config;
///
/// let file = tempfile::NamedTempFile::new()?;
/// std::fs::write(&file, "PLUGIN_GRPC_GRACE_PERIOD = 2.5\nPLUGIN_SERVER_TRANSPORTS = [\"tcp\"]\n")?;
/// let config = Config::reader().file(file.path()).process_environment().set("PLUGIN_SERVER_PORT", "7777").read()?;
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use = "nothing is read before `read`"]
pub struct ConfigReader {
    set: Vec<(String, String)>,
    environment: Option<Box<Lookup>>,
    file: Option<PathBuf>,
}

type Lookup = dyn Fn(&str) -> Option<OsString>;

impl ConfigReader {
    /// Sets a key in code, say by an argument of the command line.
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set.push((name.into(), value.into()));
        self
    }

    /// Reads the variables that `lookup` knows. Those that are unknown, not offered or empty are not looked at.
    pub fn environment(mut self, lookup: impl Fn(&str) -> Option<OsString> + 'static) -> Self {
        self.environment = Some(Box::new(lookup));
        self
    }

    /// Reads the variables of this process.
    pub fn process_environment(self) -> Self {
        self.environment(|name| std::env::var_os(name))
    }

    /// Reads a TOML file of keys and values; lists may be arrays. A key in it that is not offered is a mistake.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Reads them.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Invalid`] with every mistake in all of them.
    pub fn read(self) -> Result<Config, ConfigError> {
        let mut mistakes = Vec::new();
        let mut texts = BTreeMap::new();
        let file = self.file.map(|path| of_file(&path, &mut mistakes)).unwrap_or_default();
        let environment = self.environment.map(|lookup| of_environment(&*lookup, &mut mistakes)).unwrap_or_default();
        let set: Vec<_> = self.set.into_iter().filter_map(|(name, value)| known(&name, value, &mut mistakes)).collect();
        for (key, value) in file.into_iter().chain(environment).chain(set) {
            texts.insert(key.name, (key, value));
        }
        // Only what counts in the end is looked at, and opened.
        let resolved = texts.into_values().filter_map(|(key, value)| match Text::of(key, value) {
            Ok(text) => Some((key.name, text)),
            Err(mistake) => {
                mistakes.push(mistake);
                None
            }
        });
        let texts: BTreeMap<_, _> = resolved.collect();
        let config = values::config(&texts, &mut mistakes);
        Mistake::none(mistakes).map(|()| config)
    }
}

impl fmt::Debug for ConfigReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.set.iter().map(|(name, _)| name).collect();
        f.debug_struct("ConfigReader").field("set", &names).field("file", &self.file).finish_non_exhaustive()
    }
}

fn of_environment(lookup: &Lookup, mistakes: &mut Vec<Mistake>) -> Vec<(Key, String)> {
    let keys = KEYS.iter().filter(|key| key.is_read_from_environment());
    let set = keys.filter_map(|key| Some((*key, lookup(key.name).filter(|value| !value.is_empty())?)));
    let texts = set.filter_map(|(key, value)| match value.into_string() {
        Ok(value) => Some((key, value)),
        Err(_) => {
            mistakes.push(Mistake::new(key.name, NOT_SHOWN, "text in UTF-8"));
            None
        }
    });
    texts.collect()
}

fn of_file(path: &Path, mistakes: &mut Vec<Mistake>) -> Vec<(Key, String)> {
    let shown = path.display().to_string();
    let text = match read(path) {
        Ok(text) => text,
        Err(error) => {
            mistakes.push(Mistake::new("the file", &shown, format!("a file of keys and values ({error})")));
            return Vec::new();
        }
    };
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        // What TOML says of it quotes the line, and that may have a secret.
        Err(error) => {
            let line = error.span().map_or(1, |span| 1 + text[..span.start.min(text.len())].matches('\n').count());
            mistakes.push(Mistake::new(format!("line {line} of {shown}"), NOT_SHOWN, "TOML"));
            return Vec::new();
        }
    };
    let entries = table.into_iter().filter_map(|(name, value)| {
        let Some(text) = as_text(&value) else {
            mistakes.push(Mistake::new(name, NOT_SHOWN, "a text, a number, true, false, or a list of such"));
            return None;
        };
        known(&name, text, mistakes)
    });
    entries.collect()
}

/// A value as the environment would have it.
fn as_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Array(values) => {
            let items: Option<Vec<_>> = values.iter().filter(|value| !value.is_array()).map(as_text).collect();
            items.filter(|items| items.len() == values.len())?.join(",")
        }
        Value::Datetime(_) | Value::Table(_) => return None,
    })
}

/// The key of this name, which somebody has written down on purpose.
fn known(name: &str, value: String, mistakes: &mut Vec<Mistake>) -> Option<(Key, String)> {
    let allowed = match Key::of(name) {
        Some(key) if key.is_offered() => return Some((key, value)),
        Some(_) => "left out: it is not offered here, docs/configuration.md says why".to_owned(),
        None => match Key::nearest(name) {
            Some(nearest) => format!("a key that is known, such as {nearest}"),
            None => "a key that is known: docs/configuration.md has them".to_owned(),
        },
    };
    // It may be a secret under a name that is misspelt.
    mistakes.push(Mistake::new(name, NOT_SHOWN, allowed));
    None
}

/// In place of what may be a secret.
pub(super) const NOT_SHOWN: &str = "(not shown)";
