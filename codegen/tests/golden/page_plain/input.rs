/// A key/value store.
#[plugin(package = "plain.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
pub trait Kv {
    /// The value under `key`, if there is one.
    async fn get(&self, key: String) -> Result<Option<Vec<u8>>, Status>;

    /// Puts `value` under `key`.
    async fn put_value(&self, key: String, value: Vec<u8>) -> Result<(), Status>;
}
