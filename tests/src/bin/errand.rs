//! A plugin that is lent services, and lends some.

use std::sync::{Mutex, PoisonError};

use pintle::{CallError, Callback, Context, Error, Server, Status, Streaming, Transport};
use pintle_tests::configured::configured;
use pintle_tests::errand::{
    Adder as _, AdderClient, Adders, Errand, ErrandServer, Plus, Shouter as _, ShouterClient, Way, errand,
};

#[pintle::main(handshake = errand::HANDSHAKE)]
fn main() -> Result<Server, Error> {
    let tcp = std::env::var_os("ERRAND_TCP").is_some();
    let server = Server::new(errand::HANDSHAKE).serve(1, ErrandServer::new(Runner::default()));
    configured(if tcp { server.transport(Transport::Tcp) } else { server })
}

#[derive(Default)]
struct Runner {
    kept: Mutex<Option<Callback<AdderClient>>>,
}

impl Errand for Runner {
    async fn sum(&self, adder: Callback<AdderClient>, times: u32) -> Result<i64, CallError> {
        let mut sum = 0;
        for _ in 0..times {
            sum = adder.add(sum, 1).await?;
        }
        Ok(sum)
    }

    async fn adder(&self) -> Result<Callback<AdderClient>, CallError> {
        Ok(Callback::new(Plus::default()))
    }

    async fn all(&self, adders: Adders) -> Result<i64, CallError> {
        let Adders { one, maybe, many, named, way } = adders;
        let by = match way {
            Way::By(adder) => Some(adder),
            Way::Alone => None,
        };
        let mut count = 0;
        for adder in [one].into_iter().chain(maybe).chain(many).chain(named.into_values()).chain(by) {
            count = adder.add(count, 1).await?;
        }
        Ok(count)
    }

    async fn relay(
        &self,
        adders: Streaming<Callback<AdderClient>, CallError>,
    ) -> Result<Streaming<Callback<AdderClient>, CallError>, CallError> {
        Ok(adders)
    }

    async fn keep(&self, adder: Callback<AdderClient>) -> Result<(), CallError> {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(adder);
        Ok(())
    }

    async fn kept(&self, a: i64, b: i64) -> Result<i64, CallError> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let none = || Status::new(pintle::Code::FailedPrecondition, "nothing is kept");
        kept.ok_or_else(none)?.add(a, b).await
    }

    async fn drop_kept(&self) -> Result<(), CallError> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(())
    }

    async fn ignore(&self, _adder: Callback<AdderClient>) -> Result<(), CallError> {
        Ok(())
    }

    async fn broker(&self, cx: Context) -> Result<String, CallError> {
        Ok(format!("{:?}", cx.broker()))
    }

    async fn shout(&self, shouter: Callback<ShouterClient>, text: String) -> Result<String, CallError> {
        shouter.shout(text).await
    }
}
