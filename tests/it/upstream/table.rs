//! `docs/go-plugin-tests.md` names tests that there are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROWS: usize = 80;

/// A row: a test or a gap of go-plugin's, and what is said of it.
fn rows(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| go-plugin")).filter_map(|line| {
        let mut cells = line.trim_matches('|').splitn(2, " | ");
        Some((cells.next()?.trim(), cells.next()?.trim()))
    })
}

/// The files and tests that a cell names: `` `file.rs`: `one`, `two`; `other.rs`: `three` ``.
fn named(cell: &str) -> Vec<(&str, &str)> {
    let mut file = "";
    let mut named = Vec::new();
    for word in cell.split('`').skip(1).step_by(2) {
        if word.ends_with(".rs") {
            file = word;
        } else {
            named.push((file, word));
        }
    }
    named
}

/// Whether the file has a test of that name.
fn has(file: &str, test: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let source = fs::read_to_string(root.join(file)).unwrap_or_default();
    let Some((before, _)) = source.split_once(&format!("fn {test}(")) else { return false };
    let before = before.trim_end().trim_end_matches("async").trim_end();
    let above = before.lines().rev().take_while(|line| !line.trim().is_empty() && !line.ends_with('}'));
    above.map(str::trim).any(|line| line.starts_with("#[tokio::test") || line == "#[test]")
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let page = include_str!("../../../docs/go-plugin-tests.md");
    let rows: Vec<_> = rows(page).collect();
    assert!(rows.len() >= ROWS, "{} rows: the page is read wrongly", rows.len());
    let distinct: BTreeSet<&str> = rows.iter().map(|(theirs, _)| *theirs).collect();
    assert_eq!(distinct.len(), rows.len(), "a row is there twice");
    let mut missing = Vec::new();
    for (theirs, ours) in rows {
        let named = named(ours);
        // What is not shown says so.
        assert!(!named.is_empty() || ours.starts_with("not "), "{theirs}: {ours}");
        missing.extend(named.into_iter().filter(|(file, test)| !has(file, test)));
    }
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let file = "tests/it/upstream/table.rs";
    assert!(has(file, "every_test_that_the_page_names_is_there"));
    assert!(
        !has(file, "rows") && !has(file, "none") && !has("tests/it/none.rs", "a_test_that_is_not_there_is_noticed")
    );
}
