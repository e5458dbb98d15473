//! Handshake lines, out of any text: an error, or a line that leads to the same place once it has been printed and read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pintle::Line;

fuzz_target!(|text: &str| {
    if let Ok(line) = text.parse::<Line>() {
        let again: Line = line.to_string().parse().expect("what was printed can be read");
        // What follows may be junk of older plugins, or white space at the end, and go away.
        assert_eq!((again.core_version, again.version, again.address), (line.core_version, line.version, line.address));
    }
});
