//! What callbacks need while the message that they are part of is written or read.
//!
//! A field is written and read by code that knows of no call: prost's traits have no place for one. So the call is at hand,
//! for this thread, exactly while one of its messages is encoded or decoded.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use futures_util::{FutureExt as _, Stream, StreamExt as _, stream};

use super::Callback;
use crate::broker::Core;
use crate::error::CallError;
use crate::field::Payload;
use crate::service::{Client, Connection};

/// How callbacks get to the other end of a call.
#[derive(Debug, Clone)]
pub(crate) enum Exchange {
    /// By the broker.
    Broker(Arc<Core>),
    /// From hand to hand: it is in this process.
    Within(Arc<Table>),
}

/// Callbacks on their way from one end of a call to the other, within this process.
#[derive(Debug, Default)]
pub(crate) struct Table(Mutex<Lying>);

#[derive(Debug, Default)]
struct Lying {
    last: u32,
    callbacks: HashMap<u32, Box<dyn Any + Send + Sync>>,
}

impl Table {
    fn put(&self, callback: Box<dyn Any + Send + Sync>) -> u32 {
        let mut lying = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lying.last = lying.last.checked_add(1).unwrap_or(1);
        let number = lying.last;
        lying.callbacks.insert(number, callback);
        number
    }

    fn take(&self, number: u32) -> Option<Box<dyn Any + Send + Sync>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).callbacks.remove(&number)
    }
}

/// The callbacks of one call. When the last clone is dropped, the call is over.
#[derive(Debug, Clone)]
pub(in crate::service) struct Lending(Arc<Call>);

struct Call {
    exchange: Exchange,
    /// What callbacks that come with the reply hold, beside their own connection; None on the answering side.
    owner: Option<Arc<dyn Any + Send + Sync>>,
    lent: Mutex<Vec<u32>>,
    failure: OnceLock<CallError>,
}

impl Lending {
    /// For one call. Callbacks that come with it hold `owner`.
    pub(in crate::service) fn new(exchange: Exchange, owner: Option<Arc<dyn Any + Send + Sync>>) -> Self {
        Self(Arc::new(Call { exchange, owner, lent: Mutex::default(), failure: OnceLock::new() }))
    }

    /// Writes a message and reads it again, all within this process: its callbacks stay what they are.
    pub(in crate::service) fn copying<T>(work: impl FnOnce() -> T) -> T {
        Self::new(Exchange::Within(Arc::default()), None).during(work)
    }

    /// Why a callback could not be lent.
    pub(in crate::service) fn failure(&self) -> Option<&CallError> {
        self.0.failure.get()
    }

    /// The same payloads, of which the first is tried if it is there: a call that cannot lend is not made at all.
    pub(in crate::service) fn tried<P, S>(
        &self,
        payloads: S,
    ) -> Result<impl Stream<Item = P> + Send + 'static, CallError>
    where
        P: Payload,
        S: Stream<Item = P> + Send + 'static,
    {
        let mut payloads = Box::pin(payloads);
        let first = payloads.as_mut().next().now_or_never().flatten();
        if let Some(first) = &first {
            self.during(|| first.encoded_len());
        }
        match self.failure() {
            Some(failure) => Err(failure.clone()),
            None => Ok(stream::iter(first).chain(payloads)),
        }
    }

    /// Writes or reads a message of the call.
    pub(in crate::service) fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        struct Restore(Option<At>);
        impl Drop for Restore {
            fn drop(&mut self) {
                AT.set(self.0.take());
            }
        }
        let at = At { lending: self.clone(), numbers: Vec::new() };
        let _restore = Restore(AT.replace(Some(at)));
        work()
    }

    fn lend<C: Client>(&self, callback: &Callback<C>) -> u32 {
        let lent = match &self.0.exchange {
            Exchange::Broker(core) => callback.lend(core),
            Exchange::Within(table) => Ok(table.put(Box::new(callback.clone()))),
        };
        match lent {
            Ok(number) => {
                self.0.lent.lock().unwrap_or_else(PoisonError::into_inner).push(number);
                number
            }
            Err(error) => {
                _ = self.0.failure.set(error);
                0
            }
        }
    }

    fn receive<C: Client>(&self, number: u32) -> Result<Callback<C>, &'static str> {
        match &self.0.exchange {
            Exchange::Broker(core) => {
                let owner = self.0.owner.clone();
                Ok(Callback::borrowed(Connection::borrowed(Arc::clone(core), number, C::NAME, owner)))
            }
            Exchange::Within(table) => {
                let callback = table.take(number).and_then(|callback| callback.downcast().ok());
                callback.map(|callback| *callback).ok_or("there is no such callback")
            }
        }
    }
}

/// The call is over.
impl Drop for Call {
    fn drop(&mut self) {
        let lent = std::mem::take(self.lent.get_mut().unwrap_or_else(PoisonError::into_inner));
        match &self.exchange {
            Exchange::Broker(core) => lent.into_iter().for_each(|number| core.over(number)),
            // What nobody has read nobody will; but a reply may be read when it has been sent long ago.
            Exchange::Within(table) if self.owner.is_some() => {
                lent.into_iter().for_each(|number| drop(table.take(number)));
            }
            Exchange::Within(_) => {}
        }
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("exchange", &self.exchange).finish_non_exhaustive()
    }
}

/// What is at hand.
struct At {
    lending: Lending,
    /// The numbers of the callbacks written so far, by where they are: a field is measured before it is written.
    numbers: Vec<(usize, u32)>,
}

thread_local! {
    static AT: RefCell<Option<At>> = const { RefCell::new(None) };
}

/// The number under which `callback` goes; 0 if it cannot go, which the call then says.
pub(super) fn number<C: Client>(callback: &Callback<C>) -> u32 {
    AT.with_borrow_mut(|at| {
        let Some(At { lending, numbers }) = at else { return 0 };
        let place = std::ptr::from_ref(callback).addr();
        if let Some((_, number)) = numbers.iter().find(|(known, _)| *known == place) {
            return *number;
        }
        let number = lending.lend(callback);
        numbers.push((place, number));
        number
    })
}

/// The callback that came under `number`.
pub(super) fn callback<C: Client>(number: u32) -> Result<Callback<C>, &'static str> {
    let lending = AT.with_borrow(|at| at.as_ref().map(|at| at.lending.clone()));
    lending.ok_or("a callback can be read only as part of a call")?.receive(number)
}
