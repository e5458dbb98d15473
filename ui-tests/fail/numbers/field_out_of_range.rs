use pintle::Message;

#[derive(Message)]
pub struct Entry {
    #[field(0)]
    pub zero: u32,
    #[field(19500)]
    pub kept: u32,
    #[field(536870912)]
    pub large: u32,
    #[field(4294967296)]
    pub huge: u32,
    #[field(536870911)]
    pub highest: u32,
}

fn main() {}
