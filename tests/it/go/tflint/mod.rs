//! tflint, whose checks are callbacks: the host lends the ruleset a runner over the broker (wire.md §1.12, §1.13). One
//! binary has both ends: as a host it drives our ruleset, and with [`AS_PLUGIN`] it is a ruleset that our host drives.

mod as_host;
mod as_plugin;

use std::path::PathBuf;
use std::sync::OnceLock;

use super::programs::{Go, folder, install, say_skipped};

/// With go-plugin 1.8.0, and 0.25.0 of its own SDK.
const TFLINT: &str = "github.com/terraform-linters/tflint@v0.64.0";

/// Which makes tflint the plugin `terraform`, its own ruleset.
pub const AS_PLUGIN: &str = "--act-as-bundled-plugin";

/// Our ruleset, `rust`.
const OURS: &str = env!("CARGO_BIN_EXE_ruleset");

/// `.ci/run` asks for this one first: tflint takes all cores for a while, and other tests have deadlines.
#[test]
fn tflint_is_built() {
    let Some(tflint) = tflint() else { return };
    assert!(tflint.exists());
}

/// The program, where `CI` or `PINTLE_TFLINT` is set. Elsewhere the test that asks is to be skipped: it has some 300 modules,
/// and takes minutes to build.
pub fn tflint() -> Option<PathBuf> {
    static BUILT: OnceLock<()> = OnceLock::new();
    Go::find()?;
    if ["CI", "PINTLE_TFLINT"].into_iter().all(|asked| std::env::var_os(asked).is_none()) {
        say_skipped("tflint takes minutes to build, and PINTLE_TFLINT is not set");
        return None;
    }
    let bin = folder().join("tflint");
    BUILT.get_or_init(|| install(TFLINT, &bin));
    Some(bin.join("tflint"))
}
