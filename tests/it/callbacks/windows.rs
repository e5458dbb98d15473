//! What takes as long as the broker waits: 5 s, and twice that towards a multiplexing peer that is not pintle (B4, B5, X5,
//! U7). All at once, since they only wait.

use tokio::task::JoinSet;

use super::{against_host as host, against_plugin as plugin};

#[tokio::test]
async fn whatever_waits_for_a_peer_in_vain_ends_in_time() {
    let mut waits = JoinSet::new();
    waits.spawn(host::knocks::a_knock_that_is_answered_late_is_paired_with_nobody());
    waits.spawn(host::addresses::an_address_is_forgotten_with_its_use_and_after_five_seconds_without());
    waits.spawn(host::sessions::a_plugin_that_stops_reading_holds_nobody_up());
    waits.spawn(host::streams::a_stream_that_is_never_answered_carries_what_the_host_tells());
    waits.spawn(plugin::dials::a_number_that_nobody_accepts_fails_in_time_and_late_answers_are_paired_with_nobody());
    waits.spawn(plugin::streams::a_host_that_never_opens_the_stream_is_told_in_time());
    waits.spawn(plugin::hosts::a_host_that_takes_its_time_is_served());
    while let Some(waited) = waits.join_next().await {
        waited.unwrap();
    }
}
