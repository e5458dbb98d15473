//! The plugin as tonic alone makes it: `bench-plugin-tonic FLAVOR SOCKET`. It prints a line once it listens.

#![expect(clippy::print_stdout, reason = "the host waits for the line")]

use futures_util::stream;
use pintle_benches::raw::{PeerTls, RawServer};
use pintle_benches::{Flavor, Result};
use tokio::net::UnixListener;
use tonic::transport::Server;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(flavor), Some(socket)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bench-plugin-tonic FLAVOR SOCKET".into());
    };
    let flavor: Flavor = flavor.parse()?;
    flavor.runtime()?.block_on(serve(&socket))
}

async fn serve(socket: &str) -> Result<()> {
    let mut server = Server::builder();
    if let Some(tls) = PeerTls::of_environment() {
        server = server.tls_config(tls)?;
    }
    let listener = UnixListener::bind(socket)?;
    println!("ready");
    let incoming = stream::unfold(listener, |listener| async move {
        let accepted = listener.accept().await.map(|(stream, _)| stream);
        Some((accepted, listener))
    });
    Ok(server.add_service(RawServer::default()).serve_with_incoming(incoming).await?)
}
