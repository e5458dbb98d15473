use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle,
    Active = 1 << 3,
}

fn main() {}
