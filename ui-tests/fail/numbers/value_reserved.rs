use pintle::Message;

#[derive(Message)]
#[reserved(1, "GONE")]
pub enum State {
    Idle,
    Active,
    Gone,
}

fn main() {}
