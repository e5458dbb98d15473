#[plugin(package = "types.v1")]
pub trait Types {
    async fn narrow(&self, small: u8, short: i16) -> Result<u16, Status>;
    async fn arrays(&self, digest: [u8; 32], points: [f64; 3]) -> Result<[u32; 2], Status>;
    async fn sets(&self, names: BTreeSet<String>, by_name: BTreeMap<String, Entry>) -> Result<HashSet<u64>, Status>;
    async fn pointers(&self, tree: Box<Tree>, shared: Arc<str::Text>) -> Result<Option<Box<Tree>>, Status>;
    async fn generic(&self, page: Page<Entry>, any: Prost<v1::Pod, Kubernetes>) -> Result<Page<Page<u8>>, Status>;
}
