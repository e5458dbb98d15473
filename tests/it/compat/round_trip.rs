//! What is printed of a trait compiles, with a compiler that is not ours, to what the trait says of itself.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, SystemTime};

use pintle::Streaming;
use pintle::proto::{FileDescriptorProto, print, write};

/// A store of everything.
///
/// - It has */ in its docs, /* and "quotes".
#[pintle::plugin(package = "kv.kv", name = "Service")]
pub trait Store {
    /// All at once.
    async fn get(
        &self,
        r#type: String,
        option: Option<i32>,
        #[field(9)] message: Vec<kv>,
        #[field(5)] at: SystemTime,
    ) -> Result<All, pintle::Status>;

    #[deprecated]
    #[reserved(1, "old")]
    #[rpc(name = "message")]
    async fn nothing(&self) -> Result<(), Failure>;

    async fn stream(&self, kv: HashMap<String, string>) -> Result<Option<Event>, pintle::Status>;

    /// It goes on.
    async fn follow(
        &self,
        event: Streaming<Event, pintle::Status>,
    ) -> Result<Streaming<string2, pintle::Status>, pintle::Status>;
}

/// A message whose name is that of its package.
#[derive(pintle::Message)]
#[expect(non_camel_case_types, reason = "names are the test")]
pub struct kv {
    /// It hides the message.
    pub kv: Option<Box<Self>>,
    pub google: Duration,
}

#[derive(pintle::Message)]
#[expect(non_camel_case_types, reason = "names are the test")]
pub struct string {
    pub string: String,
    pub repeated: Vec<Self>,
    pub value: Option<string2>,
}

#[derive(pintle::Message)]
#[expect(non_camel_case_types, reason = "names are the test")]
pub struct string2 {}

/// All that a field can be.
#[derive(pintle::Message)]
#[reserved(100..=536870911, "old")]
pub struct All {
    pub flag: bool,
    pub small: i8,
    pub wide: u64,
    pub single: f32,
    pub double: f64,
    #[deprecated]
    pub bytes: Vec<u8>,
    pub set: HashSet<i64>,
    /// By name.
    pub by_long_name: BTreeMap<String, Event>,
    pub times: HashMap<u32, SystemTime>,
    pub state: State,
    pub states: Vec<State>,
    pub maybe: Option<State>,
    pub service: Service,
}

/// A message of the name that the service has.
#[derive(pintle::Message)]
pub struct Service {
    pub kv: u32,
}

/// Why not.
#[derive(Debug, pintle::Error)]
pub enum Failure {
    /// Nothing is left.
    #[error("full")]
    Full,
    #[error(call)]
    Call(pintle::CallError),
}

/// What happened.
#[derive(pintle::Message)]
pub enum Event {
    /// All of it.
    All(Box<All>),
    /// The rest.
    #[deprecated]
    Kind {
        /// Why.
        kind: String,
    },
    Duration(Duration),
    Nothing,
}

#[derive(pintle::Message)]
#[reserved(-5..=-3, 2147483647, "OLD")]
pub enum State {
    /// Before all.
    Lost = -1,
    Idle = 0,
    #[deprecated]
    Last = 2147483646,
}

#[test]
fn what_is_printed_compiles_to_what_it_was_printed_from() {
    let folder = tempfile::tempdir().unwrap();
    let described = store::descriptor();
    let path = write(&folder, [described.clone()]).unwrap().remove(0);
    let mut compiler = protox::Compiler::new([folder.path()]).unwrap();
    compiler.include_source_info(true).include_imports(false).open_file(&path).unwrap();
    let compiled = compiler.file_descriptor_set().file.remove(0);
    assert_eq!(facts(compiled), facts(described.clone()), "{}", print(&described));
}

/// What a file says, without the positions of its comments.
fn facts(mut file: FileDescriptorProto) -> (FileDescriptorProto, BTreeMap<Vec<i32>, String>) {
    let locations = file.source_code_info.take().unwrap_or_default().location;
    let comments = locations.into_iter().filter_map(|location| Some((location.path, location.leading_comments?)));
    (file, comments.collect())
}
