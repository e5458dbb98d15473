//! Both directions, over every way there is.

use pintle::{Callback, EndedBy, Multiplex};
use pintle_tests::errand::{Adder as _, AdderClient, Errand as _, Plus};

use super::ways;

#[tokio::test]
async fn either_side_calls_back_over_every_way() {
    for way in ways() {
        let (plugin, errand) = way.launch().await;
        assert_eq!(plugin.is_multiplexed(), way.multiplex == Multiplex::Auto, "{way:?}");
        assert_eq!(errand.sum(Callback::new(Plus::default()), 5).await.unwrap(), 5, "{way:?}: the host serves");
        let adder = errand.adder().await.unwrap();
        assert_eq!(adder.add(1, 2).await.unwrap(), 3, "{way:?}: the plugin serves");
        let both = adder.ask(Callback::new(Plus(10)), 1, 2).await.unwrap();
        assert_eq!(both, 13, "{way:?}: a callback of a callback's");
        let exit = plugin.shutdown().await.unwrap();
        assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{way:?}");
    }
}

#[tokio::test]
async fn a_clients_own_plugin_is_lent_to_another() {
    let (_first, one) = super::Way::USUAL.launch().await;
    let (_second, other) = super::Way::SOCKETS.launch().await;
    let adder = one.adder().await.unwrap();
    let relayed: Callback<AdderClient> = AdderClient::clone(&adder).into();
    assert_eq!(other.sum(relayed, 3).await.unwrap(), 3);
    assert_eq!(other.sum(adder, 3).await.unwrap(), 3, "as it came");
}

#[tokio::test]
async fn one_callback_is_lent_many_times_at_once() {
    let (_plugin, errand) = super::Way::USUAL.launch().await;
    let adder = Callback::<AdderClient>::new(Plus::default());
    let sums = (0..50).map(|times| errand.sum(adder.clone(), times));
    let sums: Vec<_> = futures_util::future::join_all(sums).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(sums, (0..50).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_callback_is_called_without_any_plugin() {
    let adder = Callback::<AdderClient>::new(Plus(1));
    assert_eq!(adder.add(1, 2).await.unwrap(), 4);
    let plus = adder.plus(10).await.unwrap();
    assert_eq!(plus.add(1, 2).await.unwrap(), 14, "a callback as a result");
    assert_eq!(adder.ask(plus, 1, 2).await.unwrap(), 14, "a callback as an argument");
}
