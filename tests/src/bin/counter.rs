//! The plugin of go-plugin's own `bidirectional` example, over again: a file `kv_KEY` for each key, in the working directory.

use pintle::{Callback, Code, Status};
use pintle_tests::counter::{AddHelper as _, AddHelperClient, Counter};

struct Files;

impl Counter for Files {
    async fn get(&self, key: String) -> Result<i64, Status> {
        let text = std::fs::read_to_string(format!("kv_{key}")).map_err(unknown)?;
        text.parse().map_err(unknown)
    }

    async fn put(&self, add_server: Callback<AddHelperClient>, key: String, value: i64) -> Result<(), Status> {
        let before = self.get(key.clone()).await.unwrap_or_default();
        let sum = add_server.sum(before, value).await?;
        std::fs::write(format!("kv_{key}"), sum.to_string()).map_err(unknown)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unknown(error: impl ToString) -> Status {
    Status::new(Code::Unknown, error.to_string())
}

#[pintle::main]
fn main() -> impl Counter {
    Files
}
