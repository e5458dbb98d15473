//! Calls whose stream the other end, or HTTP/2 itself, has reset.

use std::error::Error;
use std::iter::successors;

use h2::Reason;

use super::Code;

/// The code that gRPC has for the reason of a reset, if that is what `error` is about (gRPC over HTTP/2, "Errors"). tonic knows
/// it only with its own transport.
pub(super) fn code(error: &(dyn Error + 'static)) -> Option<Code> {
    let mut causes = successors(error.source(), |&cause| cause.source());
    let reason = causes.find_map(|cause| cause.downcast_ref::<h2::Error>()?.reason())?;
    Some(match reason {
        Reason::REFUSED_STREAM => Code::Unavailable,
        Reason::CANCEL => Code::Cancelled,
        Reason::ENHANCE_YOUR_CALM => Code::ResourceExhausted,
        Reason::INADEQUATE_SECURITY => Code::PermissionDenied,
        Reason::STREAM_CLOSED | Reason::HTTP_1_1_REQUIRED => Code::Unknown,
        _ => Code::Internal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("http2 error")]
    struct Wrapped(#[source] h2::Error);

    #[test]
    fn a_reset_has_the_code_of_its_reason() {
        for (reason, expected) in [
            (Reason::INTERNAL_ERROR, Code::Internal),
            (Reason::PROTOCOL_ERROR, Code::Internal),
            (Reason::REFUSED_STREAM, Code::Unavailable),
            (Reason::CANCEL, Code::Cancelled),
            (Reason::ENHANCE_YOUR_CALM, Code::ResourceExhausted),
        ] {
            assert_eq!(code(&Wrapped(reason.into())), Some(expected), "{reason}");
        }
        assert_eq!(code(&std::io::Error::other("a pipe broke")), None);
    }
}
