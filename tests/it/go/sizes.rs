//! Large messages, both ways (wire.md G2, G3).

use super::programs::Go;
use super::talk::{HOSTS, Maker, PAIRS, Step, Talk};

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn messages_of_5_and_64_mib_pass_both_ways_between_any_two_ends() {
    let Some(go) = Go::find() else { return };
    for pair in PAIRS {
        // Only Go's plugin has a limit to lift.
        let talk = Talk::between(go, pair).variable("DRIVER_MAX_RECV", &(256 * MIB));
        let seen = talk.run(&[Step::Big(5 * MIB), Step::Big(64 * MIB)]).await.unwrap();
        assert_eq!(seen.answers, [Ok(Vec::new()), Ok(Vec::new())], "{pair:?}");
        assert_eq!((seen.ended_when_asked, seen.status), (true, Some(0)), "{pair:?}");
    }
}

#[tokio::test]
async fn a_message_over_the_limit_of_a_go_plugin_is_refused_by_name_and_harms_nothing_else() {
    let Some(go) = Go::find() else { return };
    for host in HOSTS {
        let talk = Talk::between(go, (host, Maker::Go)).variable("DRIVER_MAX_RECV", &0);
        let seen = talk.run(&[Step::Big(5 * MIB), Step::Put("k", b"v".to_vec()), Step::Get("k")]).await.unwrap();
        let [Err(refused), Ok(_), Ok(value)] = &seen.answers[..] else { panic!("{host:?}: {:?}", seen.answers) };
        assert_eq!(refused.code, "ResourceExhausted", "{host:?}: {refused:?}");
        assert!(
            refused.message.contains("larger than max") && refused.message.contains("4194304"),
            "{host:?}: {refused:?}"
        );
        assert_eq!(value, b"v");
    }
}
