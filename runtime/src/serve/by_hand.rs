//! A plugin that a person runs, with a debugger perhaps, and that hosts attach to (wire.md A8).

use std::io::Write as _;

use crate::handshake::{Handshake, Offer, Reattach};

/// For whom a plugin runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Starter {
    /// A host has launched it, and waits for its handshake line.
    Host,
    /// A person has, and reads.
    Person,
}

/// What is left of an offer where nobody makes one: where to listen. The newest version is served unless one is asked for.
pub(super) fn offer(offer: Offer, served: impl Iterator<Item = u32>) -> Offer {
    let versions = if offer.versions.is_empty() { served.collect() } else { offer.versions };
    Offer { versions, ports: offer.ports, group: offer.group, directory: offer.directory, ..Offer::default() }
}

/// Tells the person what to do. Where stdout is closed, nobody reads.
pub(super) fn tell(handshake: &Handshake, reattach: &Reattach) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(page(handshake, reattach).as_bytes()).and_then(|()| stdout.flush());
}

/// The configuration first, alone on its line, for programs; then the rest, for people.
fn page(handshake: &Handshake, reattach: &Reattach) -> String {
    let configuration = reattach.to_string();
    let name = serde_json::Value::from(handshake.cookie_key);
    // Within the quotes of a shell, and JSON all the same.
    let variable = format!("{{{name}:{configuration}}}").replace('\'', "\\u0027");
    format!(
        "{configuration}\n\n\
         This plugin runs by hand (PINTLE_DEBUG), until Ctrl-C. A host attaches to it instead of launching it where this is set:\n\n\
         export PINTLE_REATTACH='{variable}'\n\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_configuration_and_a_line_for_a_shell() {
        let text = r#"{"Protocol":"grpc","ProtocolVersion":2,"Pid":7,"Test":true,"Addr":{"Network":"unix","String":"/t/it's"}}"#;
        let page = page(&Handshake::new(2, "KV_\"PLUGIN", "x"), &text.parse().unwrap());
        assert_eq!(page.lines().next(), Some(text));
        let line = page.lines().find(|line| line.starts_with("export ")).unwrap();
        let value = line.strip_prefix("export PINTLE_REATTACH='").and_then(|rest| rest.strip_suffix('\'')).unwrap();
        assert!(!value.contains('\''), "{value}");
        let named = Reattach::by_name(value).unwrap();
        assert_eq!(named.into_iter().collect::<Vec<_>>(), [("KV_\"PLUGIN".to_owned(), text.parse().unwrap())]);
    }

    #[test]
    fn the_newest_version_is_served_unless_one_is_asked_for() {
        let with = |versions: &[u32]| Offer { versions: versions.to_vec(), ..Offer::default() };
        assert_eq!(offer(with(&[]), [1, 3, 2].into_iter()).versions, [1, 3, 2]);
        assert_eq!(offer(with(&[2]), [1, 3].into_iter()).versions, [2]);
    }
}
