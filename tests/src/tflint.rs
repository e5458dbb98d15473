//! tflint's protocol, as far as the tests speak it: numbers and names are those of tflint's SDK for plugins, 0.25.0, in
//! which every argument is a field of its request, and every result the first field of its response.

use std::collections::BTreeMap;

use pintle::{Callback, Status, plugin};

/// What a plugin of tflint serves.
#[plugin(
    package = "proto",
    version = 11,
    cookie("TFLINT_RULESET_PLUGIN", "5adSn1bX8nrDfgBqiAqqEkC6OE1h3iD8SqbMc5UUONx8x3xCF0KlPDsBRNDjoYDP")
)]
pub trait RuleSet {
    /// The name, as in `plugin "NAME"`.
    async fn get_name(&self) -> Result<String, Status>;

    /// Its own version.
    async fn get_version(&self) -> Result<String, Status>;

    /// Which versions of tflint it gets along with. A plugin that was not asked refuses to be configured.
    async fn get_version_constraint(&self) -> Result<String, Status>;

    /// Which SDK it is made with.
    #[rpc(name = "GetSDKVersion")]
    async fn get_sdk_version(&self) -> Result<String, Status>;

    /// The names of all rules.
    async fn get_rule_names(&self) -> Result<Vec<String>, Status>;

    /// What can be set in its `plugin` block.
    async fn get_config_schema(&self) -> Result<Schema, Status>;

    /// What is set for all plugins.
    async fn apply_global_config(&self, config: GlobalConfig) -> Result<(), Status>;

    /// What is set in its `plugin` block.
    async fn apply_config(&self, content: Content) -> Result<(), Status>;

    /// Checks one module, which `runner` has.
    async fn check(&self, runner: Callback<RunnerClient>) -> Result<(), Status>;
}

/// What the host serves during a check.
#[plugin(package = "proto")]
pub trait Runner {
    /// How the root module calls this one; nothing for the root.
    async fn get_module_path(&self) -> Result<Vec<String>, Status>;

    /// The files of the module.
    async fn get_files(&self) -> Result<BTreeMap<String, Vec<u8>>, Status>;

    /// Reports an issue. Tells whether it is taken.
    async fn emit_issue(&self, rule: Rule, message: String, range: Range, fixable: bool) -> Result<bool, Status>;
}

/// What can be set.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct Schema {
    /// Settings without blocks.
    pub attributes: Vec<AttributeSchema>,
}

/// A setting that there may be.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct AttributeSchema {
    /// Its name.
    pub name: String,
    /// Whether it has to be there.
    pub required: bool,
}

/// What is set for all plugins.
#[derive(Debug, Clone, Default, PartialEq, Eq, pintle::Message)]
pub struct GlobalConfig {
    /// What is set of rules.
    pub rules: BTreeMap<String, RuleConfig>,
    /// Whether rules are off unless they are on in `rules`.
    pub disabled_by_default: bool,
    /// The rules that are on, and no others, if there are any here.
    pub only: Vec<String>,
    /// Whether files are changed.
    pub fix: bool,
}

/// What is set of a rule.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct RuleConfig {
    /// Its name.
    pub name: String,
    /// Whether it is on.
    pub enabled: bool,
}

/// What is set.
#[derive(Debug, Clone, Default, PartialEq, Eq, pintle::Message)]
pub struct Content {
    /// Settings without blocks, by name.
    pub attributes: BTreeMap<String, Attribute>,
}

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
#[reserved(2, 3)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value.
    #[field(6)]
    pub expression: Option<Expression>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct Expression {
    /// As it is written.
    pub bytes: Vec<u8>,
    /// Where it is written.
    pub range: Option<Range>,
}

/// A rule, as an issue names it.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Whether it is on by default.
    pub enabled: bool,
    /// How bad its issues are.
    pub severity: Severity,
    /// Where it is explained.
    pub link: String,
}

/// How bad an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, pintle::Message)]
pub enum Severity {
    /// Nobody said.
    Unspecified,
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A notice.
    Notice,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct Range {
    /// The file.
    pub filename: String,
    /// The first character.
    pub start: Position,
    /// The character behind the last.
    pub end: Position,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, pintle::Message)]
pub struct Position {
    /// From 1.
    pub line: i64,
    /// In characters, from 1.
    pub column: i64,
    /// In bytes, of the whole file, from 0.
    pub byte: i64,
}
