//! Mistakes get their one message; odd but right code compiles.
//!
//! `TRYBUILD=overwrite cargo test -p pintle-ui-tests --test ui` rewrites the messages under `fail/`.

#[test]
fn mistakes_and_oddities() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
    cases.pass("pass/*.rs");
}
