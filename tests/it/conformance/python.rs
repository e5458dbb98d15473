//! Plugins in Python: go-plugin's own example, ours, and one of pyvider-rpcplugin's.

use std::path::PathBuf;
use std::process::Command;

use pintle::testing::conformance::{Conformance, Level};

use super::{failed, found};
use crate::go::Go;
use crate::python::Python;

/// It knows no cookie and no TLS; every host takes it all the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_python_example_lacks_cookie_and_tls() {
    let (Some(python), Some(go)) = (Python::find(), Go::find()) else { return };
    // Installing it has brought the whole module.
    go.examples("grpc");
    let command = python.program(&module().join("examples/grpc/plugin-python/plugin.py"));
    // It always listens on the same port.
    let report = found("python-grpc", Conformance::of(command).cookie("BASIC_PLUGIN", "hello").at_once(1)).await;
    assert_eq!(failed(&report, Level::Required), ["cookie-wrong", "cookie-missing", "tls-certificate"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_plugin_in_python_lacks_tls() {
    let Some(python) = Python::find() else { return };
    let report =
        found("python-mirror", Conformance::of(python.script("plugin.py")).cookie("MIRROR_PLUGIN", "mirror")).await;
    assert_eq!(failed(&report, Level::Required), ["tls-certificate"]);
}

/// It has a certificate, and asks nobody for one.
#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_of_pyviders_lets_strangers_in() {
    let Some(python) = Python::find() else { return };
    // It takes most of the two seconds to end that hosts give it: several at once would outlast them on a busy machine.
    let suite = Conformance::of(python.script("pyvider_plugin.py")).at_once(1);
    let report = found("pyvider-0.5.5", suite.cookie("PLUGIN_MAGIC_COOKIE", "test_cookie_value")).await;
    assert_eq!(failed(&report, Level::Required), ["tls-nobody", "tls-stranger", "tls-namesake", "tls-unreadable"]);
}

/// Where Go keeps go-plugin's sources.
fn module() -> PathBuf {
    let output = Command::new("go").args(["env", "GOMODCACHE"]).output().unwrap();
    let cache = String::from_utf8(output.stdout).unwrap();
    PathBuf::from(cache.trim()).join("github.com/hashicorp/go-plugin@v1.8.0")
}
