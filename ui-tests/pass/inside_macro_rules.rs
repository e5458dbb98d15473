use pintle::{Message, Status, plugin};

macro_rules! store {
    ($name:ident in $package:literal, $key:literal = $value:literal, $method:ident($($argument:ident: $ty:ty),*) -> $output:ty) => {
        #[plugin(package = $package, cookie($key, $value))]
        pub trait $name {
            async fn $method(&self, $($argument: $ty),*) -> $output;
        }
    };
}

macro_rules! message {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Message)]
        pub struct $name {
            $(pub $field: $ty),*
        }
    };
}

message!(Entry { key: String, value: Option<Vec<u8>> });
store!(Kv in "kv.v1", "KV_PLUGIN" = "d3a0", put(entry: Entry, times: u32) -> Result<Vec<Entry>, Status>);

struct Disk;

impl Kv for Disk {
    async fn put(&self, entry: Entry, _times: u32) -> Result<Vec<Entry>, Status> {
        Ok(vec![entry])
    }
}

fn main() {
    drop(KvServer::new(Disk));
    assert_eq!(kv::descriptor().name(), "kv/v1/kv.proto");
}
