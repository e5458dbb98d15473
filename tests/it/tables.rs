//! The tables in `docs/` that say which test shows what: each test that they name is there, and no row is missing.
//!
//! The last two columns are a file and its test functions, in backticks; or the last but one says in words why there is none, or
//! links to a section that has the answer.
//! With several files there are as many functions, in the same order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One row: what it is about, and its last two cells.
struct Row<'a> {
    number: &'a str,
    files: &'a str,
    functions: &'a str,
}

fn rows(page: &str) -> Vec<Row<'_>> {
    // Bars within a cell are written `\|`.
    let cells = |line: &'_ str| -> Vec<usize> {
        let bytes = line.as_bytes();
        (0..bytes.len()).filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[*at - 1] != b'\\')).collect()
    };
    let is_head = |line: &str| line.contains("|---");
    let lines: Vec<&str> = page.lines().collect();
    let heads: Vec<usize> = (1..lines.len()).filter(|at| is_head(lines[*at])).flat_map(|at| [at - 1, at]).collect();
    let rows = lines.iter().enumerate().filter(|(at, line)| line.starts_with('|') && !heads.contains(at));
    let row = rows.map(|(_, line)| {
        let bars = cells(line);
        let [first, second, .., files, functions, last] = bars[..] else { panic!("too few cells: {line}") };
        Row {
            number: line[first + 1..second].trim(),
            files: line[files + 1..functions].trim(),
            functions: line[functions + 1..last].trim(),
        }
    });
    row.collect()
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What is wrong with a row.
fn mistake(root: &Path, row: &Row<'_>) -> Option<String> {
    let (files, functions) = (quoted(row.files), quoted(row.functions));
    let is_words = row.files.starts_with('[') || files.is_empty();
    if is_words && functions.is_empty() {
        // A sentence, at least.
        let said = row.files.len() + row.functions.len();
        return (said < 20).then(|| "there is neither a test nor a reason".to_owned());
    }
    let pairs: Vec<(&str, &str)> = match files[..] {
        [file] => functions.iter().map(|function| (file, *function)).collect(),
        _ if files.len() == functions.len() => files.iter().copied().zip(functions.iter().copied()).collect(),
        _ => return Some(format!("{} files for {} functions", files.len(), functions.len())),
    };
    if pairs.is_empty() {
        return Some("no function is named".to_owned());
    }
    pairs.into_iter().find_map(|(file, function)| {
        let Ok(source) = std::fs::read_to_string(root.join(file)) else {
            return Some(format!("there is no file {file}"));
        };
        (!is_test(&source, function)).then(|| format!("{file} has no test {function}"))
    })
}

/// Whether the function is there, with an attribute that makes it a test; or one of its lines, in a file that is no Rust.
fn is_test(source: &str, function: &str) -> bool {
    let declared = format!("fn {function}(");
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.trim_start_matches("async ").starts_with(&declared));
    let attributes =
        at.map(|at| lines[..at].iter().rev().take_while(|line| line.starts_with("#[")).collect::<Vec<_>>());
    attributes.unwrap_or_default().iter().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The mistakes of a page, by row.
fn mistakes(page: &str) -> Vec<String> {
    let root = root();
    let rows = rows(page);
    rows.iter().filter_map(|row| Some(format!("{}: {}", row.number, mistake(&root, row)?))).collect()
}

#[test]
fn each_test_of_a_table_is_there() {
    for (page, least) in [("docs/faults.md", 54), ("docs/go-plugin-tests.md", 86), ("docs/testing-rows.md", 63)] {
        let page_text = std::fs::read_to_string(root().join(page)).unwrap();
        let found = rows(&page_text).len();
        assert!(found >= least, "{page}: the rows are not where they were: {found}");
        let mistakes = mistakes(&page_text);
        assert!(mistakes.is_empty(), "{page}:\n{}", mistakes.join("\n"));
    }
}

#[test]
fn each_fault_has_one_row() {
    let page = std::fs::read_to_string(root().join("docs/faults.md")).unwrap();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    rows(&page).iter().for_each(|row| *found.entry(row.number).or_default() += 1);
    let numbered = |prefix: &'static str, last: u32| (1..=last).map(move |number| format!("{prefix}{number}"));
    let expected: Vec<String> = numbered("U", 12).chain(numbered("3.", 13)).chain(numbered("pyvider ", 29)).collect();
    for number in &expected {
        assert_eq!(found.remove(number.as_str()), Some(1), "{number}");
    }
    assert!(found.is_empty(), "who are these? {found:?}");
}

#[test]
fn each_promise_of_the_testing_guide_has_one_row_and_its_sections_are_there() {
    let page = std::fs::read_to_string(root().join("docs/testing-rows.md")).unwrap();
    let numbers: Vec<String> = rows(&page).iter().map(|row| row.number.to_owned()).collect();
    assert_eq!(numbers, (1..=63).map(|number| number.to_string()).collect::<Vec<_>>());

    let guide = std::fs::read_to_string(root().join("docs/testing.md")).unwrap();
    let heads = guide.lines().filter_map(|line| line.strip_prefix("## "));
    let anchors: Vec<String> = heads.map(|head| head.to_lowercase().replace(',', "").replace(' ', "-")).collect();
    for link in page.split("testing.md#").skip(1).chain(guide.split("](#").skip(1)) {
        let (anchor, _) = link.split_once(')').unwrap();
        assert!(anchors.iter().any(|known| known == anchor), "there is no section {anchor}: {anchors:?}");
    }
}

#[test]
fn a_row_that_names_nothing_real_is_found() {
    let wrong = [
        ("`tests/it/nowhere.rs` | `each_fault_has_one_row`", "no file"),
        ("`tests/it/tables.rs` | `no_such_test`", "no test"),
        ("`tests/it/tables.rs` | `mistakes`", "no test"),
        ("`tests/it/tables.rs` | ", "no function"),
        ("`tests/it/tables.rs`, `tests/it/main.rs`, `tests/it/tidy.rs` | `a`, `b`", "3 files for 2"),
        ("no | ", "neither"),
        (" | ", "neither"),
    ];
    let head = "| a | b | c | d |\n|---|---|---|---|\n";
    for (cells, expected) in wrong {
        let found = mistakes(&format!("{head}| U1 | what | {cells} |\n"));
        assert!(found.len() == 1 && found[0].contains(expected), "{cells}: {found:?}");
    }
    let right = "`tests/it/tables.rs` | `each_fault_has_one_row`, `a_row_that_names_nothing_real_is_found`";
    assert_eq!(mistakes(&format!("{head}| U1 | a \\| b | {right} |\n")), [""; 0]);
}
