use pintle::Message;

#[derive(Message)]
pub union Bits {
    pub whole: u32,
    pub half: u16,
}

fn main() {}
