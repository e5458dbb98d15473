//! Callbacks in every place that a message has.

use std::collections::HashMap;

use pintle::{Callback, Streaming};
use pintle_tests::errand::{Adder as _, AdderClient, Adders, Errand as _, Plus, Way as By};

use super::ways;

#[tokio::test]
async fn callbacks_travel_in_fields_lists_maps_and_variants() {
    for way in ways() {
        let (_plugin, errand) = way.launch().await;
        let adder = || Callback::<AdderClient>::new(Plus::default());
        let adders = Adders {
            one: adder(),
            maybe: Some(adder()),
            many: (0..5).map(|_| adder()).collect(),
            named: HashMap::from([("a".to_owned(), adder()), ("b".to_owned(), adder())]),
            way: By::By(adder()),
        };
        assert_eq!(errand.all(adders).await.unwrap(), 10, "{way:?}");
        let few = Adders { one: adder(), maybe: None, many: Vec::new(), named: HashMap::new(), way: By::Alone };
        assert_eq!(errand.all(few).await.unwrap(), 1, "{way:?}");
    }
}

#[tokio::test]
async fn callbacks_travel_in_streams_both_ways() {
    for way in ways() {
        let (_plugin, errand) = way.launch().await;
        let adders = Streaming::iter((0..5).map(|more| Callback::new(Plus(more))));
        let mut relayed = errand.relay(adders).await.unwrap();
        for more in 0..5 {
            let adder = relayed.try_next().await.unwrap().unwrap();
            assert_eq!(adder.add(1, 2).await.unwrap(), 3 + more, "{way:?}");
        }
        assert!(relayed.next().await.is_none(), "{way:?}");
    }
}
