//! How the code reads, as far as a program can tell.

use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 300;

#[test]
fn no_source_file_is_longer_than_a_reader_can_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folders = ["runtime", "macros", "codegen", "cli", "tests", "examples", "benches", "fuzz"];
    let mut files = Vec::new();
    folders.iter().for_each(|folder| sources(&root.join(folder), &mut files));
    assert!(files.len() > 50, "the sources are not where they were: {} found", files.len());
    let long: Vec<String> = files.iter().filter_map(|file| too_long(file)).collect();
    assert!(long.is_empty(), "too long means a missing name:\n{}", long.join("\n"));
}

/// Every Rust file that people write below `folder`.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && !["generated", "golden", "target"].iter().any(|skipped| name == *skipped) {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn too_long(file: &Path) -> Option<String> {
    let lines = std::fs::read_to_string(file).unwrap().lines().count();
    (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", file.display()))
}
