use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle,
    #[message(othr)]
    Other(i32),
    #[message(other = true)]
    Another(i32),
}

fn main() {}
