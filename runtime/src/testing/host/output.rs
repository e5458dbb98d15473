//! What a program has written on one of its streams, as it is.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// One of a plugin's two streams. It is read all the time, whether anybody looks or not.
#[derive(Debug)]
pub struct Output {
    read: watch::Receiver<Read>,
    reader: AbortHandle,
}

#[derive(Debug, Default)]
struct Read {
    bytes: Vec<u8>,
    ended: bool,
}

impl Output {
    pub(super) fn of(mut stream: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let (sender, read) = watch::channel(Read::default());
        let reader = tokio::spawn(async move {
            let mut some = [0; 16 * 1024];
            while let Ok(count @ 1..) = stream.read(&mut some).await {
                sender.send_modify(|read| read.bytes.extend_from_slice(&some[..count]));
            }
            sender.send_modify(|read| read.ended = true);
        });
        Self { read, reader: reader.abort_handle() }
    }

    /// All that has come so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.read.borrow().bytes.clone()
    }

    /// The same as text, where it is.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.read.borrow().bytes).into_owned()
    }

    /// Waits until the stream has ended: nobody has its other end any more. `false` if that takes longer than `patience`.
    pub async fn ended(&mut self, patience: Duration) -> bool {
        self.until(patience, |_, ended| ended).await
    }

    /// Waits until what has come is as wanted, or no more can come; `false` if that takes longer than `patience`.
    pub async fn until(&mut self, patience: Duration, mut wanted: impl FnMut(&[u8], bool) -> bool) -> bool {
        let reached = self.read.wait_for(|read| read.ended || wanted(&read.bytes, read.ended));
        timeout(patience, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// Closes our end: whoever writes from now on writes to nobody.
    pub(super) fn close(&self) {
        self.reader.abort();
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.reader.abort();
    }
}
