use pintle::Message;

#[derive(Message)]
pub enum Code {
    NotFound,
    Notfound,
    Not_Found,
}

fn main() {}
