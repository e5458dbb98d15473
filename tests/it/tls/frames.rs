//! One gRPC call, byte by byte: enough HTTP/2 to ask a plugin for its health, and nothing of pintle's own.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// What every HTTP/2 connection starts with: the preface, and empty settings.
pub const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

/// Asks for the health of `plugin` (R1), and gives the answer's message: `08 01` is SERVING.
pub async fn health(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> io::Result<Vec<u8>> {
    stream.write_all(PREFACE).await?;
    stream.write_all(&frame(HEADERS, END_HEADERS, &request())).await?;
    stream.write_all(&frame(DATA, END_STREAM, b"\0\0\0\0\x08\x0a\x06plugin")).await?;
    stream.flush().await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let [high, middle, low, kind, ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, high, middle, low]) as usize];
        stream.read_exact(&mut payload).await?;
        if kind == DATA {
            // A flag and four bytes of length, then the message.
            return Ok(payload.split_off(5));
        }
    }
}

/// The answer of a plugin that is well.
pub const SERVING: &[u8] = b"\x08\x01";

/// The request's head, in HPACK without its compressions (RFC 7541): indexed where the static table has all of it,
/// literal otherwise.
fn request() -> Vec<u8> {
    const POST: u8 = 0x83;
    const HTTPS: u8 = 0x87;
    const PATH: u8 = 0x04;
    const AUTHORITY: u8 = 0x01;
    let literal = |name: &[u8], value: &str| [name, &[value.len() as u8], value.as_bytes()].concat();
    let named = |name: &str, value: &str| literal(&[&[0, name.len() as u8], name.as_bytes()].concat(), value);
    [
        vec![POST, HTTPS],
        literal(&[PATH], "/grpc.health.v1.Health/Check"),
        literal(&[AUTHORITY], "localhost"),
        named("content-type", "application/grpc"),
        named("te", "trailers"),
    ]
    .concat()
}

/// A frame of stream 1.
fn frame(kind: u8, flags: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags, 0, 0, 0, 1], payload].concat()
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
