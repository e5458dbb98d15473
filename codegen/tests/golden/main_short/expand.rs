fn main() -> ::std::process::ExitCode {
    fn main() -> impl kv_api::Kv {
        Disk::open("kv-data")
    }
    ::pintle::__private::main_service(
        ::pintle::__private::Flavor::Default,
        || ::core::result::Result::Ok::<
            _,
            ::core::convert::Infallible,
        >(<_ as kv_api::Kv>::__plugin_server(main())),
    )
}
