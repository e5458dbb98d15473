//! Changes of what streams: the description of a trait is changed by hand.

use pintle::proto::{Change, FileDescriptorProto};

use super::{breaks, committed, judge, methods, understood};

/// The description of the trait, where `Get` streams these.
fn get(requests: bool, responses: bool) -> FileDescriptorProto {
    let mut file = methods::base::kv::descriptor();
    let get = &mut file.service[0].method[0];
    get.client_streaming = Some(requests);
    get.server_streaming = Some(responses);
    file
}

#[test]
fn a_method_that_streams_otherwise_is_another_method() {
    let streaming = ("method `Get`", Change::Streaming, "leave `Get` as it was");
    let cases = [
        understood("nothing", || get(false, false)),
        breaks("responses", || get(false, true), streaming),
        breaks("requests", || get(true, false), streaming),
        breaks("both", || get(true, true), streaming),
    ];
    judge(&committed("methods"), &cases);
    for (requests, responses) in [(false, true), (true, false), (true, true)] {
        let streamed = get(requests, responses);
        judge(&streamed, &[breaks("none", || get(false, false), streaming)]);
    }
}

#[test]
fn another_request_or_response_is_caught() {
    fn other_messages() -> FileDescriptorProto {
        let mut file = methods::base::kv::descriptor();
        file.service[0].method[1].input_type = Some(".kv.methods.GetRequest".to_owned());
        file.service[0].method[0].output_type = Some(".kv.methods.LenResponse".to_owned());
        file
    }
    let before = committed("methods");
    let findings = pintle::proto::compare(&before, &other_messages());
    let told: Vec<_> = findings.iter().map(|finding| (finding.change, finding.place.as_str())).collect();
    assert_eq!(told, [(Change::Response, "kv.methods.Kv.Get"), (Change::Request, "kv.methods.Kv.Len")]);
}
