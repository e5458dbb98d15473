//! A host of our plugin: the test itself.

use super::{Caller, Kind, Mode, Mux, Road, Talk, numbers};
use crate::started::{Started, soon};
use crate::tls::connect;

/// A connection to a plugin, and what is made of it by hand.
pub struct ScriptedHost {
    pub kind: Kind,
    pub main: Caller,
    pub road: Road,
}

impl ScriptedHost {
    /// Starts `errand`, for a host of that kind.
    pub async fn plugin(kind: Kind) -> Started {
        let extensions = format!("broker,multiplexing,host={}", std::process::id());
        let variables: &[(&str, &str)] = match (kind.multiplexed, kind.kin) {
            (false, _) => &[],
            (true, false) => &[("PLUGIN_MULTIPLEX_GRPC", "true")],
            (true, true) => &[("PINTLE_EXTENSIONS", &extensions)],
        };
        Started::errand(variables).await.unwrap()
    }

    /// A host with a plugin of its own, and the stream between their brokers.
    pub async fn start(kind: Kind) -> (Started, Self, Talk) {
        let plugin = Self::plugin(kind).await;
        let host = Self::connect(&plugin, kind).await;
        let broker = host.start_stream().await;
        (plugin, host, broker)
    }

    /// A host of a plugin that runs.
    pub async fn connect(plugin: &Started, kind: Kind) -> Self {
        let socket = connect(&plugin.line.address).await.unwrap();
        let (mux, main) = if kind.multiplexed {
            let mux = Mux::over(socket, Mode::Client);
            let main = mux.open().await;
            (Some(mux), Caller::over(main).await.unwrap())
        } else {
            (None, Caller::over(socket).await.unwrap())
        };
        Self { kind, main, road: Road::new(mux) }
    }

    pub async fn start_stream(&self) -> Talk {
        self.main.talk("plugin.GRPCBroker/StartStream").await.unwrap()
    }

    /// A number under which the plugin offers an adder.
    pub async fn borrowed(&self) -> u32 {
        let adder = soon(self.main.call("errand.v1.Errand/Adder", numbers(0, 0))).await.unwrap();
        u32::try_from(adder.first).unwrap()
    }

    /// All is well: the plugin calls back, and is called back.
    pub async fn works(&mut self, broker: &mut Talk) {
        const FRESH: u32 = 1_000_000;
        let kind = self.kind;
        let id = self.borrowed().await;
        let adder = self.road.borrow(broker, id).await;
        let sum = adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap();
        assert_eq!(sum, numbers(3, 0), "{kind:?}: the plugin is called");
        let call = self.main.call("errand.v1.Errand/Sum", numbers(FRESH, 3));
        let (sum, ()) = soon(async { tokio::join!(call, self.road.lend(broker, FRESH)) }).await;
        assert_eq!(sum.unwrap(), numbers(3, 0), "{kind:?}: the plugin calls");
    }
}
