use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle,
    #[message(other)]
    Other(i32),
    #[message(other)]
    Another(i32),
}

fn main() {}
