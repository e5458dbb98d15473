//! Every way to fail that we know: its name, its code, and how to get there.

use std::time::Duration;

use pintle::{Handshake, Launcher, Multiplex, Security};

use super::stage::{Attempt, Stage, broken, shell};
use crate::harness::{BROKEN, PROBE, command, launcher_with};

type Case = (&'static str, &'static str, Attempt);

pub fn cases(stage: &Stage) -> Vec<Case> {
    [settings(), programs(stage), ends(), silences(), lines(), addresses(stage), certificates(stage)]
        .into_iter()
        .flatten()
        .collect()
}

fn settings() -> Vec<Case> {
    let cookie =
        |key, value| broken(&["silent"]).with(|_| launcher_with(Handshake::new(1, key, value), command(BROKEN)).0);
    vec![
        ("the cookie has no key", "config.empty_cookie", cookie("", "hello")),
        ("the cookie has no value", "config.empty_cookie", cookie("BASIC_PLUGIN", "")),
        ("no version is offered", "config.no_versions", broken(&["silent"]).with(|launcher| launcher.versions([]))),
    ]
}

fn programs(stage: &Stage) -> Vec<Case> {
    // The start of an ELF file for the IBM System/370, which no machine that runs this is.
    let mut foreign = [&b"\x7fELF\x02\x02\x01"[..], &[0; 9], &[0, 2, 0, 9]].concat();
    foreign.resize(64, 0);
    let mut lost = command(PROBE);
    lost.current_dir(stage.path("no such directory"));
    let mut unknown = command("no-such-plugin");
    // A directory in PATH that may not be searched would be another failure.
    unknown.env("PATH", stage.path(""));
    vec![
        ("no such file", "transport.program_not_found", Attempt::of(command(stage.path("missing")))),
        ("no such name in PATH", "transport.program_not_found", Attempt::of(unknown)),
        ("no such working directory", "transport.working_directory", Attempt::of(lost)),
        (
            "a script whose interpreter is missing",
            "transport.interpreter_not_found",
            stage.file("script", b"#!/no/such/shell\n", "755"),
        ),
        ("a file that is not executable", "transport.not_executable", stage.file("text", b"#!/bin/sh\n", "644")),
        ("a directory", "transport.not_executable", Attempt::of(command(stage.path("")))),
        ("a program for another machine", "transport.wrong_architecture", stage.file("foreign", &foreign, "755")),
        ("an executable that is none", "transport.wrong_architecture", stage.file("noise", &[0x9d; 512], "755")),
    ]
}

fn ends() -> Vec<Case> {
    let other_host = format!("BASIC_PLUGIN=other exec {PROBE}");
    vec![
        ("it exits with 3 and says why", "handshake.exited", broken(&["stderr:no config", "exit:3"])),
        ("it exits with 0 and says nothing", "handshake.exited", broken(&["exit:0"])),
        ("it prints its version and exits", "handshake.exited", broken(&["line:disk 1.2.3", "exit:0"])),
        ("it is killed", "handshake.exited", broken(&["stderr:about to die", "signal"])),
        ("it is a plugin of another host", "handshake.exited", shell(&other_host)),
        ("it closes its stdout", "handshake.stdout_closed", broken(&["stderr:going quiet", "close-stdout", "silent"])),
    ]
}

fn silences() -> Vec<Case> {
    const UNFINISHED: &str = "raw:1|1|unix|/tmp/plugin|grpc|";
    vec![
        ("it is silent", "handshake.timeout", broken(&["silent"]).with(briefly)),
        ("it prints only chatter", "handshake.timeout", broken(&["line:hello", "line:world", "silent"]).with(briefly)),
        ("it prints chatter without a line feed", "handshake.timeout", broken(&["raw:hello", "silent"]).with(briefly)),
        (
            "its line comes behind chatter without a line feed",
            "handshake.timeout",
            broken(&["raw:hello ", "line:1|1|unix|/tmp/plugin|grpc|", "silent"]).with(briefly),
        ),
        ("its line has no line feed", "handshake.timeout", broken(&[UNFINISHED, "silent"]).with(briefly)),
        ("it only logs", "handshake.timeout", broken(&["stderr:waiting for the database", "silent"]).with(briefly)),
    ]
}

fn lines() -> Vec<Case> {
    let line = |text: &str| broken(&[&format!("line:{text}"), "silent"]);
    let multiplexing = |text: &str| line(text).with(|launcher| launcher.multiplex(Multiplex::Require));
    let longest = format!("raw:1|1|unix|/tmp/plugin|grpc||{}", "x".repeat(64 * 1024));
    vec![
        ("another version of the protocol", "protocol.version", line("1|9|unix|/tmp/plugin|grpc|")),
        (
            "a plugin that serves other versions only",
            "protocol.version",
            shell(&format!("DRIVER_VERSIONS=7,5 exec {PROBE}")),
        ),
        ("another core protocol", "protocol.core_version", line("2|1|unix|/tmp/plugin|grpc|")),
        ("net/rpc by default", "protocol.not_grpc", line("1|1|unix|/tmp/plugin")),
        ("net/rpc by name", "protocol.not_grpc", line("1|1|unix|/tmp/plugin|netrpc|")),
        ("no protocol", "protocol.not_grpc", line("1|1|unix|/tmp/plugin||")),
        ("no word of multiplexing", "protocol.no_multiplexing", multiplexing("1|1|unix|/tmp/plugin|grpc|")),
        ("no multiplexing", "protocol.no_multiplexing", multiplexing("1|1|unix|/tmp/plugin|grpc||false")),
        ("multiplexing, perhaps", "protocol.no_multiplexing", multiplexing("1|1|unix|/tmp/plugin|grpc||maybe")),
        ("three fields", "handshake.bad_line", line("1|1|unix")),
        ("a core protocol out of all range", "handshake.bad_line", line("99999999999|1|unix|/tmp/plugin|grpc|")),
        ("a version that is no number", "handshake.bad_line", line("1|one|unix|/tmp/plugin|grpc|")),
        ("another network", "handshake.bad_line", line("1|1|udp|127.0.0.1:1234|grpc|")),
        ("no address", "handshake.bad_line", line("1|1|unix||grpc|")),
        ("a port that is none", "handshake.bad_line", line("1|1|tcp|127.0.0.1:123456|grpc|")),
        ("a line over 64 KiB", "handshake.bad_line", broken(&[&longest[..4 + 64 * 1024 + 1], "silent"])),
    ]
}

fn addresses(stage: &Stage) -> Vec<Case> {
    let at = |address: String, steps: &[&str]| {
        let line = format!("line:1|1|{address}|grpc|");
        broken(&[&[line.as_str()], steps].concat()).with(|launcher| launcher.security(Security::Plaintext))
    };
    let missing = format!("unix|{}", stage.path("missing").display());
    let last_words = ["stderr:no space left", "exit:1"];
    vec![
        ("no such socket", "transport.connect", at(missing, &["silent"])),
        ("a socket that nobody listens on", "transport.connect", at(stage.deaf_unix(), &["silent"])),
        ("a port that nobody listens on", "transport.connect", at(stage.deaf_tcp(), &["silent"])),
        ("it exits after its line", "transport.connect", at(stage.deaf_unix(), &last_words)),
        ("it speaks HTTP/1.1", "transport.http2", at(stage.rude_tcp(), &["silent"])),
        ("it listens but never answers", "transport.no_answer", at(stage.silent_unix(), &["silent"]).with(briefly)),
    ]
}

fn certificates(stage: &Stage) -> Vec<Case> {
    let line = |address: &str, certificate: &str| {
        broken(&[&format!("line:1|1|{address}|grpc|{certificate}"), "silent"]).with(briefly)
    };
    let good = &stage.certificate;
    vec![
        ("no certificate though TLS was asked for", "security.no_certificate", line(&stage.deaf_unix(), "")),
        (
            "a certificate though none was asked for",
            "security.unexpected_certificate",
            line(&stage.deaf_unix(), good).with(|launcher| launcher.security(Security::Plaintext)),
        ),
        ("a certificate that is not base64", "handshake.bad_line", line(&stage.deaf_unix(), &"!".repeat(51))),
        ("base64 that is no certificate", "security.bad_certificate", line(&stage.deaf_unix(), &"MIIC".repeat(20))),
        ("a certificate at a dead address", "transport.connect", line(&stage.deaf_unix(), good)),
        ("a port that speaks no TLS", "security.tls", line(&stage.rude_tcp(), good)),
        ("a socket that never speaks TLS", "transport.no_answer", line(&stage.silent_unix(), good)),
        ("a port that never speaks TLS", "transport.no_answer", line(&stage.silent_tcp(), good)),
    ]
}

/// For those who would wait in vain: long enough for their evidence to arrive.
fn briefly(launcher: Launcher) -> Launcher {
    launcher.start_timeout(Duration::from_secs(2))
}
