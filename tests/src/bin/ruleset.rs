//! A ruleset for tflint, with one rule: the first line of each file is an issue. Its text is the setting `message`.

use std::sync::{Mutex, PoisonError};

use pintle::{Callback, Status};
use pintle_tests::tflint::{
    AttributeSchema, Content, GlobalConfig, Position, Range, Rule, RuleSet, Runner as _, RunnerClient, Schema, Severity,
};

const RULE: &str = "rust_first_line";

#[derive(Default)]
struct Rust {
    config: Mutex<Config>,
}

#[derive(Clone)]
struct Config {
    enabled: bool,
    message: String,
}

impl Default for Config {
    fn default() -> Self {
        Self { enabled: true, message: "found by rust".to_owned() }
    }
}

impl Rust {
    fn configure(&self, change: impl FnOnce(&mut Config)) {
        change(&mut self.config.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl RuleSet for Rust {
    async fn get_name(&self) -> Result<String, Status> {
        Ok("rust".to_owned())
    }

    async fn get_version(&self) -> Result<String, Status> {
        Ok("0.1.0".to_owned())
    }

    async fn get_version_constraint(&self) -> Result<String, Status> {
        Ok(">= 0.46".to_owned())
    }

    async fn get_sdk_version(&self) -> Result<String, Status> {
        Ok("0.25.0".to_owned())
    }

    async fn get_rule_names(&self) -> Result<Vec<String>, Status> {
        Ok(vec![RULE.to_owned()])
    }

    async fn get_config_schema(&self) -> Result<Schema, Status> {
        Ok(Schema { attributes: vec![AttributeSchema { name: "message".to_owned(), required: false }] })
    }

    async fn apply_global_config(&self, config: GlobalConfig) -> Result<(), Status> {
        let default = config.rules.get(RULE).map_or(!config.disabled_by_default, |rule| rule.enabled);
        let enabled = if config.only.is_empty() { default } else { config.only.iter().any(|only| only == RULE) };
        self.configure(|config| config.enabled = enabled);
        Ok(())
    }

    async fn apply_config(&self, content: Content) -> Result<(), Status> {
        let expression = content.attributes.get("message").and_then(|message| message.expression.as_ref());
        if let Some(expression) = expression {
            // A text without interpolation is what stands between its quotes.
            let text = String::from_utf8_lossy(&expression.bytes).trim_matches('"').to_owned();
            self.configure(|config| config.message = text);
        }
        Ok(())
    }

    async fn check(&self, runner: Callback<RunnerClient>) -> Result<(), Status> {
        let Config { enabled, message } = self.config.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // Whatever is on, as with the SDK: tflint complains of a runner that nobody has called (wire.md B9).
        let files = runner.get_files().await?;
        for (filename, text) in files.into_iter().filter(|_| enabled) {
            runner.emit_issue(rule(), message.clone(), first_line(filename, &text), false).await?;
        }
        Ok(())
    }
}

fn rule() -> Rule {
    let link = "https://example.com/rust_first_line".to_owned();
    Rule { name: RULE.to_owned(), enabled: true, severity: Severity::Notice, link }
}

fn first_line(filename: String, text: &[u8]) -> Range {
    let line = String::from_utf8_lossy(text.split(|byte| *byte == b'\n').next().unwrap_or_default());
    let place = |characters: usize, bytes: usize| Position {
        line: 1,
        column: i64::try_from(1 + characters).unwrap_or(i64::MAX),
        byte: i64::try_from(bytes).unwrap_or(i64::MAX),
    };
    Range { filename, start: place(0, 0), end: place(line.chars().count(), line.len()) }
}

#[pintle::main]
fn main() -> impl RuleSet {
    Rust::default()
}
