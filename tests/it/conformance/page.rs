//! `docs/conformance.md` has tables of all checks, and tells of every report. `UPDATE=1` writes the tables.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use pintle::testing::conformance::{Check, checks};
use pintle::testing::probe;

const END: &str = "<!-- /checks -->";

#[test]
fn the_page_lists_every_check() {
    lists("<!-- checks: written by the test `the_page_lists_every_check` -->\n", "plugin", checks());
}

#[test]
fn the_page_lists_every_check_of_hosts() {
    let begin = "<!-- checks: written by the test `the_page_lists_every_check_of_hosts` -->\n";
    lists(begin, "host", probe::checks());
}

/// There is a table of these checks behind `begin`.
fn lists(begin: &str, who: &str, checks: impl Iterator<Item = &'static Check>) {
    // Both tables are in one file.
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/conformance.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(begin).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let mut table = format!("| check | level | a good {who} | expected | facts |\n|---|---|---|---|---|\n");
    for check in checks {
        let facts = check.facts.join(" ");
        let expected = check.expected.replace('|', "\\|");
        writeln!(table, "| `{}` | {} | {} | {expected} | {facts} |", check.id, check.level, check.title).unwrap();
    }
    let fresh = format!("{before}{begin}{table}{END}{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == fresh, "the table is stale: run this test with UPDATE=1");
}

/// What has failed in a report has a row of its own on the page, under the report's name.
#[test]
fn the_page_explains_every_finding() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(folder.join("../docs/conformance.md")).unwrap();
    let mut reports = 0;
    for entry in fs::read_dir(folder.join("it/conformance/reports")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let section = text.split("\n### ").find(|section| section.lines().next().unwrap_or_default().contains(&name));
        let section = section.unwrap_or_else(|| panic!("there is no section for {name}"));
        for line in fs::read_to_string(&path).unwrap().lines().filter(|line| line.starts_with("failed")) {
            let id = line.split_whitespace().nth(2).unwrap();
            assert!(section.contains(&format!("`{id}`")), "{id} of {name} is not explained");
        }
        reports += 1;
    }
    assert!(reports >= 10, "{reports} reports");
}
