//! A plugin with calls of every kind. `FLOW_OLD` makes it one that lacks the optional ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::StreamExt as _;
use pintle::{Context, Server, Streaming};
use pintle_tests::flow::old::{OldFlow, OldFlowServer, old_flow};
use pintle_tests::flow::{Flooded, Flow, FlowError, FlowServer, flow};
use tokio::sync::{Notify, watch};

#[derive(Default)]
struct Here {
    chunks: Arc<AtomicU64>,
    open: watch::Sender<u64>,
    ended: Arc<AtomicU64>,
    go_on: Arc<Notify>,
}

/// Counts what is under way.
struct Open(watch::Sender<u64>, Arc<AtomicU64>);

impl Here {
    fn open(&self) -> Open {
        self.open.send_modify(|open| *open += 1);
        Open(self.open.clone(), Arc::clone(&self.ended))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.send_modify(|open| *open -= 1);
    }
}

const END: u64 = 1_000_000;

impl Flow for Here {
    async fn count(&self, from: u64, to: u64) -> Result<Streaming<u64, FlowError>, FlowError> {
        if from > END {
            return Err(FlowError::PastEnd { asked: from, end: END });
        }
        let number =
            move |number| if number < END { Ok(number) } else { Err(FlowError::PastEnd { asked: to, end: END }) };
        Ok(Streaming::new(futures_util::stream::iter((from..to).map(number))))
    }

    async fn sum(&self, mut numbers: Streaming<u64, FlowError>) -> Result<u64, FlowError> {
        let _open = self.open();
        let mut sum = 0;
        while let Some(number) = numbers.try_next().await? {
            if number > END {
                return Err(FlowError::PastEnd { asked: number, end: END });
            }
            sum += number;
        }
        Ok(sum)
    }

    async fn join(
        &self,
        before: String,
        mut parts: Streaming<String, FlowError>,
        after: String,
    ) -> Result<String, FlowError> {
        let mut joined = before;
        while let Some(part) = parts.try_next().await? {
            joined.push_str(&part);
        }
        Ok(joined + &after)
    }

    async fn echo(&self, mut texts: Streaming<String, FlowError>) -> Result<Streaming<String, FlowError>, FlowError> {
        let (sender, echoed) = Streaming::channel(1);
        let open = self.open();
        tokio::spawn(async move {
            let _open = open;
            loop {
                let text = tokio::select! {
                    text = texts.try_next() => text,
                    () = sender.closed() => return,
                };
                match text {
                    Ok(Some(text)) => _ = sender.send(text.to_uppercase()).await,
                    Ok(None) => return,
                    Err(error) => return sender.fail(error).await,
                }
            }
        });
        Ok(echoed)
    }

    async fn flood(&self, size: u32) -> Result<Streaming<Vec<u8>, FlowError>, FlowError> {
        let (open, chunks) = (self.open(), Arc::clone(&self.chunks));
        Ok(Streaming::new(futures_util::stream::repeat_with(move || {
            let _ = &open;
            chunks.fetch_add(1, Ordering::SeqCst);
            Ok(vec![7; size as usize])
        })))
    }

    async fn drain(&self, slow: u64, mut chunks: Streaming<Vec<u8>, FlowError>) -> Result<u64, FlowError> {
        let _open = self.open();
        let (mut bytes, mut count) = (0, 0);
        while let Some(chunk) = chunks.try_next().await? {
            if count < slow {
                self.go_on.notified().await;
            }
            count += 1;
            bytes += chunk.len() as u64;
        }
        Ok(bytes)
    }

    async fn go_on(&self) -> Result<(), FlowError> {
        self.go_on.notify_one();
        Ok(())
    }

    async fn flooded(&self) -> Result<Flooded, FlowError> {
        Ok(Flooded { chunks: self.chunks.load(Ordering::SeqCst), open: *self.open.borrow() })
    }

    async fn ended(&self) -> Result<u64, FlowError> {
        let mut open = self.open.subscribe();
        let ended = open.wait_for(|open| *open == 0).await;
        ended.map_err(|_| FlowError::GaveUp("the plugin ends".to_owned()))?;
        Ok(self.ended.load(Ordering::SeqCst))
    }

    async fn stumble(&self) -> Result<Streaming<u64, FlowError>, FlowError> {
        let numbers = (1..=4).map(|number| if number < 4 { Ok(number) } else { panic!("a secret") });
        Ok(Streaming::new(futures_util::stream::iter(numbers)))
    }

    async fn context(&self, cx: Context, wait: bool) -> Result<Vec<String>, FlowError> {
        let open = self.open();
        let watched = cx.clone();
        tokio::spawn(async move {
            let _open = open;
            watched.cancelled().await;
        });
        let metadata = cx.metadata();
        if let Some(echo) = metadata.get("echo") {
            _ = cx.send("echoed", echo);
        }
        if let Some(echo) = metadata.get_bin("echo-bin") {
            _ = cx.send_bin("echoed-bin", &echo);
        }
        if wait {
            std::future::pending::<()>().await;
        }
        let left = cx.deadline().map(|deadline| deadline.saturating_duration_since(std::time::Instant::now()));
        let peer = cx.peer();
        Ok(vec![
            format!("version {:?}", cx.version()),
            format!("pid {:?}", peer.and_then(pintle::Peer::pid)),
            format!("certificate {}", peer.is_some_and(|peer| peer.certificate().is_some())),
            format!("seconds {:?}", left.map(|left| left.as_secs())),
            format!("trace {:?}", cx.trace()),
            format!("traceparent {:?}", cx.child().trace()),
        ])
    }

    async fn length(&self, text: String) -> Result<u64, FlowError> {
        Ok(text.chars().count() as u64)
    }

    async fn echo_one(&self, text: String) -> Result<String, FlowError> {
        Ok(text)
    }

    async fn mark(&self, mut fields: prost_types::Struct) -> Result<prost_types::Struct, FlowError> {
        fields.fields.insert("marked".to_owned(), true.into());
        Ok(fields)
    }

    async fn doubled(&self, floods: Streaming<Flooded, FlowError>) -> Result<Streaming<Flooded, FlowError>, FlowError> {
        let double = |flood: Flooded| Flooded { chunks: 2 * flood.chunks, open: 2 * flood.open };
        Ok(Streaming::new(floods.map(move |flood| flood.map(double))))
    }
}

impl OldFlow for Here {
    async fn echo_one(&self, text: String) -> Result<String, FlowError> {
        Ok(text)
    }
}

#[pintle::main(handshake = flow::HANDSHAKE)]
fn main() -> Server {
    match std::env::var_os("FLOW_OLD") {
        Some(_) => Server::new(old_flow::HANDSHAKE).serve(1, OldFlowServer::new(Here::default())),
        None => Server::new(flow::HANDSHAKE).serve(1, FlowServer::new(Here::default())),
    }
}
