fn main() {
    use pintle::{Message, Status, plugin};

    #[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
    trait Kv {
        async fn get(&self, key: String) -> Result<Entry, Status>;
    }

    #[derive(Message)]
    struct Entry {
        key: String,
    }

    struct Disk;

    impl Kv for Disk {
        async fn get(&self, key: String) -> Result<Entry, Status> {
            Ok(Entry { key })
        }
    }

    let _server = pintle::Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Disk));
    assert_eq!(kv::SERVICE, "kv.v1.Kv");
    assert_eq!(kv::descriptor().name(), "kv/v1/kv.proto");
}
