//! A plugin with nothing wrong, and nothing that a check would be skipped for: it has two versions, and prints something all
//! the time.
//!
//! `pintle conformance --cookie GOOD_PLUGIN=good --versions 1,2 -- target/debug/examples/good`

#![expect(clippy::print_stdout, reason = "what a plugin prints is looked at too")]

use std::time::Duration;

use pintle::{Server, Status, plugin};

/// Says hello.
#[plugin(package = "good.v1", version = 1, cookie("GOOD_PLUGIN", "good"))]
pub trait Greeter {
    /// A greeting for `name`.
    async fn greet(&self, name: String) -> Result<String, Status>;
}

struct Polite(&'static str);

impl Greeter for Polite {
    async fn greet(&self, name: String) -> Result<String, Status> {
        Ok(format!("{}, {name}!", self.0))
    }
}

#[pintle::main(handshake = greeter::HANDSHAKE)]
fn main() -> Server {
    std::thread::spawn(|| {
        loop {
            println!("good morning");
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    Server::new(greeter::HANDSHAKE)
        .serve(1, GreeterServer::new(Polite("Hello")))
        .serve(2, GreeterServer::new(Polite("Good day")))
}
