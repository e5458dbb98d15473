use pintle::{Status, plugin};

macro_rules! service {
    ($($method:ident)+) => {
        #[plugin(package = "names.v1", cookie("NAMES", "d3a0"))]
        pub trait Names {
            $(async fn $method(&self, call: u32, service: u32, it: u32) -> Result<u32, Status>;)+
        }

        struct Sum;

        impl Names for Sum {
            $(
                async fn $method(&self, call: u32, service: u32, it: u32) -> Result<u32, Status> {
                    Ok(call + service + it)
                }
            )+
        }

        pub async fn all(client: NamesClient) -> Result<u32, Status> {
            let mut sum = 0;
            $(sum += Names::$method(&client, 1, 2, 3).await?;)+
            Ok(sum)
        }
    };
}

service! {
    launch new name handle descriptor describe unary connection from_connection clone fmt unimplemented method
    drop into from deref as_ref borrow service poll call send serve main run into_server
}

pub mod plugin {
    use super::*;

    #[pintle::main]
    pub fn main() -> impl Names {
        Sum
    }
}

fn main() {}
