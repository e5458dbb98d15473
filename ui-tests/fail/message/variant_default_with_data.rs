use pintle::Message;

#[derive(Message)]
pub enum Change {
    #[message(default)]
    Put(String),
    #[message(default)]
    Cleared,
}

fn main() {}
