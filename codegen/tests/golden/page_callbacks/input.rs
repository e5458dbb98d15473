#[plugin(package = "callbacks.v1")]
pub trait Watcher {
    async fn changed(&self, key: String) -> Result<(), Status>;
}

#[plugin(package = "callbacks.v1")]
pub trait Kv {
    /// Tells `watcher` of every change below `prefix`, until it or the store lets go.
    async fn watch(&self, prefix: String, watcher: Callback<WatcherClient>) -> Result<(), Status>;

    /// A view of the store as it is now.
    async fn snapshot(&self) -> Result<Callback<KvClient>, Status>;
}
