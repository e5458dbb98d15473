//! A plugin with nothing wrong: `pintle conformance --cookie GOOD_PLUGIN=good -- target/debug/examples/good`.

use pintle::{Status, plugin};

/// Says hello.
#[plugin(package = "good.v1", version = 1, cookie("GOOD_PLUGIN", "good"))]
pub trait Greeter {
    /// A greeting for `name`.
    async fn greet(&self, name: String) -> Result<String, Status>;
}

struct English;

impl Greeter for English {
    async fn greet(&self, name: String) -> Result<String, Status> {
        Ok(format!("Hello, {name}!"))
    }
}

#[pintle::main]
fn main() -> impl Greeter {
    English
}
