//! What holds of every expected message under `fail/`.
//!
//! The error, its labels and its advice are ours to word: they name nothing private, and say what to do. Beside them rustc
//! explains itself, and there it writes down the trait that was asked for, such as `pintle::__private::Form`. [`EXPLAINED`]
//! lists how these explanations begin; they cannot be left out, and whatever is not among them counts as ours.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::{Path, PathBuf};

const FEWEST_MISTAKES: usize = 90;
const FEWEST_ODDITIES: usize = 15;

/// How rustc begins an explanation of its own.
const EXPLAINED: [&str; 6] = [
    "the trait `",
    "the following other types implement trait `",
    "required for `",
    "required by a bound in `",
    "this error originates in the ",
    "consider manually implementing `",
];

/// What expansions use, and users never write.
const PRIVATE: [&str; 17] = [
    "Argument",
    "AsMessage",
    "Bare",
    "BareUpload",
    "Connection",
    "Form",
    "InField",
    "IntoServer",
    "LostCall",
    "Method",
    "NoPlugin",
    "Outcome",
    "Plugged",
    "Served",
    "Upload",
    "UploadWith",
    "Whole",
];

/// How advice is given.
const ADVICE: [&str; 16] = [
    "write",
    "leave",
    "use ",
    "name it",
    "did you mean",
    "expected",
    "add ",
    "name the type",
    "name a type",
    "name one",
    "rename",
    "put ",
    "make ",
    "return ",
    "goes on",
    "read `",
];

#[test]
fn there_are_many_mistakes_and_oddities() {
    let (mistakes, oddities) = (files("fail", "rs").len(), files("pass", "rs").len());
    assert!(mistakes >= FEWEST_MISTAKES, "{mistakes} mistakes");
    assert!(oddities >= FEWEST_ODDITIES, "{oddities} oddities");
    assert_eq!(mistakes, files("fail", "stderr").len(), "every mistake has its message");
}

#[test]
fn a_mistake_is_named_in_words() {
    for file in files("fail", "rs") {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_words = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(is_words, "{name}: a case is named by its mistake, not by a number");
    }
}

#[test]
fn messages_name_nothing_private() {
    for (file, message) in messages() {
        for part in message.iter().filter(|part| !part.is_explained()) {
            let private = part.text.split(|c: char| !c.is_alphanumeric() && c != '_').find(|word| is_private(word));
            assert_eq!(private, None, "{}: {}", file.display(), part.text);
        }
    }
}

#[test]
fn messages_say_what_to_do() {
    for (file, message) in messages() {
        let error = &message[0].text;
        // That a user's trait is not implemented needs no words of ours.
        let is_bound = error.starts_with("error[E0277]") && !error.contains(": Kv` is not satisfied");
        let is_ours = error.starts_with("error: ") || is_bound;
        // The place where it was reserved is shown as a second error, after the one that says what to do.
        let is_second = error.ends_with(", which is reserved\n");
        let advises = message.iter().any(|part| ADVICE.iter().any(|advice| part.text.contains(advice)));
        assert!(!is_ours || is_second || advises, "{}: {error}", file.display());
    }
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(&path, extension, files),
                false if path.extension().is_some_and(|it| it == extension) => files.push(path),
                false => {}
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension, &mut files);
    files
}

/// The messages of all files, each in its parts: the error with its labels, then notes and helps.
fn messages() -> Vec<(PathBuf, Vec<Part>)> {
    let mut messages = Vec::new();
    for file in files("fail", "stderr") {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut message: Vec<Part> = Vec::new();
        for line in text.lines() {
            if line.starts_with("error") || line.starts_with("warning") {
                messages.extend((!message.is_empty()).then(|| (file.clone(), std::mem::take(&mut message))));
            }
            read(line, &mut message);
        }
        messages.push((file, message));
    }
    messages
}

/// One part of a message, without the code that it shows.
struct Part {
    text: String,
}

impl Part {
    fn is_explained(&self) -> bool {
        let text = self.text.split_once(": ").map_or("", |(_, text)| text);
        EXPLAINED.iter().any(|start| text.starts_with(start))
    }
}

/// Begins a part, or adds a label or a further line to the last one.
fn read(line: &str, message: &mut Vec<Part>) {
    let bare = line.trim_start().trim_start_matches("= ");
    let begins = ["error", "warning", "note: ", "help: "].iter().any(|kind| bare.starts_with(kind));
    let added = match line.split_once('|') {
        _ if begins => return message.push(Part { text: format!("{bare}\n") }),
        Some((before, label)) if before.trim().is_empty() => label.trim_start_matches([' ', '|', '_', '^', '-', '.']),
        Some(_) => "",
        None if line.trim_start().starts_with("-->") => "",
        None => line,
    };
    if let Some(last) = message.last_mut() {
        last.text += added;
    }
}

/// Whether a word is a name that users do not write: their traits here are `Kv` and `key_value`.
fn is_private(word: &str) -> bool {
    let generated = ["KvClient", "KvServer", "key_valueClient", "key_valueServer"];
    word.starts_with("__") || PRIVATE.contains(&word) || generated.contains(&word)
}
