//! What is read is what a compiler of `.proto` files reads, and what cannot be read is told by its line.

use super::compiled::{compiled, facts};
use crate::proto::parse;

#[test]
fn a_file_is_read_as_a_compiler_reads_it() {
    for text in super::print::CANONICAL {
        let (expected, _) = facts(compiled(text));
        assert_eq!(facts(parse(text).unwrap()).0, expected, "{text}");
    }
}

#[test]
fn what_people_write_is_read_too() {
    let text = r#"
        syntax = 'proto3';
        /* What is
           not ours. */
        option go_package = "example.com/kv";
        package kv.v1;
        service Kv { rpc Get ( Key ) returns ( stream Key ) { option idempotency_level = NO_SIDE_EFFECTS; }; }
        message Key { string key = 1 [json_name = "theKey", debug_redact = true]; ; reserved 4 to 5, 7; }
    "#;
    assert_eq!(facts(parse(text).unwrap()).0.service[0].method[0].output_type(), ".kv.v1.Key");
    let key = parse(text).unwrap().message_type.remove(0);
    assert_eq!(key.field[0].json_name(), "theKey");
    assert_eq!(key.reserved_range.len(), 2);
}

#[test]
fn what_cannot_be_read_is_told_by_its_line() {
    let head = "syntax = \"proto3\";\n";
    let table = [
        ("syntax = \"proto2\";", "line 1: expected `syntax = \"proto3\";`, found `;`"),
        ("", "line 1: expected `syntax = \"proto3\";`, found the end"),
        ("message", "line 2: expected a name, found the end"),
        ("message Entry {\n  string key = one;\n}", "line 3: expected a number, found `one`"),
        ("message Entry {\n  string key = 99999999999;\n}", "line 3: expected a number, found `99999999999`"),
        ("message Entry {\n  string key = 1\n}", "line 4: expected `;`, found `}`"),
        ("extend Entry {}", "line 2: expected a service, a message or an enum, found `extend`"),
        ("service Kv { rpc Get(A) }", "line 2: expected `returns`, found `}`"),
        ("import kv;", "line 2: expected a text in quotes, found `kv`"),
        ("option (a) = { b: { c: 1 }", "line 2: expected `}`, found the end"),
    ];
    for (text, expected) in table {
        let whole =
            if text.starts_with("syntax") || text.is_empty() { text.to_owned() } else { format!("{head}{text}") };
        assert_eq!(parse(&whole).unwrap_err().to_string(), expected, "{text}");
    }
}

#[test]
fn no_text_makes_the_reader_panic_or_wait() {
    for text in super::print::CANONICAL {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let _ = parse(&text[..end]);
            let _ = parse(&text[end..]);
        }
    }
}
