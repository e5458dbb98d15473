use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle,
    #[message(other)]
    Other,
}

fn main() {}
