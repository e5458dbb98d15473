#[pintle::main(handshake = kv::HANDSHAKE, flavor = "current_thread")]
fn main() -> pintle::Server {
    Server::new(kv::HANDSHAKE).serve(1, KvServer::new(old())).serve(2, Kv2Server::new(new()))
}
