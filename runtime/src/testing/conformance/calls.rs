//! The calls that checks make, in bytes that every plugin of go-plugin's understands.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use prost::Message as _;
use tokio::time::{Instant, timeout, timeout_at};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};

use super::check::Unmet;
use crate::status::Status;
use crate::testing::host::{Answer, Call, Connection, Heard};

/// Any answer of gRPC's, whatever it says: a plugin need not have this method, but if it speaks gRPC it says so.
pub(super) async fn answer(connection: &Connection) -> Result<Answer, String> {
    health(connection, "plugin").await
}

/// The same, where there must be one.
pub(super) async fn answers(connection: &Connection) -> Result<(), Unmet> {
    answer(connection).await.map(|_| ()).map_err(Unmet::Failed)
}

/// What the plugin says of the health of `service`.
pub(super) async fn health(connection: &Connection, service: &str) -> Result<Answer, String> {
    let request = HealthCheckRequest { service: service.to_owned() }.encode_to_vec();
    in_time(connection.call(HEALTH, request)).await
}

/// The same of `plugin`, with an unknown field of `size` bytes in the question.
pub(super) async fn padded_health(connection: &Connection, size: usize) -> Result<Answer, String> {
    const UNKNOWN: u32 = 15;
    let mut request = HealthCheckRequest { service: "plugin".to_owned() }.encode_to_vec();
    prost::encoding::bytes::encode(UNKNOWN, &vec![b'a'; size], &mut request);
    in_time(connection.call(HEALTH, request)).await
}

/// The status in a health message: SERVING, NOT_SERVING, …
pub(super) fn serving(message: &[u8]) -> String {
    let status = HealthCheckResponse::decode(message).map(|response| response.status());
    status.map_or_else(|error| error.to_string(), |status| status.as_str_name().to_owned())
}

/// One question to reflection, of the version `v1` or `v1alpha`: both have the same messages.
pub(super) async fn reflection(
    connection: &Connection,
    version: &str,
    host: String,
    question: MessageRequest,
) -> Result<ServerReflectionResponse, Unmet> {
    let request = ServerReflectionRequest { host, message_request: Some(question) }.encode_to_vec();
    let path = format!("/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo");
    let answer = in_time(connection.call(&path, request)).await.map_err(Unmet::Failed)?;
    match answer.messages.first() {
        Some(message) => ServerReflectionResponse::decode(&message[..]).map_err(Unmet::failed),
        None => Err(Unmet::Failed(told(&answer))),
    }
}

/// A stream that is to stay open: what is open of it, and its first messages, or its end.
pub(super) async fn stays_open(connection: &Connection, path: &str, first: Bytes) -> Result<Call, Unmet> {
    let mut call = connection.open_call(path).map_err(Unmet::failed)?;
    call.tell(first);
    still_open(&mut call, connection).await?;
    Ok(call)
}

/// Whether a stream is open once another call was answered, and a moment later.
pub(super) async fn still_open(call: &mut Call, connection: &Connection) -> Result<(), Unmet> {
    answers(connection).await?;
    // It may say something all the time.
    let moment = Instant::now() + MOMENT;
    loop {
        match timeout_at(moment, call.next()).await {
            Err(_) => return Ok(()),
            Ok(Ok(Heard::Message(_))) => {}
            Ok(Ok(Heard::End(Ok(())))) => return Err(Unmet::failed("it ended")),
            Ok(Ok(Heard::End(Err(status)))) => return Err(Unmet::Failed(format!("it ended: {}", ended(&status)))),
            Ok(Err(error)) => return Err(Unmet::Failed(format!("it was lost: {error}"))),
        }
    }
}

/// What an answer says, in short.
pub(super) fn told(answer: &Answer) -> String {
    match &answer.end {
        Ok(()) => format!("{} messages", answer.messages.len()),
        Err(status) => ended(status),
    }
}

/// A status in short.
pub(super) fn ended(status: &Status) -> String {
    let message: String = status.message().chars().take(LONGEST).collect();
    if message.is_empty() { format!("{:?}", status.code()) } else { format!("{:?}: {message}", status.code()) }
}

/// Waits no longer than a host would bear.
async fn in_time(call: impl Future<Output = io::Result<Answer>>) -> Result<Answer, String> {
    match timeout(PATIENCE, call).await {
        Ok(answered) => answered.map_err(|error| format!("no answer: {}", whole(&error))),
        Err(_) => Err(format!("no answer within {PATIENCE:?}")),
    }
}

/// An error with all that caused it.
pub(super) fn whole(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let mut words: Vec<String> = chain.map(ToString::to_string).collect();
    words.dedup_by(|later, earlier| earlier.contains(later.as_str()));
    words.join(": ")
}

const HEALTH: &str = "/grpc.health.v1.Health/Check";
/// How much of a message is quoted.
const LONGEST: usize = 200;
/// How long an answer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// After which a stream that has not ended is taken for open.
pub(super) const MOMENT: Duration = Duration::from_millis(150);
