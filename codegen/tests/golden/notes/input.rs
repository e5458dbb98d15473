/// A key/value store.
#[plugin(package = "kv.v1")]
trait Kv {
    /// The value under `key`.
    ///
    /// Nothing is an error.
    #[deprecated]
    async fn get(&self, key: String) -> Result<Change, Status>;
}

/// What happened.
#[derive(Message)]
enum Change {
    /// It was removed.
    #[deprecated = "nothing is"]
    Removed {
        /// The key that it had.
        key: String,
    },
}

#[deprecated]
#[derive(Message)]
enum State {
    /// Nothing happens.
    Idle,
    Active,
}
