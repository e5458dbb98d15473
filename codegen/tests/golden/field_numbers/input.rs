#[derive(Message)]
#[reserved(2, 5..=7, "old")]
struct Entry {
    key: String,
    #[field(9)]
    value: Vec<u8>,
    more: Option<u32>,
}

#[derive(Message)]
#[reserved(-1, "GONE")]
enum State {
    Idle,
    Active = 4,
}

#[plugin(package = "kv.v1")]
trait Kv {
    #[reserved(1, "owner")]
    async fn put(&self, #[field(3)] key: String, value: Vec<u8>) -> Result<(), Status>;
}
