//! What our host lends and borrows, as `tests/go/lending_host.go` does.

use futures_util::future::try_join_all;
use pintle::{Callback, Plugin, Status};
use pintle_tests::joining::{CountedJoiner, Joining as _, JoiningClient, join};
use pintle_tests::lending::{CountedAdder, Lending as _, LendingClient, count};

use super::talk::Exchange;

/// So many objects, and so many calls of each.
pub async fn run(plugin: &Plugin, exchange: Exchange, objects: u32, calls: u32) -> Result<(), Status> {
    if matches!(exchange, Exchange::LendTogether | Exchange::BorrowTogether) {
        return try_join_all((0..objects).map(|_| one(plugin, exchange, calls))).await.map(drop);
    }
    for _ in 0..objects {
        one(plugin, exchange, calls).await?;
    }
    Ok(())
}

async fn one(plugin: &Plugin, exchange: Exchange, calls: u32) -> Result<(), Status> {
    match exchange {
        Exchange::Lend | Exchange::LendTogether => lend(&plugin.client(), calls).await,
        Exchange::Borrow | Exchange::BorrowTogether => borrow(&plugin.client(), calls).await,
        Exchange::LendJoiner => lend_joiner(&plugin.client(), calls).await,
        Exchange::BorrowJoiner => borrow_joiner(&plugin.client(), calls).await,
    }
}

async fn lend(plugin: &LendingClient, calls: u32) -> Result<(), Status> {
    // Each object knows its own calls: they did not go to another one.
    let lent = CountedAdder::default();
    let sum = plugin.call(Callback::new(lent.clone()), calls).await?;
    assert_eq!((sum, lent.calls()), (i64::from(calls), calls));
    Ok(())
}

async fn borrow(plugin: &LendingClient, calls: u32) -> Result<(), Status> {
    let borrowed = plugin.lend().await?;
    assert_eq!(count(&borrowed, calls).await?, i64::from(calls));
    Ok(())
}

async fn lend_joiner(plugin: &JoiningClient, calls: u32) -> Result<(), Status> {
    let lent = CountedJoiner::default();
    let text = plugin.call(Callback::new(lent.clone()), calls).await?;
    assert_eq!((text, lent.calls()), (xs(calls), calls));
    Ok(())
}

async fn borrow_joiner(plugin: &JoiningClient, calls: u32) -> Result<(), Status> {
    let borrowed = plugin.lend().await?;
    assert_eq!(join(&borrowed, calls).await?, xs(calls));
    Ok(())
}

fn xs(count: u32) -> String {
    "x".repeat(count as usize)
}
