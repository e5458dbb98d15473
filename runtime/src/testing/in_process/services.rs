//! The services of a plugin within a test, which the test gets back when the plugin ends: what they have to tell when they are
//! dropped, such as a mock that waits for a call in vain, is told to the test, and not to a task that nobody looks at.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use prost_types::FileDescriptorProto;

use crate::serve::Server;
use crate::service::{Answer, Call, Handler};

/// What was lent to the plugin.
#[derive(Debug)]
pub(super) struct Services(Vec<Arc<Lent>>);

/// One service, for as long as the plugin runs.
struct Lent {
    name: &'static str,
    service: RwLock<Option<Arc<dyn Handler>>>,
}

impl Services {
    /// Puts itself between the server and its services.
    pub(super) fn of(server: &mut Server) -> Self {
        let lend = |(_, service): &mut (u32, Arc<dyn Handler>)| {
            let held = RwLock::new(Some(Arc::clone(service)));
            let lent = Arc::new(Lent { name: service.name(), service: held });
            *service = Arc::new(Borrowed(Arc::clone(&lent)));
            lent
        };
        Self(server.handlers.iter_mut().map(lend).collect())
    }

    /// Drops them here. A call that is still answered keeps its own.
    pub(super) fn give_back(&self) {
        let take = |lent: &Arc<Lent>| lent.service.write().unwrap_or_else(PoisonError::into_inner).take();
        // All of them first: one that panics must not keep the others.
        drop(self.0.iter().filter_map(take).collect::<Vec<_>>());
    }
}

/// The plugin's side of it.
struct Borrowed(Arc<Lent>);

impl Borrowed {
    fn service(&self) -> Option<Arc<dyn Handler>> {
        self.0.service.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Handler for Borrowed {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn descriptor(&self) -> FileDescriptorProto {
        self.service().map(|service| service.descriptor()).unwrap_or_default()
    }

    fn imports(&self) -> Vec<FileDescriptorProto> {
        self.service().map(|service| service.imports()).unwrap_or_default()
    }

    fn handle(&self, call: Call) -> Answer {
        match self.service() {
            Some(service) => service.handle(call),
            // The plugin has ended; its connections are about to.
            None => call.unserved(""),
        }
    }
}

impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").field("name", &self.name).finish_non_exhaustive()
    }
}
