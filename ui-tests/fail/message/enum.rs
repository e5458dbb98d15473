use pintle::Message;

#[derive(Message)]
pub enum Change {
    Put,
    Removed,
}

fn main() {}
