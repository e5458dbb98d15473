use pintle::Message;

#[derive(Message)]
pub enum State {
    Idle,
    #[message(othr)]
    Active,
    #[message(default)]
    Lost,
    #[message(other = true)]
    Other(i32),
}

fn main() {}
