//! Expansions bear what the strictest crate denies.
#![deny(warnings)]
#![deny(missing_docs, missing_debug_implementations, missing_copy_implementations)]
#![deny(unreachable_pub, unnameable_types, unused_qualifications, elided_lifetimes_in_paths)]
#![deny(nonstandard_style, future_incompatible, rust_2018_idioms, unused, let_underscore_drop)]
#![deny(single_use_lifetimes, trivial_casts, unused_results, unused_lifetimes, unsafe_code)]
#![deny(async_fn_in_trait, refining_impl_trait)]

/// A public service.
pub mod public {
    use pintle::{Message, Status, plugin};

    /// A key/value store.
    #[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
    pub trait Kv {
        /// Gets.
        async fn get(&self, key: String) -> Result<Option<Entry>, Status>;
        /// Gets all.
        #[deprecated = "there may be many"]
        async fn all(&self) -> Result<Vec<Entry>, Status>;
    }

    /// A pair.
    #[derive(Debug, Message)]
    pub struct Entry {
        /// The key.
        pub key: String,
        value: Vec<u8>,
    }

    impl Entry {
        /// The value.
        #[must_use]
        pub fn value(&self) -> &[u8] {
            &self.value
        }
    }

    /// What a store does.
    #[derive(Clone, Copy, Debug, Message)]
    pub enum State {
        /// Nothing.
        Idle,
        /// Something.
        Active,
        /// Something new.
        #[message(other)]
        Other(i32),
    }

    /// What happened.
    #[derive(Clone, Debug, Message)]
    pub enum Change {
        /// This is there now.
        Put(String),
        /// This went.
        Removed {
            /// The key.
            key: String,
        },
        /// Nothing is known.
        #[message(default)]
        Unknown,
    }

    /// A message of no fields.
    #[derive(Clone, Copy, Debug, Message)]
    pub struct Nothing;
}

mod private {
    use pintle::{Message, Status, plugin};

    #[plugin(package = "log.v1", cookie("LOG_PLUGIN", "d3a0"))]
    pub(crate) trait Log {
        async fn write(&self, line: Line) -> Result<(), Status>;
    }

    #[derive(Message)]
    pub(crate) struct Line {
        pub(crate) text: String,
    }

    #[derive(Debug)]
    pub(crate) struct Disk;

    impl Log for Disk {
        async fn write(&self, line: Line) -> Result<(), Status> {
            drop(line.text);
            Ok(())
        }
    }
}

mod hidden {
    use pintle::{Server, Status, plugin};

    #[plugin(package = "hidden.v1", cookie("HIDDEN_PLUGIN", "d3a0"))]
    trait Hidden {
        async fn call(&self) -> Result<(), Status>;
    }

    #[derive(Debug)]
    struct Nothing;

    impl Hidden for Nothing {
        async fn call(&self) -> Result<(), Status> {
            Ok(())
        }
    }

    pub(crate) fn server() -> Server {
        Server::new(hidden::HANDSHAKE).serve(1, HiddenServer::new(Nothing))
    }
}

mod plugin {
    use crate::private::{Disk, Log};

    #[pintle::main]
    pub(crate) fn main() -> impl Log {
        Disk
    }
}

fn main() {
    drop(hidden::server());
    // Nobody launched it, so it does not start.
    assert_ne!(plugin::main(), std::process::ExitCode::SUCCESS);
}
