use pintle::Message;

#[derive(Message)]
pub enum Change {
    Put(Vec<String>),
}

fn main() {}
