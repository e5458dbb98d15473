//! How many streams a host opens in a session of yamux.

/// What has come of a session.
#[derive(Debug, Default)]
pub(super) struct Streams {
    /// What there is of the next header.
    header: Vec<u8>,
    /// How much is still to come of the body before it.
    body: usize,
    count: usize,
}

impl Streams {
    /// How many there are, with these bytes. What does not begin as yamux does has none.
    pub(super) fn opened_by(&mut self, mut bytes: &[u8]) -> usize {
        while !bytes.is_empty() {
            let passed = self.body.min(bytes.len());
            self.body -= passed;
            let taken = (HEADER - self.header.len()).min(bytes.len() - passed);
            self.header.extend_from_slice(&bytes[passed..passed + taken]);
            bytes = &bytes[passed + taken..];
            if self.header.len() == HEADER {
                self.read();
            }
        }
        self.count
    }

    /// Version, kind, flags in two bytes, the stream's number and the length in four each.
    fn read(&mut self) {
        let header = std::mem::take(&mut self.header);
        let [0, kind, _, flags, _, _, _, _, length @ ..] = header.as_slice() else {
            self.body = usize::MAX;
            return;
        };
        self.count += usize::from([DATA, WINDOW].contains(kind) && flags & SYN != 0);
        let length = <[u8; 4]>::try_from(length).map_or(0, u32::from_be_bytes);
        self.body = if *kind == DATA { length as usize } else { 0 };
    }
}

const HEADER: usize = 12;
const DATA: u8 = 0;
const WINDOW: u8 = 1;
const SYN: u8 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(kind: u8, flags: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&[0, kind, 0, flags, 0, 0, 0, 1][..], &length, body].concat()
    }

    #[test]
    fn streams_are_counted_however_their_bytes_come() {
        // A body that looks like a header opens nothing, and neither does a ping.
        let inside = frame(DATA, SYN, b"");
        let session = [frame(WINDOW, SYN, b""), frame(DATA, 0, &inside), frame(2, SYN, b""), frame(DATA, SYN, b"x")];
        let session = session.concat();
        for size in [1, 5, 12, 13, session.len()] {
            let mut streams = Streams::default();
            let counts: Vec<usize> = session.chunks(size).map(|bytes| streams.opened_by(bytes)).collect();
            assert_eq!(counts.last(), Some(&2), "in pieces of {size}: {counts:?}");
        }
    }

    #[test]
    fn what_is_not_yamux_opens_none() {
        let mut streams = Streams::default();
        assert_eq!(
            streams.opened_by(&[&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..], &[0, 0, 0, SYN].repeat(20)].concat()),
            0
        );
    }
}
