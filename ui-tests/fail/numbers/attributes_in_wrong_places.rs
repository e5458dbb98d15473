use pintle::Message;

#[derive(Message)]
#[field(1)]
pub enum State {
    #[field(2)]
    Idle,
    #[reserved(2)]
    Active,
}

fn main() {}
