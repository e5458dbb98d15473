//! What a plugin says that it serves (wire.md §1.8).

use serde_json::Value;

use super::driver::report;
use super::programs::Go;
use super::talk::{Maker, PLUGINS, Talk};

#[tokio::test]
async fn any_plugin_tells_of_the_same_services_and_describes_its_own() {
    let Some(go) = Go::find() else { return };
    // R1 to R6.
    let expected = [
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
        "lending.v1.Lending",
        "plugin.GRPCBroker",
        "plugin.GRPCController",
        "plugin.GRPCStdio",
        "proto.KV",
    ];
    for plugin in PLUGINS {
        let report = report(&Talk::between(go, (Maker::Go, plugin)), &["-do", "services"]).await;
        let told = &report["steps"][0];
        assert_eq!(sorted(&told["services"]), expected, "{plugin:?}: {told}");
        assert_eq!(sorted(&told["methods"]), ["Get", "Put"], "{plugin:?}: {told}");
    }
}

fn sorted(names: &Value) -> Vec<&str> {
    let mut names: Vec<_> = names.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names
}
