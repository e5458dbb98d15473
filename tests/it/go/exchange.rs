//! What our host lends and borrows, as `tests/go/lending_host.go` does.

use std::time::Duration;

use futures_util::future::try_join_all;
use pintle::{Callback, Plugin, Status};
use pintle_tests::joining::{CountedJoiner, Joining as _, JoiningClient, join};
use pintle_tests::lending::{CountedAdder, Lending as _, LendingClient, count};

use super::talk::Exchange;

/// So many objects, and so many calls of each.
pub async fn run(plugin: &Plugin, exchange: Exchange, objects: u32, calls: u32) -> Result<(), Status> {
    let (lending, joining): (LendingClient, JoiningClient) = (plugin.client(), plugin.client());
    match exchange {
        Exchange::Lend => one_by_one(objects, || lend(&lending, calls)).await,
        Exchange::Borrow => one_by_one(objects, || borrow(&lending, calls)).await,
        Exchange::Keep => keep(&lending, objects, calls).await,
        Exchange::LendTogether => together(objects, || lend(&lending, calls)).await,
        Exchange::BorrowTogether => together(objects, || borrow(&lending, calls)).await,
        Exchange::LendJoiner => one_by_one(objects, || lend_joiner(&joining, calls)).await,
        Exchange::BorrowJoiner => one_by_one(objects, || borrow_joiner(&joining, calls)).await,
    }
}

async fn one_by_one<F: Future<Output = Result<(), Status>>>(objects: u32, one: impl Fn() -> F) -> Result<(), Status> {
    for _ in 0..objects {
        one().await?;
    }
    Ok(())
}

async fn together<F: Future<Output = Result<(), Status>>>(objects: u32, one: impl Fn() -> F) -> Result<(), Status> {
    try_join_all((0..objects).map(|_| one())).await.map(drop)
}

async fn lend(plugin: &LendingClient, calls: u32) -> Result<(), Status> {
    // Each object knows its own calls: they did not go to another one.
    let lent = CountedAdder::default();
    let sum = plugin.call(Callback::new(lent.clone()), calls).await?;
    assert_eq!((sum, lent.calls()), (i64::from(calls), calls));
    Ok(())
}

/// Nobody but the plugin holds what is lent, and it holds one at a time.
async fn keep(plugin: &LendingClient, objects: u32, calls: u32) -> Result<(), Status> {
    let mut before = CountedAdder::default();
    for _ in 0..objects {
        let lent = CountedAdder::default();
        plugin.keep(Callback::new(lent.clone())).await?;
        assert_eq!((plugin.count(calls).await?, lent.calls()), (i64::from(calls), calls));
        // There is no event for it that is worth its code.
        let released = async {
            while !before.is_alone() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), released).await.expect("what the plugin let go is let go");
        before = lent;
    }
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
