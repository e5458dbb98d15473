/// Serves the disk.
fn main() -> ::std::process::ExitCode {
    fn main() -> Result<impl Kv, std::io::Error> {
        Disk::open("kv-data")
    }
    #[allow(unused_imports, reason = "where the trait is a service, this is not needed")]
    use ::pintle::__private::NoPlugin as _;
    #[allow(unused_imports, reason = "where it is none, there is nothing in it")]
    use Kv as _;
    ::pintle::__private::main_service(
        ::pintle::__private::Flavor::MultiThread,
        || ::core::result::Result::map(main(), |it| it.__plugin_server()),
    )
}
