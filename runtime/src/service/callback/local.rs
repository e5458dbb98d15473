//! A service of this process that is behind a callback.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::io::DuplexStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Exchange, Table};
use crate::broker::{Core, Door};
use crate::error::CallError;
use crate::service::{Handler, Origin, RouterBuilder};
use crate::transport::{Peer, converse};

/// A service, and to whom it was lent. All clones of its callback share it.
pub(in crate::service) struct Local {
    handler: Arc<dyn Handler>,
    loans: Mutex<Loans>,
    closed: CancellationToken,
    /// For the callbacks of its own methods, where it is called from within this process.
    table: Arc<Table>,
}

/// The doors that lead to the service; those that were shut are left out now and then.
#[derive(Debug, Default)]
struct Loans {
    doors: Vec<(Weak<Core>, u32)>,
    look_at: usize,
}

impl Local {
    pub(super) fn new(handler: Arc<dyn Handler>) -> Self {
        Self { handler, loans: Mutex::default(), closed: CancellationToken::new(), table: Arc::default() }
    }

    /// Lends it to the peer, and says under which number.
    pub(super) fn lend(&self, core: &Arc<Core>) -> Result<u32, CallError> {
        if self.closed.is_cancelled() {
            return Err(CallError::LetGo { service: self.handler.name(), by: "lender" });
        }
        let id = core.open(None, Door::lent(true), Arc::clone(&self.handler))?;
        let mut loans = self.loans.lock().unwrap_or_else(PoisonError::into_inner);
        if loans.doors.len() >= loans.look_at {
            loans.doors.retain(|(core, id)| core.upgrade().is_some_and(|core| core.is_open(*id)));
            loans.look_at = 2 * loans.doors.len() + FEW;
        }
        loans.doors.push((Arc::downgrade(core), id));
        Ok(id)
    }

    /// Ends the service, wherever it was lent.
    pub(super) fn close(&self) {
        self.closed.cancel();
        self.each_loan(|core, id| core.shut(id));
    }

    /// Answers calls from within this process.
    pub(in crate::service) fn answer(&self, stream: DuplexStream) -> impl Future<Output = ()> + Send + 'static {
        let router = RouterBuilder::default().handler(Arc::clone(&self.handler)).build(0);
        let origin = Origin {
            peer: Peer::myself(),
            exchange: Exchange::Within(Arc::clone(&self.table)),
            calls: TaskTracker::new(),
        };
        converse(Box::pin(stream), move |request| router.answer(request, &origin), self.closed.clone())
    }

    /// How callbacks get to the methods of the service, from within this process.
    pub(in crate::service) fn exchange(&self) -> Exchange {
        Exchange::Within(Arc::clone(&self.table))
    }

    fn each_loan(&self, act: impl Fn(&Arc<Core>, u32)) {
        let doors = std::mem::take(&mut self.loans.lock().unwrap_or_else(PoisonError::into_inner).doors);
        let doors = doors.into_iter().filter_map(|(core, id)| Some((core.upgrade()?, id)));
        doors.for_each(|(core, id)| act(&core, id));
    }
}

/// The lender keeps it no longer: whoever it was lent to may still.
impl Drop for Local {
    fn drop(&mut self) {
        self.each_loan(Core::unkept);
    }
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Local").field("service", &self.handler.name()).finish_non_exhaustive()
    }
}

/// So many loans are not worth a look.
const FEW: usize = 16;
