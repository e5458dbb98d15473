//! Names that hide each other: files of few names, each of which stands for many things.

use super::compiled::{compiled, facts};
use crate::proto::{parse, print};

#[test]
fn names_that_hide_each_other_still_lead_where_they_should() {
    for seed in 0..150 {
        let text = text(&mut Dice(seed));
        let first = compiled(&text);
        let printed = print(&first);
        assert_eq!(facts(compiled(&printed)), facts(first.clone()), "{text}\n{printed}");
        assert_eq!(facts(parse(&printed).unwrap()).0, facts(first).0, "{text}\n{printed}");
    }
}

/// A file with messages inside of messages, whose fields are of any of these types, by their full names.
fn text(dice: &mut Dice) -> String {
    let package = ["a", "a.b", "a.a", "b.google"][dice.below(4)];
    let mut types = vec![".google.protobuf.Duration".to_owned()];
    let tree = tree(dice, &format!(".{package}"), 3, &mut types);
    let messages: String = tree.iter().map(|message| message.text(dice, &types)).collect();
    let import = "import \"google/protobuf/duration.proto\";";
    format!("syntax = \"proto3\"; package {package}; {import}\n{messages}")
}

/// A message, and those inside of it.
struct Message {
    name: &'static str,
    inner: Vec<Self>,
}

fn tree(dice: &mut Dice, scope: &str, depth: usize, types: &mut Vec<String>) -> Vec<Message> {
    let mut messages = Vec::new();
    for name in NAMES.into_iter().filter(|_| depth > 0) {
        if dice.below(2) == 0 {
            let full = format!("{scope}.{name}");
            types.push(full.clone());
            messages.push(Message { name, inner: tree(dice, &full, depth - 1, types) });
        }
    }
    messages
}

impl Message {
    /// The message, with a field for each name that is free in it.
    fn text(&self, dice: &mut Dice, types: &[String]) -> String {
        let inner: String = self.inner.iter().map(|message| message.text(dice, types)).collect();
        let free = NAMES.iter().filter(|name| self.inner.iter().all(|inner| inner.name != **name));
        let fields = (1..).zip(free).map(|(number, name)| {
            let ty = &types[dice.below(types.len())];
            match dice.below(3) {
                0 => format!("map<string, {ty}> {name} = {number};\n"),
                _ => format!("{ty} {name} = {number};\n"),
            }
        });
        let fields: String = fields.collect();
        format!("message {} {{\n{inner}{fields}}}\n", self.name)
    }
}

/// Numbers that look random, and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

const NAMES: [&str; 4] = ["a", "b", "c", "google"];
