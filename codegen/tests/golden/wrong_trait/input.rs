#[plugin(package = "kv..v1", cookei("KEY", "value"))]
pub trait Kv {
    #[rpc(name = "Fetch")]
    async fn get(&self, key: &str) -> Vec<u8>;
    fn put(&mut self, (key, value): (String, String)) -> Result<(), Status>;
    async fn good(&self, key: String) -> Result<(), Status>;
}
