/// One field of each type.
#[derive(Message)]
pub struct Types {
    /// One bit.
    pub yes: bool,
    /// A negative number is ten bytes.
    pub small: i32,
    /// As `i32`.
    pub large: i64,
    /// No sign.
    pub count: u32,
    /// As `u32`.
    pub size: u64,
    /// Four bytes.
    pub ratio: f32,
    /// Eight bytes.
    pub share: f64,
    /// Checked on the way in: what does not fit is refused.
    pub tiny: i8,
    /// As `i8`.
    pub short: i16,
    /// As `i8`.
    pub byte: u8,
    /// As `i8`.
    pub port: u16,
    /// UTF-8.
    pub text: String,
    /// A list of `u8` is bytes.
    pub data: Vec<u8>,
    /// As `Vec<u8>`.
    pub shared: bytes::Bytes,
    /// Its length is checked on the way in.
    pub digest: [u8; 32],
    /// Its length is checked on the way in.
    pub point: [f64; 3],
    /// None is nothing on the wire; `Some` of the default is something.
    pub limit: Option<u32>,
    /// In proto3 a message can always be missing.
    pub owner: Option<Entry>,
    /// Numbers are packed.
    pub ids: Vec<u64>,
    /// One after the other.
    pub entries: Vec<Entry>,
    /// As a list; what comes twice is there once.
    pub names: HashSet<String>,
    /// As `HashSet`, written in order.
    pub sorted: BTreeSet<i32>,
    /// Keys are integers, `bool` or `String`.
    pub labels: HashMap<String, Entry>,
    /// As `HashMap`, written in order.
    pub by_id: BTreeMap<u32, String>,
    /// What is negative is refused.
    pub ttl: Duration,
    /// In the years 1 to 9999.
    pub changed: SystemTime,
    /// As what it points to.
    pub boxed: Box<Entry>,
    /// As what it points to.
    pub counted: Arc<String>,
    /// A struct with `#[derive(Message)]`.
    pub entry: Entry,
    /// An enum without data.
    pub state: State,
    /// An enum with data: a message with one oneof.
    pub change: Change,
    /// `#[message(transparent)]`: as its field.
    pub id: Id,
    /// Each instance of a generic type is a message of its own.
    pub page: Page<Entry>,
    /// A message that prost has made: these and `pintle::Prost<T, F>`.
    pub any: prost_types::Any,
}

/// A pair.
#[derive(Message)]
pub struct Entry {
    pub key: String,
    pub value: Vec<u8>,
}

#[derive(Message)]
pub enum State {
    Unknown,
    Idle,
    Active = 4,
}

#[derive(Message)]
pub enum Change {
    Put(Entry),
    Removed { key: String },
    Cleared,
}

#[derive(Message)]
#[message(transparent)]
pub struct Id(u64);

#[derive(Message)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

#[plugin(package = "types.v1")]
pub trait Store {
    async fn put(&self, types: Types) -> Result<(), Status>;
}
