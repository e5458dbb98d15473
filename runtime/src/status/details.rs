//! What a status says to programs: the messages of `google.rpc` that travel in `grpc-status-details-bin`.

use std::time::Duration;

use prost::Message as _;
use prost_types::Any;

use super::{Code, Status};

impl Status {
    /// Adds when the call may be made again, as a `google.rpc.RetryInfo`. What the details hold already stays.
    #[must_use]
    pub fn with_retry_after(self, retry_after: Duration) -> Self {
        let value = RetryInfo { retry_delay: prost_types::Duration::try_from(retry_after).ok() }.encode_to_vec();
        let mut details = RpcStatus::decode(self.details()).unwrap_or_default();
        details.details.retain(|detail| !is(detail, RETRY_INFO));
        details.details.push(Any { type_url: format!("type.googleapis.com/{RETRY_INFO}"), value });
        let details = RpcStatus { code: number(self.code), message: self.message.clone(), ..details };
        self.with_details(details.encode_to_vec())
    }

    /// How long to wait before the call is made again, if the other end has said so in a `google.rpc.RetryInfo`: a
    /// [`RateLimit`](crate::RateLimit) does, with [`Code::ResourceExhausted`].
    pub fn retry_after(&self) -> Option<Duration> {
        let details = RpcStatus::decode(self.details()).ok()?;
        let detail = details.details.iter().find(|detail| is(detail, RETRY_INFO))?;
        let delay = RetryInfo::decode(detail.value.as_slice()).ok()?.retry_delay?;
        delay.try_into().ok()
    }
}

/// `google.rpc.Status` (`google/rpc/status.proto`), the form of `grpc-status-details-bin`.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct RpcStatus {
    #[prost(int32, tag = "1")]
    pub(crate) code: i32,
    #[prost(string, tag = "2")]
    pub(crate) message: String,
    #[prost(message, repeated, tag = "3")]
    pub(crate) details: Vec<Any>,
}

/// `google.rpc.RetryInfo` (`google/rpc/error_details.proto`).
#[derive(Clone, PartialEq, prost::Message)]
struct RetryInfo {
    #[prost(message, optional, tag = "1")]
    retry_delay: Option<prost_types::Duration>,
}

/// Whether a detail is of this type: only what follows the last slash says (`google/protobuf/any.proto`).
pub(crate) fn is(detail: &Any, name: &str) -> bool {
    detail.type_url.rsplit('/').next() == Some(name)
}

/// gRPC's number of a code.
pub(crate) fn number(code: Code) -> i32 {
    tonic::Code::from(code).into()
}

const RETRY_INFO: &str = "google.rpc.RetryInfo";

#[cfg(test)]
mod tests {
    use super::*;

    const DELAY: Duration = Duration::from_millis(1500);

    #[test]
    fn a_hint_is_what_google_rpc_has_on_the_wire() {
        let status = Status::new(Code::ResourceExhausted, "full").with_retry_after(DELAY);
        // Written by hand of google/rpc/status.proto, error_details.proto, any.proto and duration.proto.
        let duration = [&[0x08, 1, 0x10][..], &[0x80, 0xca, 0xb5, 0xee, 0x01]].concat();
        let info = [&[0x0a, 8][..], &duration].concat();
        let url = b"type.googleapis.com/google.rpc.RetryInfo";
        let any = [&[0x0a, 40][..], url, &[0x12, 10], &info].concat();
        let whole = [&[0x08, 8, 0x12, 4][..], b"full", &[0x1a, 54], &any].concat();
        assert_eq!(status.details(), whole);
        assert_eq!(status.retry_after(), Some(DELAY));
    }

    #[test]
    fn a_hint_stands_beside_other_details_and_replaces_an_older_one() {
        let other = Any { type_url: "type.googleapis.com/kv.v1.Full".to_owned(), value: vec![8, 1] };
        let details = RpcStatus { code: 8, message: String::new(), details: vec![other.clone()] }.encode_to_vec();
        let status = Status::new(Code::ResourceExhausted, "full").with_details(details);
        let status = status.with_retry_after(Duration::from_secs(9)).with_retry_after(DELAY);
        let details = RpcStatus::decode(status.details()).unwrap().details;
        assert_eq!((details.len(), &details[0]), (2, &other));
        assert_eq!(status.retry_after(), Some(DELAY));
    }

    #[test]
    fn what_is_no_hint_gives_none() {
        let hint = |value: &[u8]| {
            let detail = Any { type_url: RETRY_INFO.to_owned(), value: value.to_vec() };
            RpcStatus { code: 8, message: String::new(), details: vec![detail] }.encode_to_vec()
        };
        // A delay below zero, none, and garbage.
        let below = hint(&[&[0x0a, 11, 0x08][..], &[0xff; 9], &[1]].concat());
        let none = [Vec::new(), vec![0xff, 0xff], hint(&[0xff]), hint(&[]), below];
        for details in none {
            let status = Status::new(Code::ResourceExhausted, "full").with_details(details.clone());
            assert_eq!(status.retry_after(), None, "{details:?}");
        }
    }
}
