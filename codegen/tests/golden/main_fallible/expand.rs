/// Serves the disk.
fn main() -> ::std::process::ExitCode {
    fn main() -> Result<impl Kv, std::io::Error> {
        Disk::open("kv-data")
    }
    ::pintle::__private::main_service(
        ::pintle::__private::Flavor::MultiThread,
        || ::core::result::Result::map(main(), <_ as Kv>::__plugin_server),
    )
}
