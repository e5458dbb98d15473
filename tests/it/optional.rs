//! Methods that the other end may lack.

use pintle_tests::flow::Flow as _;

use crate::harness::{FLOW, command, flow, flow_of};

#[tokio::test]
async fn a_plugin_that_has_the_method_answers_it() {
    let (_plugin, client) = flow().await;
    assert_eq!(client.length("four".into()).await.unwrap(), 4);
}

#[tokio::test]
async fn the_body_answers_for_a_plugin_that_lacks_the_method() {
    let mut old = command(FLOW);
    old.env("FLOW_OLD", "1");
    let (_plugin, client) = flow_of(old).await;
    // The body counts what the other method returns, and adds 1000 to be known by.
    assert_eq!(client.length("four".into()).await.unwrap(), 1004);
    let long = "x".repeat(5 << 20);
    assert_eq!(client.length(long).await.unwrap(), 5_243_880);
}
