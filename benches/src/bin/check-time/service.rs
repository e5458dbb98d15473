//! The service that is checked: a trait of 60 methods, and 80 messages.

use std::fmt::Write as _;

pub(crate) const METHODS: usize = 60;
pub(crate) const MESSAGES: usize = 80;
/// How many messages hold one another.
const DEPTH: usize = 8;

/// The source text of the trait and its messages.
pub(crate) fn source() -> String {
    let mut text = "//! A service of many methods.\n#![allow(missing_docs)]\n\n\
        use std::collections::HashMap;\n\nuse pintle::{Status, Streaming};\n\n"
        .to_owned();
    (0..MESSAGES).for_each(|number| message(number, &mut text));
    text += "#[pintle::plugin(package = \"wide\")]\npub trait Wide {\n";
    (0..METHODS).for_each(|number| method(number, &mut text));
    text + "}\n"
}

fn message(number: usize, text: &mut String) {
    let fields = ["name: String", "data: Vec<u8>", "tags: Vec<String>", "limit: Option<u32>", "share: f64", "on: bool"];
    let chosen = (0..4).map(|at| fields[(number + at) % fields.len()]);
    let child = (!number.is_multiple_of(DEPTH)).then(|| format!("child: Option<Message{}>", number - 1));
    let labels = number.is_multiple_of(4).then(|| "labels: HashMap<String, String>".to_owned());
    let fields = chosen.map(str::to_owned).chain(child).chain(labels).map(|field| format!("    pub {field},\n"));
    let fields: String = fields.collect();
    let derives = "#[derive(Debug, Clone, PartialEq, pintle::Message)]";
    text.push_str(&format!("{derives}\npub struct Message{number} {{\n    pub id: u64,\n{fields}}}\n\n"));
}

/// Each message is an argument or a result.
fn method(number: usize, text: &mut String) {
    let (reply, argument) = (format!("Message{number}"), format!("Message{}", METHODS + number % (MESSAGES - METHODS)));
    let (arguments, reply) = match number % 4 {
        0 => ("key: String, at: u64".to_owned(), reply),
        1 => (format!("entry: {argument}, force: bool"), reply),
        2 => (format!("prefix: String, from: {argument}"), format!("Vec<{reply}>")),
        _ => (format!("from: {argument}"), format!("Streaming<{reply}>")),
    };
    writeln!(text, "    async fn method_{number}(&self, {arguments}) -> Result<{reply}, Status>;")
        .expect("a string takes all");
}
