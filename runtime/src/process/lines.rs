//! Bytes cut into lines, however long they are.

use std::borrow::Cow;

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
    /// Whole as far as is known: the stream ended without a line feed.
    Last,
    /// The beginning of a line that is too long.
    Start,
    Middle,
    End,
}

impl Piece {
    /// The text as people see it: marked wherever it was cut, so that no part is taken for a line.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        let text = &self.text;
        match self.extent {
            Extent::Whole | Extent::Last => text.into(),
            Extent::Start => format!("{text}{CUT_AFTER}").into(),
            Extent::Middle => format!("{CUT_BEFORE}{text}{CUT_AFTER}").into(),
            Extent::End => format!("{CUT_BEFORE}{text}").into(),
        }
    }
}

impl Lines {
    /// Lines of at most `limit` bytes; four at least, to hold a character.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, pending: Vec::new(), broken: false }
    }

    /// Adds bytes, and gives what is complete now.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(first) = bytes.first() {
            let room = self.limit - self.pending.len();
            // Only now is it certain that the line goes on.
            if room == 0 && *first != b'\n' {
                pieces.push(self.cut());
                continue;
            }
            let window = &bytes[..bytes.len().min(room + 1)];
            match window.iter().position(|byte| *byte == b'\n') {
                Some(end) => {
                    self.pending.extend_from_slice(&bytes[..end]);
                    pieces.push(self.end());
                    bytes = &bytes[end + 1..];
                }
                None => {
                    let window = &window[..window.len().min(room)];
                    self.pending.extend_from_slice(window);
                    bytes = &bytes[window.len()..];
                }
            }
        }
        pieces
    }

    /// What has come of a line that is not complete, unless its beginning was given out.
    pub(crate) fn pending(&self) -> &[u8] {
        if self.broken { &[] } else { &self.pending }
    }

    /// The last line, if the stream ended without a line feed.
    pub(crate) fn finish(&mut self) -> Option<Piece> {
        let last = (!self.pending.is_empty()).then(|| self.end())?;
        let extent = if last.extent == Extent::Whole { Extent::Last } else { last.extent };
        Some(Piece { extent, ..last })
    }

    fn end(&mut self) -> Piece {
        let bytes = std::mem::take(&mut self.pending);
        let extent = if std::mem::take(&mut self.broken) { Extent::End } else { Extent::Whole };
        piece(bytes.strip_suffix(b"\r").unwrap_or(&bytes), extent)
    }

    /// Gives out what is pending of a line that goes on, but for a character that is not complete.
    fn cut(&mut self) -> Piece {
        let kept = self.pending.split_off(self.pending.len() - begun(&self.pending));
        let bytes = std::mem::replace(&mut self.pending, kept);
        let extent = if std::mem::replace(&mut self.broken, true) { Extent::Middle } else { Extent::Start };
        piece(&bytes, extent)
    }
}

fn piece(bytes: &[u8], extent: Extent) -> Piece {
    Piece { text: String::from_utf8_lossy(bytes).into_owned(), extent }
}

/// How many bytes at the end are the beginning of a longer character of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(3);
    let lead = last.enumerate().find(|(_, byte)| !(0x80..0xc0).contains(*byte));
    let width = |lead| match lead {
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => 1,
    };
    lead.map_or(0, |(behind, lead)| if width(*lead) > behind + 1 { behind + 1 } else { 0 })
}

/// What stands where a line was cut, if it goes on.
pub(super) const CUT_AFTER: &str = "…[cut]";
/// What stands where a line was cut, if there is more before.
const CUT_BEFORE: &str = "[cut]…";

#[cfg(test)]
mod tests {
    use super::Extent::{End, Last, Middle, Start, Whole};
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
        let expected = pieces([("one", Whole), ("two", Whole), ("", Whole), ("3", Last)]);
        for chunks in [&["one\ntwo\r\n\n3"][..], &["on", "e\nt", "wo\r", "\n\n", "3"]] {
            assert_eq!(all(64, chunks), expected);
        }
    }

    #[test]
    fn a_line_over_the_limit_comes_in_pieces_and_the_next_is_whole_again() {
        assert_eq!(all(4, &["abcdef\ngh\n"]), pieces([("abcd", Start), ("ef", End), ("gh", Whole)]));
        assert_eq!(all(4, &["abcdefghi"]), pieces([("abcd", Start), ("efgh", Middle), ("i", End)]));
    }

    #[test]
    fn a_line_as_long_as_the_limit_is_whole() {
        for chunks in [&["abcd\nef\nabcd"][..], &["abcd", "\n", "ef\nab", "cd"]] {
            assert_eq!(all(4, chunks), pieces([("abcd", Whole), ("ef", Whole), ("abcd", Last)]));
        }
    }

    #[test]
    fn no_character_is_cut() {
        assert_eq!(all(4, &["abcö€\n"]), pieces([("abc", Start), ("ö", Middle), ("€", End)]));
        assert_eq!(all(4, &["😀😀"]), pieces([("😀", Start), ("😀", End)]));
        let mut lines = Lines::new(4);
        let broken: Vec<String> = lines.push(b"ab\x80\xff\xf0\xff\n").into_iter().map(|piece| piece.text).collect();
        assert_eq!(broken, ["ab\u{fffd}\u{fffd}", "\u{fffd}\u{fffd}"]);
    }

    #[test]
    fn a_part_of_a_line_shows_where_it_was_cut() {
        let mut lines = Lines::new(4);
        let pieces = lines.push(b"ab\nabcdefghi\n");
        let shown: Vec<_> = pieces.iter().map(Piece::shown).collect();
        assert_eq!(shown, ["ab", "abcd…[cut]", "[cut]…efgh…[cut]", "[cut]…i"]);
    }

    #[test]
    fn what_is_pending_can_be_seen() {
        let mut lines = Lines::new(64);
        lines.push(b"one\ntw");
        assert_eq!(lines.pending(), b"tw");
        let mut lines = Lines::new(4);
        lines.push(b"abcdef");
        assert_eq!(lines.pending(), b"", "the beginning is gone");
    }
}
