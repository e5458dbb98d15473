//! Which version is spoken, and who is refused (wire.md §1.3, L3, L9, L11).

use std::ffi::OsString;
use std::process::{Command, Stdio};

use pintle::Line;
use tokio::io::{AsyncBufReadExt as _, BufReader};

use super::driver::report;
use super::programs::Go;
use super::talk::{HOSTS, Maker, PAIRS, PLUGINS, Refusal, Step, Talk, plugin_command};
use crate::harness::command;

type Versions = &'static [u32];

/// What the host offers, what the plugin serves, and what is chosen; or what the plugin serves to be refused (V5).
const CHOSEN: [(Versions, Versions, Result<u32, u32>); 9] = [
    (&[1], &[1], Ok(1)),
    (&[1, 2], &[1, 2], Ok(2)),
    (&[2, 1], &[2, 1], Ok(2)),
    (&[1, 2, 3], &[2], Ok(2)),
    (&[2], &[1, 2, 3], Ok(2)),
    (&[9, 3, 1], &[1, 2, 3], Ok(3)),
    (&[2], &[1], Err(1)),
    (&[6, 5], &[7, 4], Err(4)),
    (&[3], &[1, 2], Err(1)),
];

#[tokio::test]
async fn any_two_ends_speak_their_highest_common_version_or_name_both_sides() {
    let Some(go) = Go::find() else { return };
    for pair in PAIRS {
        for (offered, served, chosen) in CHOSEN {
            let talk = Talk::between(go, pair).versions(offered).variable("DRIVER_VERSIONS", &list(served));
            let seen = talk.run(&[Step::Get("version")]).await; // Answered by the service of that version.
            let seen = seen.map(|seen| (seen.version, seen.answers));
            let expected = match chosen {
                Ok(version) => Ok((version, vec![Ok(version.to_string().into_bytes())])),
                Err(plugin) => Err(Refusal::Version { plugin, host: sorted(offered) }),
            };
            assert_eq!(seen, expected, "{pair:?}: offered {offered:?}, served {served:?} (V2, V4, V5, V7)");
        }
    }
}

/// What a host may have put into `PLUGIN_PROTOCOL_VERSIONS`, and what a plugin that serves 2 and 3 makes of it.
const OFFERS: [(Option<&str>, u32); 14] = [
    // Nothing, or nothing that it serves: the lowest (V5).
    (None, 2),
    (Some(""), 2),
    (Some(","), 2),
    (Some("1"), 2),
    (Some("4,1,99999999999999999999"), 2),
    // No number, or not quite: as if it were not there (V3).
    (Some("garbage"), 2),
    (Some(" 3"), 2),
    (Some("3 ,0x3,3.0"), 2),
    (Some("-3"), 2),
    (Some("x,3"), 3),
    (Some("2, 3"), 2),
    // The highest, in whatever order (E4, V4).
    (Some("2"), 2),
    (Some("2,3"), 3),
    (Some("3,2,1"), 3),
];

#[tokio::test]
async fn any_plugin_makes_the_same_of_whatever_a_host_offers() {
    let Some(go) = Go::find() else { return };
    for plugin in PLUGINS {
        for (offer, expected) in OFFERS {
            let mut by_hand = by_hand(&plugin_command(go, plugin));
            by_hand.env("DRIVER_VERSIONS", "2,3").envs(offer.map(|offer| ("PLUGIN_PROTOCOL_VERSIONS", offer)));
            let line: Line = introduction(by_hand).await.parse().unwrap();
            let seen = (line.core_version, line.version, line.protocol.as_str());
            assert_eq!(seen, (1, expected, "grpc"), "{plugin:?}: {offer:?} (V1, V6)");
        }
    }
}

#[tokio::test]
async fn any_host_refuses_a_line_that_it_has_no_ears_for() {
    let Some(go) = Go::find() else { return };
    let lines = [
        ("2|1|unix|/nowhere|grpc|", Refusal::CoreVersion),
        ("1|7|unix|/nowhere|grpc|", Refusal::Version { plugin: 7, host: vec![1, 2] }),
        ("1|1|unix|/nowhere|netrpc|", Refusal::Protocol { seen: "netrpc".to_owned() }),
        ("1|1|unix|/nowhere|", Refusal::Protocol { seen: String::new() }),
        ("1|1|unix|/nowhere", Refusal::Protocol { seen: "netrpc".to_owned() }),
    ];
    for host in HOSTS {
        for (line, refusal) in &lines {
            let plugin = [env!("CARGO_BIN_EXE_broken"), &format!("line:{line}"), "silent"];
            let talk = Talk::with(go, host, plugin.map(OsString::from).to_vec()).versions(&[2, 1]);
            assert_eq!(talk.run(&[]).await.unwrap_err(), *refusal, "{host:?}: {line} (V1, V7, L9)");
        }
    }
}

#[tokio::test]
async fn a_go_host_gets_one_connection_for_all_from_any_plugin() {
    let Some(go) = Go::find() else { return };
    for plugin in [Maker::Go, Maker::Pintle] {
        let report = report(&Talk::between(go, (Maker::Go, plugin)), &["-mux", "-do", "ping"]).await;
        assert_eq!((&report["error"].is_null(), &report["steps"][0]["ok"]), (&true, &true.into()), "{report} (L11)");
    }
}

#[tokio::test]
async fn a_plugin_speaks_of_multiplexing_only_when_asked() {
    let Some(go) = Go::find() else { return };
    let cases = [(None, None, None), (Some(""), None, None), (Some("true"), Some("true"), Some("true"))];
    for (asked, of_go, of_ours) in cases {
        for (plugin, expected) in [(Maker::Go, of_go), (Maker::Pintle, of_ours)] {
            let mut by_hand = by_hand(&plugin_command(go, plugin));
            by_hand.envs(asked.map(|asked| ("PLUGIN_MULTIPLEX_GRPC", asked)));
            let line = introduction(by_hand).await;
            let fields: Vec<_> = line.split('|').collect();
            assert_eq!(fields.get(6).copied(), expected, "{plugin:?}: {line} (L1, L3)");
        }
    }
}

/// A plugin as a host starts it, without what the host offers.
fn by_hand(plugin: &[OsString]) -> Command {
    let (program, arguments) = plugin.split_first().unwrap();
    let mut command = command(program);
    command.args(arguments).env("BASIC_PLUGIN", "hello").env_remove("PLUGIN_PROTOCOL_VERSIONS");
    command
}

/// The first line of a plugin, which is killed then.
async fn introduction(command: Command) -> String {
    // It has no time to tidy up.
    let sockets = tempfile::tempdir().unwrap();
    let mut command = tokio::process::Command::from(command);
    command
        .env("PLUGIN_UNIX_SOCKET_DIR", sockets.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut plugin = command.spawn().unwrap();
    let mut lines = BufReader::new(plugin.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().expect("a plugin introduces itself");
    plugin.kill().await.unwrap();
    line
}

fn list(versions: &[u32]) -> String {
    versions.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

fn sorted(versions: &[u32]) -> Vec<u32> {
    let mut versions = versions.to_vec();
    versions.sort_unstable();
    versions
}
