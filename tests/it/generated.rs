//! What is generated and committed is what the generator makes today. `UPDATE=1` writes it.

use std::path::Path;

use pintle_codegen::build;
use pintle_tests::wide::wide;

#[test]
fn the_control_services_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let compiled = build::compile(&root.join("proto/plugin.proto"), &root.join("proto")).unwrap();
    let generated = root.join("runtime/src/generated");
    fresh(&generated.join("plugin.rs"), compiled.rust.as_bytes());
    fresh(&generated.join("plugin.binpb"), &compiled.descriptor);
}

#[test]
fn the_descriptions_of_protobufs_own_messages_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = std::fs::read_dir(root.join("proto/google/protobuf")).unwrap();
    let mut protos: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    protos.sort();
    let compiled = build::descriptors(&protos, &root.join("proto")).unwrap();
    fresh(&root.join("runtime/src/generated/google.binpb"), &compiled);
}

#[test]
fn the_twins_of_the_wide_messages_are_fresh() {
    let printed = tempfile::tempdir().unwrap();
    let files = pintle::proto::write(printed.path(), [wide::descriptor()]).unwrap();
    let twins = build::messages(&files[0], printed.path(), "wide.v1").unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/wide/generated/twins.rs");
    fresh(&path, twins.as_bytes());
}

fn fresh(path: &Path, made: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, made).unwrap();
    }
    assert!(std::fs::read(path).unwrap() == made, "{} is stale: run this test with UPDATE=1", path.display());
}
