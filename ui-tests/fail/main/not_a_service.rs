#[pintle::main]
fn main() -> impl std::fmt::Display {
    "disk"
}
