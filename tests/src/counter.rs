//! The services of go-plugin's own `bidirectional` example, as its programs have them on the wire: the plugin keeps the
//! numbers, and the host adds them.

use pintle::{Callback, Status, plugin};

/// Numbers that grow.
#[plugin(package = "proto", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Counter {
    /// The number under `key`.
    async fn get(&self, key: String) -> Result<i64, Status>;

    /// Adds `value` to the number under `key`, with `add_server`.
    async fn put(&self, add_server: Callback<AddHelperClient>, key: String, value: i64) -> Result<(), Status>;
}

/// Adds, for a counter.
#[plugin(package = "proto")]
pub trait AddHelper {
    /// The sum of the two.
    async fn sum(&self, a: i64, b: i64) -> Result<i64, Status>;
}
