#[pintle::main]
fn main() -> impl kv_api::Kv {
    Disk::open("kv-data")
}
