use pintle::{Message, Status, plugin};

#[plugin(package = "words.r", cookie("WORDS", "d3a0"))]
pub trait Type {
    async fn r#match(&self, r#type: String, r#fn: u32) -> Result<r#Struct, Status>;
    async fn r#loop(&self) -> Result<(), Status>;
    async fn union(&self, auto: bool, dyn_: bool) -> Result<(), Status>;
}

#[derive(Message)]
pub struct r#Struct {
    pub r#type: String,
    pub r#where: Option<u32>,
}

fn main() {
    let descriptor = r#type::descriptor();
    let methods: Vec<&str> = descriptor.service[0].method.iter().map(|it| it.name()).collect();
    assert_eq!(methods, ["Match", "Loop", "Union"]);
    let request = descriptor.message_type.iter().find(|it| it.name() == "MatchRequest").unwrap();
    let fields: Vec<&str> = request.field.iter().map(|it| it.name()).collect();
    assert_eq!(fields, ["type", "fn"]);
    assert!(descriptor.message_type.iter().any(|it| it.name() == "Struct"));
    assert_eq!(r#type::SERVICE, "words.r.Type");
}
