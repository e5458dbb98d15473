//! The rate limits of a plugin: which of them a call falls under, and what a refused one is told.

mod peers;
mod rate;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

use self::peers::Peers;
pub use self::rate::RateLimit;
use super::Handler;
use crate::error::ConfigError;
use crate::status::{Code, Status};
use crate::transport::Identity;

/// All limits of a server.
pub(crate) struct Limits<C: Clock = DefaultClock> {
    clock: C,
    /// Those of methods that have some of their own, together with those of all methods.
    methods: HashMap<String, Vec<Arc<Limit<C>>>>,
    /// Those of all methods.
    all: Vec<Arc<Limit<C>>>,
}

/// One limit, and what is left of it.
struct Limit<C: Clock> {
    subject: String,
    left: Left<C>,
}

enum Left<C: Clock> {
    Together(Bucket<C>),
    EachPeer(Peers<C>),
}

type Bucket<C> = RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<<C as Clock>::Instant>>;

impl Limits {
    /// The limits of a server with these services. None if there are none.
    pub(crate) fn of_server<'a>(
        limits: &[RateLimit],
        services: impl IntoIterator<Item = &'a dyn Handler>,
    ) -> Result<Option<Self>, ConfigError> {
        if limits.iter().any(|limit| limit.path().is_some()) {
            let mut served: Vec<String> = services.into_iter().flat_map(methods).collect();
            served.sort_unstable();
            served.dedup();
            let is_unknown = |path: &&str| !served.iter().any(|known| known == path);
            let unknown: Vec<_> =
                limits.iter().filter_map(RateLimit::path).filter(is_unknown).map(str::to_owned).collect();
            if !unknown.is_empty() {
                return Err(ConfigError::UnknownMethods { unknown, served });
            }
        }
        Ok((!limits.is_empty()).then(|| Self::new(limits, DefaultClock::default())))
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn new(limits: &[RateLimit], clock: C) -> Self {
        // What refuses a call first is not counted by those behind: one peer must not use up what is for all.
        let mut limits: Vec<_> = limits.iter().collect();
        limits.sort_by_key(|limit| (!limit.is_each_peers(), limit.path().is_none()));
        let limits: Vec<_> =
            limits.into_iter().map(|limit| (limit.path(), Arc::new(Limit::new(limit, &clock)))).collect();
        let of = |method: Option<&str>| -> Vec<Arc<Limit<C>>> {
            let concerns = |path: &Option<&str>| path.is_none() || *path == method;
            limits.iter().filter(|(path, _)| concerns(path)).map(|(_, limit)| Arc::clone(limit)).collect()
        };
        let methods =
            limits.iter().filter_map(|(path, _)| *path).map(|path| (path.to_owned(), of(Some(path)))).collect();
        Self { clock, methods, all: of(None) }
    }

    /// Counts a call of the method at `path`, if none of its limits is reached.
    pub(crate) fn admit(&self, path: &str, peer: Identity) -> Result<(), Status> {
        let limits = self.methods.get(path).unwrap_or(&self.all);
        limits.iter().try_for_each(|limit| limit.take(peer, &self.clock))
    }
}

impl<C: Clock + Clone> Limit<C> {
    fn new(limit: &RateLimit, clock: &C) -> Self {
        let (quota, clock) = (limit.quota(), clock.clone());
        let left = match limit.is_each_peers() {
            true => Left::EachPeer(Peers::new(quota, clock)),
            false => Left::Together(bucket(quota, clock)),
        };
        Self { subject: limit.subject(), left }
    }

    fn take(&self, peer: Identity, clock: &C) -> Result<(), Status> {
        let taken = match &self.left {
            Left::Together(bucket) => take(bucket, clock),
            Left::EachPeer(peers) => peers.take(peer),
        };
        taken.map_err(|wait| {
            let wait = rounded(wait);
            let message = format!("the rate limit of {} is reached; there is room again in {wait:?}", self.subject);
            Status::new(Code::ResourceExhausted, message).with_retry_after(wait)
        })
    }
}

fn bucket<C: Clock + Clone>(quota: Quota, clock: C) -> Bucket<C> {
    RateLimiter::direct_with_clock(quota, clock)
}

/// Takes one call, or tells after which time there is one.
fn take<C: Clock>(bucket: &Bucket<C>, clock: &C) -> Result<(), Duration> {
    bucket.check().map_err(|until| until.wait_time_from(clock.now()))
}

/// To milliseconds, and never too early.
fn rounded(wait: Duration) -> Duration {
    let odd = wait.subsec_nanos() % 1_000_000;
    if odd == 0 { wait } else { wait.saturating_add(Duration::from_nanos((1_000_000 - odd).into())) }
}

/// The paths of a service's methods.
fn methods(handler: &dyn Handler) -> Vec<String> {
    let services = handler.descriptor().service;
    let methods = services.into_iter().flat_map(|service| service.method);
    methods.map(|method| format!("/{}/{}", handler.name(), method.name())).collect()
}

impl<C: Clock + Clone> fmt::Debug for Limits<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_methods = self.methods.values().flatten();
        let subjects: Vec<_> = self.all.iter().chain(of_methods).map(|limit| &limit.subject).collect();
        f.debug_tuple("Limits").field(&subjects).finish()
    }
}
