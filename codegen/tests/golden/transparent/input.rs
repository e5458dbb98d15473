#[derive(Message)]
#[message(transparent)]
pub struct Key(String);
