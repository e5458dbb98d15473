//! Bytes cut into lines, however long they are.

/// Cuts a stream of bytes into lines. A line longer than the limit comes in pieces of that size (J2), so that memory is
/// bounded and nothing is lost.
#[derive(Debug)]
pub(crate) struct Lines {
    limit: usize,
    pending: Vec<u8>,
    /// Whether an earlier piece of the pending line was given out.
    broken: bool,
}

/// A line, or a part of one that is too long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Without its line feed, or carriage return and line feed. Bytes that are no UTF-8 are replaced.
    pub(crate) text: String,
    pub(crate) extent: Extent,
}

/// How much of a line a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// The beginning of a line that is too long.
    Start,
    /// Any other part of it.
    Rest,
}

impl Lines {
    /// Lines of at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, pending: Vec::new(), broken: false }
    }

    /// Adds bytes, and gives what is complete now.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while !bytes.is_empty() {
            let room = self.limit - self.pending.len();
            let window = &bytes[..bytes.len().min(room)];
            match window.iter().position(|byte| *byte == b'\n') {
                Some(end) => {
                    self.pending.extend_from_slice(&bytes[..end]);
                    pieces.push(self.take(true));
                    bytes = &bytes[end + 1..];
                }
                None => {
                    self.pending.extend_from_slice(window);
                    bytes = &bytes[window.len()..];
                    if self.pending.len() == self.limit {
                        pieces.push(self.take(false));
                    }
                }
            }
        }
        pieces
    }

    /// What has come of the line that is not complete.
    pub(crate) fn pending(&self) -> &[u8] {
        &self.pending
    }

    /// The last line, if the stream ended without a line feed.
    pub(crate) fn finish(&mut self) -> Option<Piece> {
        (!self.pending.is_empty()).then(|| self.take(true))
    }

    fn take(&mut self, ends: bool) -> Piece {
        let bytes = std::mem::take(&mut self.pending);
        let bytes = if ends { bytes.strip_suffix(b"\r").unwrap_or(&bytes) } else { &bytes };
        let extent = match (self.broken, ends) {
            (false, true) => Extent::Whole,
            (false, false) => Extent::Start,
            (true, _) => Extent::Rest,
        };
        self.broken = !ends;
        Piece { text: String::from_utf8_lossy(bytes).into_owned(), extent }
    }
}

#[cfg(test)]
mod tests {
    use super::Extent::{Rest, Start, Whole};
    use super::*;

    fn all(limit: usize, chunks: &[&str]) -> Vec<(String, Extent)> {
        let mut lines = Lines::new(limit);
        let mut pieces: Vec<Piece> = chunks.iter().flat_map(|chunk| lines.push(chunk.as_bytes())).collect();
        pieces.extend(lines.finish());
        pieces.into_iter().map(|piece| (piece.text, piece.extent)).collect()
    }

    fn pieces<const N: usize>(pieces: [(&str, Extent); N]) -> Vec<(String, Extent)> {
        pieces.map(|(text, extent)| (text.to_owned(), extent)).to_vec()
    }

    #[test]
    fn lines_come_whole_however_they_arrive() {
        let expected = pieces([("one", Whole), ("two", Whole), ("", Whole), ("3", Whole)]);
        for chunks in [&["one\ntwo\r\n\n3"][..], &["on", "e\nt", "wo\r", "\n\n", "3"]] {
            assert_eq!(all(64, chunks), expected);
        }
    }

    #[test]
    fn a_line_over_the_limit_comes_in_pieces_and_the_next_is_whole_again() {
        assert_eq!(all(4, &["abcdef\ngh\n"]), pieces([("abcd", Start), ("ef", Rest), ("gh", Whole)]));
        assert_eq!(all(4, &["abcdefghi"]), pieces([("abcd", Start), ("efgh", Rest), ("i", Rest)]));
    }

    #[test]
    fn what_is_pending_can_be_seen() {
        let mut lines = Lines::new(64);
        lines.push(b"one\ntw");
        assert_eq!(lines.pending(), b"tw");
    }
}
