fn main() -> ::std::process::ExitCode {
    fn main() -> pintle::Server {
        Server::new(kv::HANDSHAKE)
            .serve(1, KvServer::new(old()))
            .serve(2, Kv2Server::new(new()))
    }
    ::pintle::__private::main_server(
        ::pintle::__private::Flavor::CurrentThread,
        kv::HANDSHAKE,
        main,
    )
}
