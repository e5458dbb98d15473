//! A callback used after its side has let go: the caller learns who it was. And one for what is not served behind it.

use pintle::{CallError, Callback, Code, Plugin, plugin};
use pintle_tests::errand::{Adder as _, AdderClient, Errand as _, Plus, Shouter as _, ShouterClient};
use rustix::process::Signal;

use super::Way;
use super::watched::watched;
use crate::process::signal;
use crate::started::soon;

const WAYS: [Way; 2] = [Way::USUAL, Way::SOCKETS];

/// The plugin's answer to a call that could not be made.
fn unavailable(error: CallError) -> String {
    let CallError::Status(status) = error else { panic!("{error:?}") };
    assert_eq!(status.code(), Code::Unavailable);
    status.message().to_owned()
}

#[tokio::test]
async fn a_callback_that_its_lender_has_closed_says_so() {
    for way in WAYS {
        let (_plugin, errand) = way.launch().await;
        let adder = Callback::<AdderClient>::new(Plus(0));
        errand.keep(adder.clone()).await.unwrap();
        assert_eq!(errand.kept(1, 2).await.unwrap(), 3);
        adder.close();
        for _ in 0..2 {
            let error = soon(errand.kept(1, 2)).await.unwrap_err();
            assert_eq!(unavailable(error), "the host has let go of the callback errand.v1.Adder", "{way:?}");
        }
        // So is one that nobody has called before.
        let adder = Callback::<AdderClient>::new(Plus(0));
        errand.keep(adder.clone()).await.unwrap();
        adder.close();
        let error = soon(errand.kept(1, 2)).await.unwrap_err();
        assert_eq!(unavailable(error), "the host has let go of the callback errand.v1.Adder", "{way:?}");
        assert_eq!(errand.sum(Callback::new(Plus(0)), 2).await.unwrap(), 2, "{way:?}");
    }
}

#[tokio::test]
async fn a_callback_that_was_closed_cannot_be_lent_or_called() {
    for way in WAYS {
        let (_plugin, errand) = way.launch().await;
        let adder = Callback::<AdderClient>::new(Plus(0));
        adder.clone().close();
        let by_lender =
            |error: &CallError| matches!(error, CallError::LetGo { service: "errand.v1.Adder", by: "lender" });
        let error = soon(errand.sum(adder.clone(), 1)).await.unwrap_err();
        assert!(by_lender(&error), "{way:?}: {error:?}");
        let error = soon(adder.add(1, 2)).await.unwrap_err();
        assert!(by_lender(&error), "{way:?}: {error:?}");
        assert_eq!(errand.sum(Callback::new(Plus(0)), 2).await.unwrap(), 2, "{way:?}");
    }
}

/// Callbacks of a plugin's, one of which has been called.
async fn borrowed(way: Way) -> (Plugin, [Callback<AdderClient>; 2]) {
    let (plugin, errand) = way.launch().await;
    let (called, uncalled) = (errand.adder().await.unwrap(), errand.adder().await.unwrap());
    assert_eq!(called.add(1, 2).await.unwrap(), 3);
    (plugin, [called, uncalled])
}

#[tokio::test]
async fn a_callback_of_a_plugin_that_was_killed_tells_of_its_end() {
    for way in WAYS {
        let (plugin, adders) = borrowed(way).await;
        signal(plugin.pid(), Signal::KILL);
        plugin.ended().await;
        for adder in adders {
            let error = soon(adder.add(1, 2)).await.unwrap_err();
            let CallError::PluginExited { last_words } = error else { panic!("{way:?}: {error:?}") };
            assert_eq!(std::os::unix::process::ExitStatusExt::signal(&last_words.status.unwrap()), Some(9), "{way:?}");
        }
    }
}

#[tokio::test]
async fn a_callback_that_is_called_while_the_plugin_is_killed_tells_of_its_end() {
    for way in WAYS {
        let (plugin, [adder, _]) = borrowed(way).await;
        let (stuck, mut watch) = watched();
        let called = tokio::spawn(async move { adder.ask(stuck, -1, -1).await });
        watch.called().await;
        signal(plugin.pid(), Signal::KILL);
        let error = soon(called).await.unwrap().unwrap_err();
        assert!(matches!(error, CallError::PluginExited { .. }), "{way:?}: {error:?}");
        watch.ends().await;
    }
}

#[tokio::test]
async fn a_callback_of_a_plugin_that_was_shut_down_tells_of_its_end() {
    for way in WAYS {
        let (plugin, adders) = borrowed(way).await;
        plugin.shutdown().await.unwrap();
        for adder in adders {
            let error = soon(adder.add(1, 2)).await.unwrap_err();
            let CallError::PluginExited { last_words } = error else { panic!("{way:?}: {error:?}") };
            assert_eq!(last_words.status.unwrap().code(), Some(0), "{way:?}");
        }
    }
}

/// An errand, as somebody has it who mistakes shouters for adders and adders for shouters.
#[plugin(package = "errand.v1", name = "Errand")]
pub trait Mistaken {
    /// An adder, in truth.
    async fn adder(&self) -> Result<Callback<ShouterClient>, CallError>;
    /// The shouter, in truth.
    async fn shout(&self, adder: Callback<AdderClient>, text: String) -> Result<String, CallError>;
}

#[tokio::test]
async fn a_client_for_another_service_hears_which_it_is_and_which_there_are() {
    const NO_SHOUTER: &str = "there is no method /errand.v1.Shouter/Shout: this connection serves errand.v1.Adder";
    for way in WAYS {
        let (plugin, errand) = way.launch().await;
        let mistaken: MistakenClient = plugin.client();
        let shouter = mistaken.adder().await.unwrap();
        let by_host = soon(shouter.shout("a".into())).await.unwrap_err();
        let by_plugin = soon(mistaken.shout(Callback::new(Plus(0)), "a".into())).await.unwrap_err();
        for error in [by_host, by_plugin] {
            let CallError::Status(status) = error else { panic!("{way:?}: {error:?}") };
            assert_eq!((status.code(), status.message()), (Code::Unimplemented, NO_SHOUTER), "{way:?}");
        }
        assert_eq!(errand.sum(Callback::new(Plus(0)), 2).await.unwrap(), 2, "{way:?}");
    }
}
