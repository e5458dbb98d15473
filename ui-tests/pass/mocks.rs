//! A mock has every method of its trait, whatever that takes.
#![deny(warnings)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unnameable_types, unused_qualifications)]
#![deny(elided_lifetimes_in_paths, async_fn_in_trait, refining_impl_trait)]

use std::sync::Arc;

use pintle::{Callback, Context, Message, Status, Streaming, plugin};

/// A line.
#[derive(Clone, Debug, Message)]
pub struct Line {
    /// What it says.
    pub text: String,
}

/// Whoever listens.
#[plugin(package = "book.v1", mock)]
pub trait Listener {
    /// Hears.
    async fn hears(&self, text: String) -> Result<(), Status>;
}

/// A book.
#[plugin(package = "book.v1", cookie("BOOK", "open"), mock)]
pub trait Book {
    /// Nothing goes in.
    async fn len(&self) -> Result<u64, Status>;
    /// A keyword, a context, two arguments.
    async fn r#move(&self, context: Context, from: u64, r#type: String) -> Result<Option<String>, Status>;
    /// It has a body.
    async fn title(&self) -> Result<String, Status> {
        Ok("none".to_owned())
    }
    /// A stream comes.
    async fn read(&self, from: u64) -> Result<Streaming<String>, Status>;
    /// A stream goes.
    async fn write(&self, at: u64, lines: Streaming<String>) -> Result<u64, Status>;
    /// Both.
    async fn copy(&self, context: Context, lines: Streaming<String>) -> Result<Streaming<String>, Status>;
    /// A callback.
    async fn listen(&self, listener: Callback<ListenerClient>) -> Result<(), Status>;
    /// The messages themselves.
    #[rpc(message)]
    async fn whole(&self, line: Line) -> Result<Line, Status>;
    /// Not any more.
    #[deprecated = "there may be many"]
    async fn all(&self) -> Result<Vec<Line>, Status>;
    /// Named like what the library makes.
    async fn checkpoint(&self) -> Result<(), Status>;
}

/// None is asked for in this build.
#[plugin(package = "book.v1", mock(all(test, not(test))))]
pub trait Shelf {
    /// Nothing.
    async fn len(&self) -> Result<u64, Status>;
}

/// It has the name that a mock of the last would have.
#[derive(Clone, Copy, Debug)]
pub struct MockShelf;

fn takes(_: impl Book) {}

fn main() {
    let mut book = MockBook::new();
    book.expect_len().times(1).returning(|| Ok(7));
    book.expect_move().withf(|_, from, _| *from == 1).returning(|_, _, kind| Ok(Some(kind)));
    book.expect_write().returning(|_, mut lines| {
        Box::pin(async move {
            let mut count = 0;
            while let Some(line) = lines.next().await {
                drop(line?);
                count += 1;
            }
            Ok(count)
        })
    });
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let answer = Box::pin(book.len()).as_mut().poll(&mut context);
    assert!(matches!(answer, std::task::Poll::Ready(Ok(7))), "it does not wait");
    takes(Arc::new(book));
    takes(MockBook::default());
}
