//! The connections beside the main one, as go-plugin makes them.

use pintle::Line;
use tokio::task::JoinSet;

use super::{Callee, Caller, ConnInfo, Mux, Talk, ack, at, knock};
use crate::tls::{Listener, Network, connect};

/// How a scripted peer brokers.
#[derive(Debug)]
pub struct Road {
    /// None where each number has a socket.
    pub mux: Option<Mux>,
    services: JoinSet<()>,
}

impl Road {
    pub fn new(mux: Option<Mux>) -> Self {
        Self { mux, services: JoinSet::new() }
    }

    /// The streams of the one connection.
    pub fn mux(&mut self) -> &mut Mux {
        self.mux.as_mut().expect("it is multiplexed")
    }

    /// Lets the other end have an adder under this number, once it wants one.
    pub async fn lend(&mut self, broker: &mut Talk, id: u32) {
        match &mut self.mux {
            Some(mux) => {
                assert_eq!(broker.said().await, Some(knock(id)));
                broker.tell(&ack(id));
                let stream = mux.next().await.unwrap();
                self.services.spawn(Callee::over(stream).add());
            }
            None => {
                let (offer, listener) = listen(id).await;
                broker.tell(&offer);
                self.serve(listener);
            }
        }
    }

    /// Has whoever comes add, one after the other.
    pub fn serve(&mut self, listener: Listener) {
        self.services.spawn(async move {
            while let Ok(socket) = listener.accept().await {
                Callee::over(socket).add().await;
            }
        });
    }

    /// Connects to what the other end offers under this number.
    pub async fn borrow(&self, broker: &mut Talk, id: u32) -> Caller {
        match &self.mux {
            Some(mux) => {
                broker.tell(&knock(id));
                assert_eq!(broker.said().await, Some(ack(id)));
                Caller::over(mux.open().await).await.unwrap()
            }
            None => {
                let said = broker.said().await.unwrap();
                assert_eq!((said.service_id, &said.knock), (id, &None));
                let line: Line = format!("1|1|{}|{}", said.network, said.address).parse().unwrap();
                Caller::over(connect(&line.address).await.unwrap()).await.unwrap()
            }
        }
    }
}

/// A socket for this number, and what is to be told of it.
pub async fn listen(id: u32) -> (ConnInfo, Listener) {
    let listener = Listener::bind(Network::Unix).await;
    let fields = listener.fields();
    let (network, address) = fields.split_once('|').unwrap();
    (at(id, network, address), listener)
}
