#[pintle::main]
struct Main;

fn main() {}
