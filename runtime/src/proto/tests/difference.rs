//! What is shown of two texts that differ.

use crate::proto::difference::difference;

fn lines(words: &str) -> String {
    words.split(' ').map(|word| format!("{word}\n")).collect()
}

#[test]
fn lines_that_differ_are_shown_with_what_is_around_them() {
    let table = [
        ("a b c d e f", "a b c X e f", "    b\n    c\n  - d\n  + X\n    e\n    f"),
        ("a b c", "a b c d", "    b\n    c\n  + d"),
        ("a b c", "b c", "  - a\n    b\n    c"),
        ("a b c d e f g h", "A b c d e f g H", "  - a\n  + A\n    b\n    c\n  …\n    f\n    g\n  - h\n  + H"),
    ];
    for (old, new, expected) in table {
        assert_eq!(difference(&lines(old), &lines(new)), expected, "{old} → {new}");
    }
}

#[test]
fn of_much_that_differs_a_part_is_shown() {
    let shown = difference("", &"line\n".repeat(1000));
    assert_eq!(shown.lines().count(), 41);
    assert!(shown.ends_with("… and more"));
}
