//! Two texts, line by line.

/// Shows the lines that differ, with a little of what is around them; not all, where it is much.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let lines = lines(&old, &new);
    let is_near = |at: usize| {
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len());
        lines[near].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut shown = Vec::new();
    let mut last = None;
    for at in (0..lines.len()).filter(|at| is_near(*at)) {
        if last.is_some_and(|last| last + 1 != at) {
            shown.push("  …".to_owned());
        }
        let (mark, line) = lines[at];
        shown.push(format!("  {mark} {line}").trim_end().to_owned());
        last = Some(at);
    }
    if shown.len() > MOST {
        shown.truncate(MOST);
        shown.push("  … and more".to_owned());
    }
    shown.join("\n")
}

/// Every line of both texts in order: `-` is in the old one alone, `+` in the new one alone.
fn lines<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let common = common(old, new);
    let (mut left, mut right) = (0, 0);
    let mut lines = Vec::new();
    while left < old.len() || right < new.len() {
        if left < old.len() && right < new.len() && old[left] == new[right] {
            lines.push((' ', old[left]));
            (left, right) = (left + 1, right + 1);
        } else if right == new.len() || (left < old.len() && common[left + 1][right] >= common[left][right + 1]) {
            lines.push(('-', old[left]));
            left += 1;
        } else {
            lines.push(('+', new[right]));
            right += 1;
        }
    }
    lines
}

/// How many lines both have in common, from each line of the one and of the other to the end.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for left in (0..old.len()).rev() {
        for right in (0..new.len()).rev() {
            common[left][right] = match old[left] == new[right] {
                true => common[left + 1][right + 1] + 1,
                false => common[left + 1][right].max(common[left][right + 1]),
            };
        }
    }
    common
}

/// How many lines are shown around one that differs.
const AROUND: usize = 2;
/// How many lines are shown at all.
const MOST: usize = 40;
