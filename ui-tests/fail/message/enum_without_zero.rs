use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle = 1,
    Active,
}

fn main() {}
