//! Errors of a trait's own, from one end to the other.

use std::error::Error as _;

use pintle::{CallError, Code, Failure as _, Status};
use pintle_tests::flow::{Flow as _, FlowError};

use crate::harness::flow;

#[tokio::test]
async fn the_same_variant_arrives() {
    let (_plugin, client) = flow().await;
    let error = client.count(2_000_000, 2_000_001).await.unwrap_err();
    assert_eq!(error.to_string(), "2000000 is past the end, 1000000");
    let FlowError::PastEnd { asked, end } = error else { panic!("{error:?}") };
    assert_eq!((asked, end), (2_000_000, 1_000_000));
}

#[test]
fn a_status_without_details_is_a_lost_call() {
    let status = Status::new(Code::OutOfRange, "from a plugin in another language");
    let error = FlowError::arrive(CallError::Status(status.clone()), "flow.v1");
    let FlowError::Call(CallError::Status(kept)) = &error else { panic!("{error:?}") };
    assert_eq!(*kept, status);
    assert_eq!(error.to_string(), "out of range: from a plugin in another language");
}

#[test]
fn details_of_another_type_or_of_no_type_are_left_alone() {
    let ours = FlowError::GaveUp("mine".into());
    let elsewhere = FlowError::arrive(CallError::Status(ours.clone().depart("flow.v2")), "flow.v1");
    assert!(matches!(elsewhere, FlowError::Call(_)), "another package has another type: {elsewhere:?}");
    let here = FlowError::arrive(CallError::Status(ours.depart("flow.v1")), "flow.v1");
    assert!(matches!(here, FlowError::GaveUp(_)), "{here:?}");
    let garbage = Status::new(Code::Aborted, "m").with_details(vec![0xff; 9]);
    let garbage = FlowError::arrive(CallError::Status(garbage), "flow.v1");
    assert!(matches!(garbage, FlowError::Call(_)), "{garbage:?}");
}

#[test]
fn a_lost_call_is_handed_on_as_it_came() {
    let status = Status::new(Code::DataLoss, "the disk").with_details(vec![8, 15]);
    let error = FlowError::Call(CallError::Status(status.clone()));
    assert!(error.source().is_none());
    assert_eq!(error.into_status(), status);
}
