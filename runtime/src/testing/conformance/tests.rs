//! What holds for the list of checks.

use std::collections::HashSet;

use super::checks;

#[test]
fn each_check_has_a_name_of_its_own_and_needs_only_earlier_ones() {
    let mut seen = HashSet::new();
    for check in checks() {
        for needed in check.needs {
            assert!(seen.contains(needed), "{} needs {needed}, which does not come before it", check.id);
        }
        assert!(seen.insert(check.id), "{} is there twice", check.id);
    }
}

#[test]
fn each_check_names_the_facts_it_stands_on() {
    for check in checks() {
        assert!(!check.facts.is_empty(), "{}", check.id);
        assert!(!check.title.is_empty() && !check.expected.is_empty(), "{}", check.id);
    }
}
