#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub(in crate::stores) trait Kv {
    async fn len(&self) -> Result<u64, Status>;
}
