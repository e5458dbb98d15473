//! Every pairing over every transport: calls, printing, and the end.

use pintle::Security;

use super::programs::Go;
use super::talk::{HOSTS, Maker, PAIRS, Seen, Step, Talk};

#[tokio::test]
async fn any_two_ends_call_print_and_part_over_unix_sockets() {
    let Some(go) = Go::find() else { return };
    for pair in PAIRS {
        for security in [Security::Plaintext, Security::MutualTls] {
            let seen = Talk::between(go, pair).security(security).run(&script()).await.unwrap();
            judge(&seen, security, &format!("{pair:?} {security:?}"));
            assert_eq!(seen.network, "unix");
            assert!(!seen.socket_remains, "{pair:?} {security:?}: {} (S3)", seen.address);
        }
    }
}

#[tokio::test]
async fn any_host_calls_our_plugin_over_tcp() {
    let Some(go) = Go::find() else { return };
    // There is no reference: on Unix, Go plugins listen on Unix sockets only (S5).
    for host in HOSTS {
        for security in [Security::Plaintext, Security::MutualTls] {
            let talk = Talk::between(go, (host, Maker::Pintle)).security(security).variable("PROBE_TCP", &1);
            let seen = talk.run(&script()).await.unwrap();
            judge(&seen, security, &format!("{host:?} {security:?}"));
            assert_eq!(seen.network, "tcp");
            let port: u16 = seen.address.strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
            assert!((10_000..=25_000).contains(&port), "{port} is outside of the host's range (E3)");
        }
    }
}

#[tokio::test]
async fn any_host_ends_a_go_plugin_that_stays_after_shutdown() {
    let Some(go) = Go::find() else { return };
    for host in HOSTS {
        let talk = Talk::between(go, (host, Maker::Go));
        let seen = talk.run(&[Step::Put("ignore-shutdown", Vec::new())]).await.unwrap();
        assert_eq!((seen.ended_when_asked, seen.status), (false, None), "{host:?} (D1, K3)");
    }
}

fn script() -> Vec<Step> {
    vec![
        Step::Put("k", vec![0, 255, b'v']),
        Step::Get("k"),
        Step::Get("missing"),
        Step::Get("env:PLUGIN_PROTOCOL_VERSIONS"),
        Step::Ping,
        Step::Put("stdout", printed("the end of stdout")),
        Step::Put("stderr", printed("the end of stderr")),
        // What a Go plugin has not sent by then is lost (O9).
        Step::Stdout("the end of stdout"),
        Step::Stderr("the end of stderr"),
        Step::Ping,
    ]
}

/// Every byte there is, more than a pipe holds, and no line feed at the end.
fn printed(end: &str) -> Vec<u8> {
    (0..=255).cycle().take(70_000).chain(end.bytes()).collect()
}

fn judge(seen: &Seen, security: Security, case: &str) {
    let answers = &seen.answers;
    assert_eq!(answers[1].as_deref(), Ok(&[0, 255, b'v'][..]), "{case}");
    let missing = answers[2].as_ref().unwrap_err();
    assert_eq!((missing.code.as_str(), missing.message.as_str()), ("NotFound", "no value under \"missing\""), "{case}");
    assert_eq!(answers[3].as_deref(), Ok(&b"1"[..]), "{case}: E4");
    let failed: Vec<_> = answers.iter().skip(4).filter_map(|answer| answer.as_ref().err()).collect();
    assert!(failed.is_empty(), "{case}: {failed:?}");
    assert!(seen.stdout == printed("the end of stdout"), "{case}: {} bytes of stdout (O3)", seen.stdout.len());
    assert!(seen.stderr == printed("the end of stderr"), "{case}: {} bytes of stderr (O3)", seen.stderr.len());
    assert_eq!((seen.ended_when_asked, seen.status), (true, Some(0)), "{case}: K1, D1");
    assert_eq!((seen.version, seen.secured), (1, security == Security::MutualTls), "{case}: V7, T2");
}
