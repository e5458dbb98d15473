//! A host that dials in no good order, and gives up in the middle: no Go plugin may end of it, and none of its streams go
//! astray (wire.md X10, U5 to U7).

use std::time::Duration;

use pintle::{BrokerError, CallError, EndedBy, Multiplex, Security};
use pintle_tests::lending::{Adder as _, AdderClient, Lending as _, LendingClient, lending};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::programs::Go;
use crate::harness::{command, launcher_with};

#[tokio::test]
async fn a_go_plugin_outlives_every_order_of_dials() {
    let Some(go) = Go::find() else { return };
    let restless = |multiplex, security| async move {
        let case = format!("{multiplex:?} {security:?}");
        let mut driver = command(go.driver());
        driver.arg("plugin");
        let launcher = launcher_with(lending::HANDSHAKE, driver).0.multiplex(multiplex).security(security);
        let plugin = launcher.launch().await.unwrap();
        let lending: LendingClient = plugin.client();

        let mut dials = JoinSet::new();
        for number in 0..60 {
            dials.spawn(one(lending.clone(), number));
        }
        while let Some(dialled) = dials.join_next().await {
            dialled.unwrap();
        }
        // Nobody listens there; and it holds nobody up for longer than the window.
        let nobody = plugin.broker().dial::<AdderClient>(4242).await.unwrap_err();
        assert!(matches!(nobody, CallError::Broker(BrokerError::NoAnswer { id: 4242, .. })), "{case}: {nobody:?}");

        let adder = lending.lend().await.unwrap();
        assert_eq!(adder.add(1, 2).await.unwrap(), 3, "{case}");
        let exit = plugin.shutdown().await.unwrap();
        assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{case}");
    };
    tokio::join!(
        restless(Multiplex::Off, Security::Plaintext),
        restless(Multiplex::Require, Security::Plaintext),
        restless(Multiplex::Require, Security::MutualTls),
    );
}

/// Borrows an adder, and uses it in one of the ways in which it can be used.
async fn one(lending: LendingClient, number: u64) {
    let adder = lending.lend().await.unwrap();
    let add = |a: i64| {
        let adder = adder.clone();
        async move { assert_eq!(adder.add(a, 1).await.unwrap(), a + 1, "another adder's answer") }
    };
    match number % 4 {
        // Never dialled.
        0 => {}
        // Dialled by three at once.
        1 => _ = tokio::join!(add(10), add(20), add(30)),
        // Given up somewhere between knock, answer, TLS and call.
        2 => _ = timeout(Duration::from_micros(100 * number), add(40)).await,
        _ => add(50).await,
    }
}
