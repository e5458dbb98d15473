#[derive(Message)]
#[reserved(2, 5..=7, "old")]
pub struct Entry {
    pub key: String,
    #[field(9)]
    pub value: Vec<u8>,
    /// Counted on from the highest so far.
    pub more: Option<u32>,
}

#[derive(Message)]
#[reserved(2, "GONE")]
pub enum State {
    Unknown,
    Active,
    Idle = 3,
}

#[plugin(package = "numbers.v1")]
pub trait Kv {
    #[reserved(2, "owner")]
    async fn put(&self, entry: Entry, #[field(3)] state: State) -> Result<(), Status>;
}
