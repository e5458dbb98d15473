/// Greets.
#[deprecated = "use `Greeter2`"]
#[plugin(package = "greeter.v1")]
pub trait Greeter {
    /// Says hello, once.
    #[deprecated(since = "1.2.0", note = "use `hello_all`")]
    async fn hello(&self, name: String) -> Result<String, Status>;

    /// Says hello to all.
    #[rpc(name = "HelloEverybody")]
    async fn hello_all(&self, names: Streaming<String>) -> Result<Streaming<String>, Status>;
}
