/// A key/value store.
///
/// Keys are sorted.
#[plugin(package = "kv.v1")]
#[must_use]
trait Kv {
    /// The value under `key`.
    #[rpc(name = "Fetch")]
    #[doc(alias = "fetch")]
    async fn get(
        &self,
        key: String,
    ) -> Result<Vec<u8>, Status>;
}
