#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: Key) -> io::Result<Value>;
    async fn len(&self) -> KvResult;
}
