//! A service with every kind of call, whose methods tell what they see.

use pintle::{CallError, Context, Streaming, plugin};

/// Why a call of [`Flow`] fails.
#[derive(Debug, Clone, pintle::Error)]
pub enum FlowError {
    /// The caller asked for more than there is.
    #[error("{asked} is past the end, {end}", code = OutOfRange)]
    PastEnd {
        /// What was asked for.
        asked: u64,
        /// What there is.
        end: u64,
    },
    /// The caller's own stream broke off.
    #[error("gave up: {0}", code = Aborted)]
    GaveUp(String),
    /// The call was lost.
    #[error(call)]
    Call(CallError),
}

/// Calls of every kind.
#[plugin(package = "flow.v1", cookie("FLOW_PLUGIN", "flow"))]
pub trait Flow {
    /// The numbers from `from` up to `to`; past 1,000,000 there is an error instead.
    async fn count(&self, from: u64, to: u64) -> Result<Streaming<u64, FlowError>, FlowError>;

    /// The sum of all numbers.
    async fn sum(&self, numbers: Streaming<u64, FlowError>) -> Result<u64, FlowError>;

    /// All parts between `before` and `after`.
    async fn join(
        &self,
        before: String,
        parts: Streaming<String, FlowError>,
        after: String,
    ) -> Result<String, FlowError>;

    /// Each text as it comes, in capitals.
    async fn echo(&self, texts: Streaming<String, FlowError>) -> Result<Streaming<String, FlowError>, FlowError>;

    /// Chunks of `size` bytes, without end.
    async fn flood(&self, size: u32) -> Result<Streaming<Vec<u8>, FlowError>, FlowError>;

    /// Reads chunks as long as there are any; the first `slow` ones wait for [`go_on`](Self::go_on). Counts bytes.
    async fn drain(&self, slow: u64, chunks: Streaming<Vec<u8>, FlowError>) -> Result<u64, FlowError>;

    /// Lets [`drain`](Self::drain) read on.
    async fn go_on(&self) -> Result<(), FlowError>;

    /// How many chunks [`flood`](Self::flood) has sent in all, and how many floods are under way.
    async fn flooded(&self) -> Result<Flooded, FlowError>;

    /// Waits until all streams and calls that were under way are over, as they see it themselves.
    async fn ended(&self) -> Result<u64, FlowError>;

    /// Sends three numbers, and panics.
    async fn stumble(&self) -> Result<Streaming<u64, FlowError>, FlowError>;

    /// What the context says: everything that it knows, as text; metadata `echo` comes back.
    async fn context(&self, cx: Context, wait: bool) -> Result<Vec<String>, FlowError>;

    /// The length of a text, in characters. It may be lacking.
    async fn length(&self, text: String) -> Result<u64, FlowError> {
        Ok(self.echo_one(text).await?.chars().count() as u64 + 1000)
    }

    /// The text.
    async fn echo_one(&self, text: String) -> Result<String, FlowError>;

    /// The struct, with one more field: a message of prost's is the request, and the response.
    #[rpc(message)]
    async fn mark(&self, fields: prost_types::Struct) -> Result<prost_types::Struct, FlowError>;

    /// What floods would have done, were there as many more; each message is an item.
    #[rpc(message)]
    async fn doubled(&self, floods: Streaming<Flooded, FlowError>) -> Result<Streaming<Flooded, FlowError>, FlowError>;
}

/// What floods have done.
#[derive(Debug, Clone, PartialEq, Eq, pintle::Message)]
pub struct Flooded {
    /// Chunks, in all.
    pub chunks: u64,
    /// Floods under way.
    pub open: u64,
}

/// [`Flow`] as a plugin has it that is older, and lacks what may be lacking.
pub mod old {
    use super::FlowError;
    use pintle::plugin;

    /// The older service.
    #[plugin(package = "flow.v1", name = "Flow", cookie("FLOW_PLUGIN", "flow"))]
    pub trait OldFlow {
        /// The text.
        async fn echo_one(&self, text: String) -> Result<String, FlowError>;
    }
}
