#[plugin(package = "health.v1", cookie("HEALTH_PLUGIN", "6c1d"))]
pub trait Health {}
