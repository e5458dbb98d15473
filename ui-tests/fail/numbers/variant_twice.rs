use pintle::Message;

#[derive(Message)]
#[reserved(3, "cleared")]
pub enum Change {
    Put(String),
    #[field(1)]
    Removed { #[field(2)] key: String, #[field(2)] at: u64 },
    #[field(3)]
    Closed,
    #[field(9)]
    Cleared,
}

fn main() {}
