use pintle::Message;

#[derive(Message)]
pub enum Never {}

fn main() {}
