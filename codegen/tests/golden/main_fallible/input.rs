/// Serves the disk.
#[pintle::main(flavor = "multi_thread")]
fn main() -> Result<impl Kv, std::io::Error> {
    Disk::open("kv-data")
}
