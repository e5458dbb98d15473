//! The name of a message, which for a generic one says of what it is.

use super::{Element, File, Message};

/// The name of a message, while it is written: `Page<Entry>` is `PageOfEntry`, `Pair<String, i32>` `PairOfStringAndInt32`.
#[derive(Debug)]
pub struct Title<'a> {
    file: &'a mut File,
    name: &'static str,
    words: Vec<String>,
}

impl<'a> Title<'a> {
    /// Names the message `M` in `file`, where its arguments are named first.
    pub(super) fn of<M: Message>(file: &'a mut File) -> String {
        let mut title = Self { file, name: M::NAME, words: Vec::new() };
        M::title(&mut title);
        let Self { name, words, .. } = title;
        if words.is_empty() { name.to_owned() } else { format!("{name}Of{}", words.join("And")) }
    }

    /// Adds an argument.
    pub fn argument<T: Element>(&mut self) {
        let word = T::kind(self.file).word();
        self.words.push(word);
    }
}
