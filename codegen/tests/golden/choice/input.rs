#[derive(Clone, Message)]
pub enum Change {
    Put(Entry),
    Removed { key: String, at: Option<u64> },
    #[message(default)]
    Unknown,
}
