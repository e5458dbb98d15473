#[derive(Clone, Message)]
pub struct Entry {
    pub key: String,
    value: Option<Vec<u8>>,
}
