use pintle::Message;

#[derive(Message)]
pub enum Change {
    PutAll(String),
    Put_all(String),
}

fn main() {}
