//! How often calls may be made, as a plugin says it.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;

/// How often calls may be made of what a plugin serves, given to [`Server::rate_limit`](crate::Server::rate_limit).
///
/// A token bucket: it holds as many calls as may come at once, and is filled at a steady rate. A limit is for all calls
/// together, unless it says that it is for one method, for each peer, or for each peer's calls of one method.
///
/// ```
/// # use pintle::{Server, Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
/// # fn server(server: Server) -> Server {
/// use std::num::NonZeroU32;
/// use pintle::RateLimit;
///
/// const TEN: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// const HUNDRED: NonZeroU32 = NonZeroU32::new(100).unwrap();
///
/// server
///     .rate_limit(RateLimit::per_second(HUNDRED).burst(HUNDRED.saturating_mul(TEN)))
///     .rate_limit(RateLimit::per_second(TEN).each_peer())
///     .rate_limit(RateLimit::per_minute(TEN).method("/kv.v1.Kv/Get"))
/// # }
/// # fn main() {}
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a rate limit does nothing until a server has it"]
pub struct RateLimit {
    /// After this time one more call may be made.
    period: Duration,
    burst: NonZeroU32,
    method: Option<String>,
    each_peer: bool,
}

impl RateLimit {
    /// So many calls a second.
    pub fn per_second(calls: NonZeroU32) -> Self {
        Self::per(calls, Duration::from_secs(1))
    }

    /// So many calls a minute.
    pub fn per_minute(calls: NonZeroU32) -> Self {
        Self::per(calls, Duration::from_secs(60))
    }

    /// So many calls in this time, whatever it is: `per(TEN, Duration::from_millis(50))`. The finest rate is one call a
    /// nanosecond, the coarsest one in a hundred years.
    pub fn per(calls: NonZeroU32, time: Duration) -> Self {
        let period = (time / calls.get()).clamp(Duration::from_nanos(1), LIFETIME);
        Self { period, burst: calls, method: None, each_peer: false }
    }

    /// Sets how many calls may be made at once when none were made for a while; unless set, as many as the rate has in its
    /// time: 100 of [`per_second(100)`](Self::per_second).
    pub fn burst(mut self, burst: NonZeroU32) -> Self {
        self.burst = burst;
        self
    }

    /// Limits the calls of this method alone, such as `/kv.v1.Kv/Get`, of a service that the server serves. A plugin does
    /// not start with a limit on a method that is none of its own.
    pub fn method(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        self.method = Some(if path.starts_with('/') { path } else { format!("/{path}") });
        self
    }

    /// Limits the calls of each peer alone. A peer is who has a certificate; without mutual TLS it is a process of a user on
    /// a Unix socket, and whoever has an address on TCP. It stays the same over all its connections.
    ///
    /// 1024 peers are told apart at a time; those beyond share what one has.
    pub fn each_peer(mut self) -> Self {
        self.each_peer = true;
        self
    }

    /// As the library has it. What it counts in, nanoseconds in 64 bits, must not overflow.
    pub(super) fn quota(&self) -> Quota {
        let most = LIFETIME.as_nanos() / self.period.as_nanos();
        let most = NonZeroU32::new(u32::try_from(most).unwrap_or(u32::MAX)).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(self.period).expect("a period is never zero");
        quota.allow_burst(self.burst.min(most))
    }

    pub(super) fn path(&self) -> Option<&str> {
        self.method.as_deref()
    }

    pub(super) fn is_each_peers(&self) -> bool {
        self.each_peer
    }

    /// What it is the limit of, for people.
    pub(super) fn subject(&self) -> String {
        let calls =
            self.method.as_ref().map_or_else(|| "calls of this plugin".to_owned(), |path| format!("calls of {path}"));
        if self.each_peer { format!("one caller's {calls}") } else { calls }
    }
}

const LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
