//! A plugin with a `main` of its own, which runs the server and then goes on: `OWN_MAIN_AFTER` names the file that it writes
//! after that.

use pintle::{Error, Server};
use pintle_tests::lending::{Lender, LendingServer, lending};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    Server::new(lending::HANDSHAKE).serve(1, LendingServer::new(Lender::default())).run().await?;
    if let Some(file) = std::env::var_os("OWN_MAIN_AFTER") {
        std::fs::write(file, "went on\n").expect("the file can be written");
    }
    Ok(())
}
