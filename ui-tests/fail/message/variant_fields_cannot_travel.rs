use pintle::Message;

#[derive(Message)]
pub enum Change {
    Removed { at: usize },
    Put(&'static str),
}

fn main() {}
