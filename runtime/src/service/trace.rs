//! The trace that a call belongs to: W3C's [Trace Context](https://www.w3.org/TR/trace-context/), handed on.

use std::fmt;

use tracing::Span;
use tracing_subscriber::Registry;
use tracing_subscriber::registry::LookupSpan;

use super::Metadata;

/// The trace that a call belongs to: `traceparent` and `tracestate` as they came.
///
/// pintle hands it on: a call that the task makes which answers another one belongs to the same trace. What is spawned takes
/// it along in a [`Context::child`](crate::Context::child), or in its span. Whoever makes
/// traces, such as a layer for OpenTelemetry, puts a `TraceContext` into the extensions of a `tracing` span, and calls
/// made inside that span carry it.
#[derive(Clone, PartialEq, Eq)]
pub struct TraceContext {
    parent: String,
    state: Option<String>,
}

impl TraceContext {
    /// A trace by its `traceparent`, and `tracestate` if there is one; None if `parent` is not of W3C's form.
    pub fn new(parent: impl Into<String>, state: Option<String>) -> Option<Self> {
        let parent = parent.into();
        is_parent(&parent).then_some(Self { parent, state })
    }

    /// `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    pub fn parent(&self) -> &str {
        &self.parent
    }

    /// What vendors add.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// The 32 hexadecimal digits that name the trace.
    pub fn trace_id(&self) -> &str {
        &self.parent[3..35]
    }

    /// The trace that a request names.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        let state: Vec<_> = metadata.get_all(STATE).collect();
        Self::new(metadata.get(PARENT)?, (!state.is_empty()).then(|| state.join(",")))
    }

    /// The trace of the span that the program is in, or of the nearest one around it; otherwise that of the call which
    /// is answered, whatever is logged of it.
    pub(super) fn current() -> Option<Self> {
        Self::of_span().or_else(|| ANSWERED.try_with(Clone::clone).ok().flatten())
    }

    /// Runs what answers a call of this trace, if it has one.
    pub(super) async fn scope<T>(trace: Option<Self>, answering: impl Future<Output = T>) -> T {
        ANSWERED.scope(trace, answering).await
    }

    fn of_span() -> Option<Self> {
        let id = Span::current().id()?;
        tracing::dispatcher::get_default(|dispatch| {
            let registry = dispatch.downcast_ref::<Registry>()?;
            let span = registry.span(&id)?;
            span.scope().find_map(|span| span.extensions().get::<Self>().cloned())
        })
    }

    /// Puts the trace into a span, for the calls that are made inside it.
    pub(super) fn enter(self, span: &Span) {
        let Some(id) = span.id() else { return };
        tracing::dispatcher::get_default(|dispatch| {
            if let Some(span) = dispatch.downcast_ref::<Registry>().and_then(|registry| registry.span(&id)) {
                span.extensions_mut().replace(self.clone());
            }
        });
    }

    /// Adds the trace to a request, unless it names one.
    pub(super) fn send(&self, metadata: &mut Metadata) {
        if metadata.get(PARENT).is_some() {
            return;
        }
        // Both came as headers or are of their form; what is not is left out.
        _ = metadata.insert(PARENT, &self.parent);
        if let Some(state) = &self.state {
            _ = metadata.insert(STATE, state);
        }
    }
}

tokio::task_local! {
    /// The trace of the call that a task answers.
    static ANSWERED: Option<TraceContext>;
}

const PARENT: &str = "traceparent";
const STATE: &str = "tracestate";

/// Version, trace, parent, flags; not all zeros; a later version may have more.
fn is_parent(text: &str) -> bool {
    let hex = |part: &str, len| part.len() == len && part.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    let some = |part: &str| part.bytes().any(|digit| digit != b'0');
    let parts: Vec<_> = text.splitn(5, '-').collect();
    let [version, trace, parent, flags, rest @ ..] = parts.as_slice() else {
        return false;
    };
    hex(version, 2)
        && *version != "ff"
        && hex(trace, 32)
        && some(trace)
        && hex(parent, 16)
        && some(parent)
        && hex(flags, 2)
        && (rest.is_empty() || *version != "00")
}

impl fmt::Debug for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_of_the_form_is_a_parent() {
        let good = [
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        ];
        let bad = [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        ];
        assert!(good.into_iter().all(|text| TraceContext::new(text, None).is_some()));
        assert!(bad.into_iter().all(|text| TraceContext::new(text, None).is_none()));
    }

    #[tokio::test]
    async fn what_answers_a_call_is_in_its_trace_though_nobody_logs() {
        let trace = TraceContext::new("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", None);
        let seen = TraceContext::scope(trace.clone(), async { TraceContext::current() }).await;
        assert_eq!(seen, trace);
        assert_eq!(TraceContext::current(), None);
    }

    #[test]
    fn a_span_has_the_trace_of_the_nearest_one_around_it() {
        let trace = TraceContext::new("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", None).unwrap();
        tracing::subscriber::with_default(tracing_subscriber::registry(), || {
            assert_eq!(TraceContext::current(), None);
            let outer = tracing::info_span!("outer");
            trace.clone().enter(&outer);
            let _outer = outer.enter();
            let _inner = tracing::info_span!("inner").entered();
            assert_eq!(TraceContext::current().as_ref(), Some(&trace));
            assert_eq!(trace.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        });
    }
}
