//! A plugin with a life of its own (`life.rs`). Its environment: `LIFE_REFUSES` names a file that it takes away and ends with
//! code 4 if it is there when it starts; `LIFE_HOOK` one that its shutdown hook writes to; `LIFE_FILE` the shutdown file, and
//! `LIFE_DAEMON` makes it live on without its host.

use std::path::{Path, PathBuf};

use pintle::{CallError, Callback, Ending, Lifetime, Server};
use pintle_tests::life::{Life, LifeServer, Witness as _, WitnessClient, life};

struct Living;

impl Life for Living {
    async fn pid(&self) -> Result<u32, CallError> {
        Ok(std::process::id())
    }

    async fn pid_or_end(&self, file: String) -> Result<u32, CallError> {
        if std::fs::remove_file(file).is_ok() {
            std::process::exit(3);
        }
        Ok(std::process::id())
    }

    async fn pid_or_end_once(&self, file: String) -> Result<u32, CallError> {
        self.pid_or_end(file).await
    }

    async fn freeze(&self) -> Result<(), CallError> {
        loop {
            std::thread::park();
        }
    }

    async fn linger(&self, witness: Callback<WitnessClient>) -> Result<u32, CallError> {
        let mut asked = 1;
        while !witness.is_time().await? {
            asked += 1;
        }
        Ok(asked)
    }
}

/// Tells why, and whether there is time.
async fn hook(ending: Ending, file: PathBuf) {
    let told = format!("{:?} {}\n", ending.reason, ending.remaining.as_millis() > 0);
    std::fs::write(file, told).expect("the file can be written");
}

#[pintle::main(handshake = life::HANDSHAKE)]
fn main() -> Server {
    let file = |name| std::env::var_os(name).map(PathBuf::from);
    if file("LIFE_REFUSES").is_some_and(|file| std::fs::remove_file(Path::new(&file)).is_ok()) {
        std::process::exit(4);
    }
    let mut server = Server::new(life::HANDSHAKE).serve(1, LifeServer::new(Living));
    if let Some(file) = file("LIFE_HOOK") {
        server = server.on_shutdown(move |ending| hook(ending, file));
    }
    if let Some(file) = file("LIFE_FILE") {
        server = server.shutdown_file(file);
    }
    if std::env::var_os("LIFE_DAEMON").is_some() {
        server = server.lifetime(Lifetime::Daemon);
    }
    server
}
