//! What a call is answered with.

use std::fmt;
use std::time::Duration;

use prost_types::MethodDescriptorProto;

use super::Book;
use super::reply::{Messages, messages};
use super::shape;
use crate::service::{AsMessage, Failure, Form, InField};

/// The steps of one method, while they are told: each is for one call.
pub struct Steps<'a> {
    book: &'a Book,
    method: &'a MethodDescriptorProto,
    delay: Duration,
}

/// What happens to one call.
pub(super) struct Step {
    pub(super) delay: Duration,
    pub(super) act: Act,
    /// Whether the request is a stream, which need not be read before the answer.
    pub(super) is_upload: bool,
}

pub(super) enum Act {
    Reply(Messages),
    Fail(Box<tonic::Status>),
    Disconnect,
    Hang,
    Pass,
}

impl<'a> Steps<'a> {
    pub(super) fn new(book: &'a Book, method: &'a MethodDescriptorProto) -> Self {
        Self { book, method, delay: Duration::ZERO }
    }

    /// Replies what the method would return. Where that is a stream, it is a [`Streaming`](crate::Streaming), which may end
    /// with an error or not at all.
    ///
    /// Callbacks cannot be replied.
    ///
    /// # Panics
    ///
    /// When the method returns another type.
    #[track_caller]
    pub fn reply<T>(self, value: T) -> Self
    where
        InField: Form<T>,
    {
        self.written::<T, InField>(value)
    }

    /// Replies a whole message: for methods with `#[rpc(message)]`.
    ///
    /// # Panics
    ///
    /// When the method returns another message.
    #[track_caller]
    pub fn reply_message<T>(self, message: T) -> Self
    where
        AsMessage: Form<T>,
    {
        self.written::<T, AsMessage>(message)
    }

    /// Fails the call: with a [`Status`](crate::Status), or the error of the trait, which arrives as the same variant.
    pub fn fail(self, error: impl Failure) -> Self {
        let service = self.book.known.service;
        let package = service.rsplit_once('.').map_or("", |(package, _)| package);
        self.add(Act::Fail(Box::new(error.depart(package).into())))
    }

    /// Waits before the next step, by tokio's clock.
    ///
    /// # Panics
    ///
    /// When no step follows.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay += delay;
        self
    }

    /// Cuts all connections of the plugin, as its crash would: for a plugin [within this process](super::super::InProcess),
    /// on its side.
    pub fn disconnect(self) -> Self {
        self.add(Act::Disconnect)
    }

    /// Never answers.
    pub fn hang(self) -> Self {
        self.add(Act::Hang)
    }

    /// Lets the call pass to what stands behind the script.
    pub fn pass(self) -> Self {
        self.add(Act::Pass)
    }

    /// Lets all further calls pass.
    pub fn then_pass(self) {
        if let Some(line) = self.book.lines().get_mut(self.method.name()) {
            line.then_pass = true;
        }
    }

    #[track_caller]
    fn written<T, F: Form<T>>(self, value: T) -> Self {
        if let Err(difference) = shape::compare::<F::Payload>(&self.book.known, self.method, F::STREAMS) {
            panic!("the script cannot reply that: {difference}");
        }
        let service = self.book.known.service;
        let package = service.rsplit_once('.').map_or("", |(package, _)| package);
        self.add(Act::Reply(messages(F::send(value, package))))
    }

    fn add(mut self, act: Act) -> Self {
        let delay = std::mem::take(&mut self.delay);
        let step = Step { delay, act, is_upload: self.method.client_streaming() };
        if let Some(line) = self.book.lines().get_mut(self.method.name()) {
            line.steps.push_back(step);
        }
        self
    }
}

/// A delay is part of the step behind it.
impl Drop for Steps<'_> {
    fn drop(&mut self) {
        let is_lost = !self.delay.is_zero() && !std::thread::panicking();
        assert!(!is_lost, "the script's last step of {} is a delay, and nothing follows", self.method.name());
    }
}

impl fmt::Debug for Steps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Steps").field("method", &self.method.name()).finish_non_exhaustive()
    }
}
