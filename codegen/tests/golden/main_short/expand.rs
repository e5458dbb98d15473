fn main() -> ::std::process::ExitCode {
    fn main() -> impl kv_api::Kv {
        Disk::open("kv-data")
    }
    #[allow(unused_imports, reason = "where the trait is a service, this is not needed")]
    use ::pintle::__private::NoPlugin as _;
    #[allow(unused_imports, reason = "where it is none, there is nothing in it")]
    use kv_api::Kv as _;
    ::pintle::__private::main_service(
        ::pintle::__private::Flavor::Default,
        || ::core::result::Result::Ok::<
            _,
            ::core::convert::Infallible,
        >(main().__plugin_server()),
    )
}
