//! Short names lead where they should.

use crate::proto::names::Names;
use crate::proto::parse;

const TEXT: &str = r#"
    syntax = "proto3";
    package kv.kv;
    message kv { message Inner {} Inner kv = 1; }
    message string {}
    message Get { message google {} }
    message Put { .google.protobuf.Duration at = 1; }
"#;

#[test]
fn a_name_is_as_short_as_its_place_allows() {
    let names = Names::of(&parse(TEXT).unwrap());
    let table = [
        (".kv.kv.kv", ".kv.kv.Get", "kv"),
        (".kv.kv.kv.Inner", ".kv.kv.Get", "kv.Inner"),
        (".kv.kv.kv.Inner", ".kv.kv.kv", "Inner"),
        // The field `kv` hides the message.
        (".kv.kv.kv", ".kv.kv.kv", ".kv.kv.kv"),
        (".kv.kv.string", ".kv.kv.Get", ".kv.kv.string"),
        (".google.protobuf.Duration", ".kv.kv.Put", "google.protobuf.Duration"),
        (".google.protobuf.Duration", ".kv.kv.Get", ".google.protobuf.Duration"),
    ];
    for (full, scope, short) in table {
        assert_eq!(names.short(full, scope), short, "{full} in {scope}");
    }
}
