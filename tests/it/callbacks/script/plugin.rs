//! A plugin of our host: its process prints a line, and its socket is the test's.

use pintle::{Callback, Launcher, Multiplex, Plugin, Security};
use pintle_tests::errand::{Adder as _, AdderClient, Errand as _, ErrandClient, Plus, errand};
use tokio::task::JoinHandle;
use tonic::Code;

use super::{Asked, Callee, Kind, Mode, Mux, Numbers, Road, Talk, numbers};
use crate::harness::{BROKEN, command, launcher_with};
use crate::started::soon;
use crate::tls::{Listener, Network};

/// A scripted plugin, and the host that has launched it.
pub struct ScriptedPlugin {
    pub kind: Kind,
    /// The host's.
    pub plugin: Plugin,
    /// The host's.
    pub errand: ErrandClient,
    pub road: Road,
    /// The methods whose calls have broken off before their message.
    pub broken_off: Vec<String>,
    main: Callee,
}

impl ScriptedPlugin {
    /// One with a broker.
    pub async fn launch(kind: Kind) -> (Self, Talk) {
        Self::answering(kind, Asked::talk).await
    }

    /// One that does as it likes with `StartStream`.
    pub async fn answering<T>(kind: Kind, answer: impl FnOnce(Asked) -> T) -> (Self, T) {
        let listener = Listener::bind(Network::Unix).await;
        let launched = tokio::spawn(launcher(kind, &listener).launch());
        let socket = soon(listener.accept()).await.unwrap();
        let (mux, mut main) = if kind.multiplexed {
            let mut mux = Mux::over(socket, Mode::Server);
            let main = mux.next().await.unwrap();
            (Some(mux), Callee::over(main))
        } else {
            (None, Callee::over(socket))
        };
        // The host opens the brokers' stream first, and then asks how the plugin is.
        let start_stream = soon(main.next()).await.unwrap();
        assert_eq!(start_stream.path, "/plugin.GRPCBroker/StartStream");
        let answered = answer(start_stream);
        soon(main.next()).await.unwrap().refuse(Code::Unimplemented);
        let plugin = soon(launched).await.unwrap().unwrap();
        assert_eq!(plugin.is_multiplexed(), kind.multiplexed);
        let errand = plugin.client();
        (Self { kind, plugin, errand, road: Road::new(mux), broken_off: Vec::new(), main }, answered)
    }

    /// The next call of this method of the errand's, and its message. A call that breaks off before its message is none.
    pub async fn asked(&mut self, method: &str) -> (Asked, Numbers) {
        loop {
            let mut asked = soon(self.main.next()).await.expect("the host is connected");
            let Some(called) = asked.path.strip_prefix("/errand.v1.Errand/").map(str::to_owned) else {
                asked.refuse(Code::Unimplemented);
                continue;
            };
            if let Ok(numbers) = asked.numbers().await {
                assert_eq!(called, method);
                return (asked, numbers);
            }
            self.broken_off.push(called);
        }
    }

    /// An adder that the plugin has told the host of, and nothing else.
    pub async fn adder(&mut self, id: u32) -> Callback<AdderClient> {
        let errand = self.errand.clone();
        let call = tokio::spawn(async move { errand.adder().await });
        self.asked("Adder").await.0.answer(&numbers(id, 0));
        soon(call).await.unwrap().unwrap()
    }

    /// The host lends an adder; what is its number, the call, and its other end.
    pub async fn lent(&mut self, adder: Callback<AdderClient>) -> (u32, Asked, JoinHandle<i64>) {
        let errand = self.errand.clone();
        let call = tokio::spawn(async move { errand.sum(adder, 1).await.unwrap() });
        let (asked, lent) = self.asked("Sum").await;
        (u32::try_from(lent.first).unwrap(), asked, call)
    }

    /// All is well: the host calls back, and is called back.
    pub async fn works(&mut self, broker: &mut Talk) {
        const FRESH: u32 = 1_000_000;
        let kind = self.kind;
        let adder = self.adder(FRESH).await;
        let (sum, ()) = soon(async { tokio::join!(adder.add(1, 2), self.road.lend(broker, FRESH)) }).await;
        assert_eq!(sum.unwrap(), 3, "{kind:?}: the host calls");
        let (id, asked, call) = self.lent(Callback::new(Plus(10))).await;
        let adder = self.road.borrow(broker, id).await;
        asked.answer(&adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap());
        assert_eq!(soon(call).await.unwrap(), 13, "{kind:?}: the host is called");
    }
}

fn launcher(kind: Kind, listener: &Listener) -> Launcher {
    let mut broken = command(BROKEN);
    let beyond = match (kind.multiplexed, kind.kin) {
        (false, _) => "",
        (true, false) => "||true",
        (true, true) => "||true|broker",
    };
    broken.arg(format!("line:1|1|{}|grpc{beyond}", listener.fields())).arg("silent");
    let multiplex = if kind.multiplexed { Multiplex::Require } else { Multiplex::Auto };
    launcher_with(errand::HANDSHAKE, broken).0.multiplex(multiplex).security(Security::Plaintext)
}
