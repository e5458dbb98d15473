#[plugin(package = "words", crate = engine::pintle)]
pub(crate) trait Type {
    async fn r#match(&self, r#type: String, call: u32, service: u32) -> Result<(), Status>;
    async fn launch(&self) -> Result<(), Status>;
    async fn get_all_2(&self) -> Result<(), Status>;
}

#[derive(Message)]
#[message(crate = engine::pintle)]
struct r#Struct {
    r#type: String,
}
