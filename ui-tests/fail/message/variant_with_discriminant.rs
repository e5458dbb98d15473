use pintle::Message;

#[derive(Message)]
#[repr(u8)]
pub enum Change {
    Put(String) = 3,
}

fn main() {}
