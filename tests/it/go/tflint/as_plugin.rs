//! tflint is the plugin, and our host serves the runners; our own ruleset answers to the same assertions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use pintle::{Callback, Code, EndedBy, Multiplex, Plugin, Security, Status};
use pintle_tests::tflint::{
    Content, GlobalConfig, Range, Rule, RuleSet as _, RuleSetClient, Runner, rule_set as service,
};

use super::{AS_PLUGIN, OURS, tflint};
use crate::files::{made, places, watched};
use crate::harness::{command, launcher_with};
use crate::process::vanishes_within;

/// A ruleset, of which one rule is on.
struct RuleSet {
    program: PathBuf,
    arguments: &'static [&'static str],
    rule: &'static str,
    /// What the rule says of `// bad`.
    message: &'static str,
    /// What a check fails with whose runner fails.
    failure: Code,
    is_pintle: bool,
}

fn rulesets() -> Option<[RuleSet; 2]> {
    Some([
        RuleSet {
            program: tflint()?,
            arguments: &[AS_PLUGIN],
            rule: "terraform_comment_syntax",
            message: "Comments should begin with #",
            failure: Code::Aborted,
            is_pintle: false,
        },
        RuleSet {
            program: OURS.into(),
            arguments: &[],
            rule: "rust_first_line",
            message: "found by rust",
            failure: Code::ResourceExhausted,
            is_pintle: true,
        },
    ])
}

const WAYS: [Multiplex; 3] = [Multiplex::Off, Multiplex::Auto, Multiplex::Require];

#[tokio::test]
async fn our_host_hears_what_any_ruleset_finds() {
    let Some(rulesets) = rulesets() else { return };
    for (multiplex, security) in
        WAYS.into_iter().flat_map(|way| [(way, Security::Plaintext), (way, Security::MutualTls)])
    {
        for ruleset in &rulesets {
            let RuleSet { rule, message, is_pintle, .. } = *ruleset;
            let case = format!("{rule} {multiplex:?} {security:?}");
            let plugin = launch(ruleset, multiplex, security).await;
            let is_multiplexed = multiplex == Multiplex::Require || multiplex == Multiplex::Auto && is_pintle;
            assert_eq!(plugin.is_multiplexed(), is_multiplexed, "{case} (E5)");

            let client = configured(&plugin, rule).await;
            let (_, directory) = places(plugin.address());
            let watch = watched(&directory);
            let module = Module::new("main.tf");
            client.check(Callback::new(module.clone())).await.unwrap();
            assert_eq!(module.found(), [issue(rule, message, "main.tf")], "{case}");
            let sockets = made(&watch);
            assert_eq!(sockets.len(), if is_multiplexed { 0 } else { 1 }, "{case}: {sockets:?} (B2, X8)");
            for socket in sockets {
                assert!(vanishes_within(&directory.join(socket), LONG).await, "{case} (B7)");
            }
            let exit = plugin.shutdown().await.unwrap();
            assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{case}");
        }
    }
}

#[tokio::test]
async fn each_of_many_runners_hears_of_its_own_module() {
    let Some(rulesets) = rulesets() else { return };
    for multiplex in WAYS {
        for ruleset in &rulesets {
            let RuleSet { rule, message, .. } = *ruleset;
            let plugin = launch(ruleset, multiplex, Security::Plaintext).await;
            let client = &configured(&plugin, rule).await;
            let check = async |number| {
                let file = format!("m{number}.tf");
                let module = Module::new(&file);
                client.check(Callback::new(module.clone())).await.unwrap();
                assert_eq!(module.found(), [issue(rule, message, &file)], "{rule} {multiplex:?} (X10)");
            };
            join_all((0..32).map(check)).await;
            for number in 0..32 {
                check(number).await;
            }
        }
    }
}

#[tokio::test]
async fn a_runner_that_fails_fails_the_check_and_no_other() {
    let Some(rulesets) = rulesets() else { return };
    for multiplex in WAYS {
        for ruleset in &rulesets {
            let RuleSet { rule, message, failure, .. } = *ruleset;
            let plugin = launch(ruleset, multiplex, Security::Plaintext).await;
            let client = configured(&plugin, rule).await;
            let (good, full) = (Module::new("main.tf"), Module { full: true, ..Module::new("main.tf") });
            let failed = client.check(Callback::new(full)).await.unwrap_err();
            assert_eq!(failed.code(), failure, "{rule} {multiplex:?}");
            assert!(failed.message().ends_with(FULL), "{rule} {multiplex:?}: {failed}");
            client.check(Callback::new(good.clone())).await.unwrap();
            assert_eq!(good.found(), [issue(rule, message, "main.tf")], "{rule} {multiplex:?}");
        }
    }
}

const LONG: Duration = Duration::from_secs(10);

async fn launch(ruleset: &RuleSet, multiplex: Multiplex, security: Security) -> Plugin {
    let mut command = command(&ruleset.program);
    command.args(ruleset.arguments);
    let (launcher, _heard) = launcher_with(service::HANDSHAKE, command);
    launcher.multiplex(multiplex).security(security).launch().await.unwrap()
}

/// A client of a ruleset with one rule alone on. It is asked and told in the order that tflint has.
async fn configured(plugin: &Plugin, rule: &str) -> RuleSetClient {
    let client: RuleSetClient = plugin.client();
    assert_ne!(client.get_version_constraint().await.unwrap(), "");
    let config = GlobalConfig { only: vec![rule.to_owned()], ..GlobalConfig::default() };
    client.apply_global_config(config).await.unwrap();
    assert_eq!(client.get_config_schema().await.unwrap().attributes.len(), 1);
    client.apply_config(Content::default()).await.unwrap();
    assert!(client.get_rule_names().await.unwrap().iter().any(|name| name == rule));
    client
}

/// The runner of a root module, which has one bad file.
#[derive(Clone)]
struct Module {
    file: String,
    found: Arc<Mutex<Vec<Issue>>>,
    /// Whether it takes no more issues.
    full: bool,
}

/// Rule, message, file, line.
type Issue = (String, String, String, i64);

const FULL: &str = "no issue more";

fn issue(rule: &str, message: &str, file: &str) -> Issue {
    (rule.to_owned(), message.to_owned(), file.to_owned(), 1)
}

impl Module {
    fn new(file: &str) -> Self {
        Self { file: file.to_owned(), found: Arc::default(), full: false }
    }

    fn found(&self) -> Vec<Issue> {
        self.found.lock().unwrap().clone()
    }
}

impl Runner for Module {
    async fn get_module_path(&self) -> Result<Vec<String>, Status> {
        Ok(Vec::new())
    }

    async fn get_files(&self) -> Result<BTreeMap<String, Vec<u8>>, Status> {
        Ok(BTreeMap::from([(self.file.clone(), b"// bad\n".to_vec())]))
    }

    async fn emit_issue(&self, rule: Rule, message: String, range: Range, _fixable: bool) -> Result<bool, Status> {
        if self.full {
            return Err(Status::new(Code::ResourceExhausted, FULL));
        }
        self.found.lock().unwrap().push((rule.name, message, range.filename, range.start.line));
        Ok(true)
    }
}
