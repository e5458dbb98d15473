#[plugin(package = "tfplugin6")]
pub trait Provider {
    #[rpc(message)]
    async fn configure(&self, request: configure::Request) -> Result<configure::Response, Status>;
    #[rpc(message)]
    async fn invoke(&self, request: invoke::Request) -> Result<Streaming<invoke::Event>, Status>;
    #[rpc(message)]
    async fn upload(&self, chunks: Streaming<Chunk>) -> Result<upload::Response, Status>;
    #[rpc(message)]
    async fn exchange(&self, chunks: Streaming<Chunk, Lost>) -> Result<Streaming<Chunk, Lost>, Lost>;
}
