//! Changes of what streams, and of whole messages: each kind of method against each other kind.

use pintle::proto::{Change, FileDescriptorProto, compare, parse, print};
use pintle::{Status, Streaming};

/// A trait with one method.
macro_rules! get {
    ($($name:ident($argument:ty) -> $reply:ty $(, #[$above:meta])?;)*) => {$(
        mod $name {
            use super::*;

            #[pintle::plugin(package = "kv.streams")]
            pub trait Kv {
                $(#[$above])?
                async fn get(&self, text: $argument) -> Result<$reply, Status>;
            }
        }
    )*};
}

get! {
    unary(String) -> String;
    responses(String) -> Streaming<String, Status>;
    requests(Streaming<String, Status>) -> String;
    both(Streaming<String, Status>) -> Streaming<String, Status>;
    whole(GetRequest) -> GetResponse, #[rpc(message)];
    other_request(Key) -> GetResponse, #[rpc(message)];
    other_response(GetRequest) -> Key, #[rpc(message)];
}

/// What `get` makes of its argument by itself.
#[derive(pintle::Message)]
pub struct GetRequest {
    pub text: String,
}

#[derive(pintle::Message)]
pub struct GetResponse {
    pub value: String,
}

#[derive(pintle::Message)]
pub struct Key {
    pub text: String,
}

fn changes(before: &FileDescriptorProto, now: &FileDescriptorProto) -> Vec<(Change, String)> {
    let committed = parse(&print(before)).unwrap();
    compare(&committed, now).into_iter().map(|finding| (finding.change, finding.fix)).collect()
}

#[test]
fn a_method_that_streams_otherwise_is_another_method() {
    let kinds =
        [unary::kv::descriptor(), responses::kv::descriptor(), requests::kv::descriptor(), both::kv::descriptor()];
    let fix = "leave `Get` as it was, and add a method of another name".to_owned();
    for (at, before) in kinds.iter().enumerate() {
        for (now_at, now) in kinds.iter().enumerate() {
            let expected = if at == now_at { vec![] } else { vec![(Change::MethodStreams, fix.clone())] };
            assert_eq!(changes(before, now), expected, "{}\n{}", print(before), print(now));
        }
    }
}

#[test]
fn whole_messages_may_take_the_place_of_arguments() {
    assert_eq!(changes(&unary::kv::descriptor(), &whole::kv::descriptor()), []);
    assert_eq!(changes(&whole::kv::descriptor(), &unary::kv::descriptor()), []);
}

#[test]
fn another_request_or_response_is_caught() {
    let whole = whole::kv::descriptor();
    let [(change, fix)] = &changes(&whole, &other_request::kv::descriptor())[..] else { panic!("one is expected") };
    assert_eq!((*change, fix.as_str()), (Change::Request, "take `GetRequest` again, or add a method of another name"));
    let [(change, fix)] = &changes(&whole, &other_response::kv::descriptor())[..] else { panic!("one is expected") };
    assert_eq!(
        (*change, fix.as_str()),
        (Change::Response, "return `GetResponse` again, or add a method of another name")
    );
}
