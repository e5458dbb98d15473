//! Text in lines and blocks.

/// What has been printed so far, of the file or of a block in it.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    depth: usize,
    is_apart: bool,
}

impl Page {
    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        if self.is_apart && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.is_apart = false;
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Keeps an empty line between what was printed and what will be.
    pub(super) fn apart(&mut self) {
        self.is_apart = true;
    }

    /// Adds a comment, which stands apart from what is above it.
    pub(super) fn comment(&mut self, comment: Option<&str>) {
        for (at, line) in comment.into_iter().flat_map(str::lines).enumerate() {
            if at == 0 {
                self.apart();
            }
            self.line(&format!("//{line}"));
        }
    }

    /// Adds a block that stands apart, and what it holds.
    pub(super) fn block(&mut self, head: &str, body: impl FnOnce(&mut Self)) {
        let mut inner = Self { depth: self.depth + 1, ..Self::default() };
        body(&mut inner);
        if inner.text.is_empty() {
            self.line(&format!("{head} {{}}"));
        } else {
            self.line(&format!("{head} {{"));
            self.text.push_str(&inner.text);
            self.line("}");
        }
        self.apart();
    }

    /// Gives back the text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
