//! The plugin as pintle makes it: `bench-plugin-pintle current_thread|multi_thread`.

use std::process::ExitCode;

use pintle_benches::Flavor;

mod current_thread {
    use kv::Kv;

    #[pintle::main(flavor = "current_thread")]
    pub(super) fn main() -> impl Kv {
        pintle_benches::Store::default()
    }
}

mod multi_thread {
    use kv::Kv;

    #[pintle::main(flavor = "multi_thread")]
    pub(super) fn main() -> impl Kv {
        pintle_benches::Store::default()
    }
}

fn main() -> ExitCode {
    match std::env::args().nth(1).unwrap_or_default().parse() {
        Ok(Flavor::MultiThread) => multi_thread::main(),
        _ => current_thread::main(),
    }
}
