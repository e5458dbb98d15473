use pintle::Message;

#[derive(Message)]
pub enum Change {
    Put(String),
    #[message(defalt)]
    Cleared,
    #[message]
    Closed,
    #[message(other)]
    Lost { key: String },
    Removed { key: String, at: u64 },
}

fn main() {}
