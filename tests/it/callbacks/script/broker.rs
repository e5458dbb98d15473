//! What two brokers tell each other (wire.md §1.8), and the streams of a multiplexed connection (§1.14).

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use futures_util::AsyncWrite as _;
use prost::Message;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio_util::compat::{Compat, FuturesAsyncReadCompatExt as _, TokioAsyncReadCompatExt as _};
use yamux::{Config, Connection};

pub use yamux::Mode;

use super::Talk;
use crate::started::soon;
use crate::tls::Socket;

#[derive(Clone, PartialEq, Eq, Message)]
pub struct ConnInfo {
    #[prost(uint32, tag = "1")]
    pub service_id: u32,
    #[prost(string, tag = "2")]
    pub network: String,
    #[prost(string, tag = "3")]
    pub address: String,
    #[prost(message, optional, tag = "4")]
    pub knock: Option<Knock>,
}

#[derive(Clone, PartialEq, Eq, Message)]
pub struct Knock {
    #[prost(bool, tag = "1")]
    pub knock: bool,
    #[prost(bool, tag = "2")]
    pub ack: bool,
    #[prost(string, tag = "3")]
    pub error: String,
}

/// `service_id` is to be had at this address.
pub fn at(service_id: u32, network: &str, address: &str) -> ConnInfo {
    ConnInfo { service_id, network: network.to_owned(), address: address.to_owned(), knock: None }
}

pub fn knock(service_id: u32) -> ConnInfo {
    told(service_id, Knock { knock: true, ..Knock::default() })
}

pub fn ack(service_id: u32) -> ConnInfo {
    told(service_id, Knock { knock: true, ack: true, error: String::new() })
}

pub fn refusal(service_id: u32, error: &str) -> ConnInfo {
    told(service_id, Knock { knock: true, ack: true, error: error.to_owned() })
}

fn told(service_id: u32, knock: Knock) -> ConnInfo {
    ConnInfo { service_id, knock: Some(knock), ..ConnInfo::default() }
}

impl Talk {
    /// What the other end's broker says next, apart from the words that only pintle has.
    pub async fn said(&mut self) -> Option<ConnInfo> {
        loop {
            let said = self.heard::<ConnInfo>().await?;
            if said.network != "pintle" {
                return Some(said);
            }
        }
    }
}

pub type MuxStream = Compat<yamux::Stream>;

/// One end of a multiplexed connection. Dropped, it hangs up.
#[derive(Debug)]
pub struct Mux {
    requests: mpsc::UnboundedSender<oneshot::Sender<MuxStream>>,
    arrived: mpsc::UnboundedReceiver<MuxStream>,
    frozen: Arc<AtomicBool>,
    driver: JoinSet<()>,
}

impl Mux {
    pub fn over(socket: Socket, mode: Mode) -> Self {
        let (requests, mut requested) = mpsc::unbounded_channel::<oneshot::Sender<MuxStream>>();
        let (arrivals, arrived) = mpsc::unbounded_channel();
        let mut connection = Connection::new(socket.compat(), Config::default(), mode);
        let mut driver = JoinSet::new();
        let frozen = Arc::new(AtomicBool::new(false));
        let is_frozen = Arc::clone(&frozen);
        driver.spawn(poll_fn(move |context| {
            if is_frozen.load(Ordering::Relaxed) {
                return Poll::Pending;
            }
            while let Poll::Ready(Some(request)) = requested.poll_recv(context) {
                let Poll::Ready(Ok(mut stream)) = connection.poll_new_outbound(context) else { return Poll::Ready(()) };
                // The other end is to see it now, not with its first bytes.
                _ = Pin::new(&mut stream).poll_write(context, &[]);
                _ = request.send(stream.compat());
            }
            loop {
                match connection.poll_next_inbound(context) {
                    Poll::Ready(Some(Ok(stream))) => _ = arrivals.send(stream.compat()),
                    Poll::Ready(_) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                }
            }
        }));
        Self { requests, arrived, frozen, driver }
    }

    pub async fn open(&self) -> MuxStream {
        let (opened, stream) = oneshot::channel();
        self.requests.send(opened).unwrap();
        soon(stream).await.unwrap()
    }

    /// The next stream that the other end opens; None if the connection has ended.
    pub async fn next(&mut self) -> Option<MuxStream> {
        soon(self.arrived.recv()).await
    }

    /// Neither reads nor writes from now on.
    pub fn freeze(&self) {
        self.frozen.store(true, Ordering::Relaxed);
    }

    /// Hangs up, whatever is under way.
    pub async fn hang_up(&mut self) {
        self.driver.shutdown().await;
    }
}
