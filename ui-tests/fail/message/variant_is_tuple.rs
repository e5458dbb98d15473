use pintle::Message;

#[derive(Message)]
pub enum Change {
    Put(String, Vec<u8>),
    Removed(),
}

fn main() {}
