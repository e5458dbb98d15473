//! One and the same message: as pintle derives it, and as prost does.

/// Writes the three messages, with the derive and the attributes of one side.
macro_rules! messages {
    ($module:ident, $derive:path $(, $prost:ident)?) => {
        pub mod $module {
            use std::collections::BTreeMap;

            #[derive(Clone, PartialEq, $derive)]
            pub struct Address {
                $(#[$prost(string, tag = "1")])?
                pub street: String,
                $(#[$prost(string, tag = "2")])?
                pub city: String,
                $(#[$prost(string, tag = "3")])?
                pub code: String,
                $(#[$prost(int32, tag = "4")])?
                pub country: i32,
            }

            #[derive(Clone, PartialEq, $derive)]
            pub struct Line {
                $(#[$prost(string, tag = "1")])?
                pub article: String,
                $(#[$prost(uint32, tag = "2")])?
                pub quantity: u32,
                $(#[$prost(double, tag = "3")])?
                pub price: f64,
                $(#[$prost(message, optional, tag = "4")])?
                pub to: Option<Address>,
            }

            #[derive(Clone, PartialEq, $derive)]
            pub struct Order {
                $(#[$prost(uint64, tag = "1")])?
                pub number: u64,
                $(#[$prost(string, tag = "2")])?
                pub customer: String,
                $(#[$prost(string, optional, tag = "3")])?
                pub email: Option<String>,
                $(#[$prost(int64, tag = "4")])?
                pub created: i64,
                $(#[$prost(double, tag = "5")])?
                pub total: f64,
                $(#[$prost(float, tag = "6")])?
                pub tax: f32,
                $(#[$prost(bool, tag = "7")])?
                pub paid: bool,
                $(#[$prost(int32, tag = "8")])?
                pub priority: i32,
                $(#[$prost(bytes = "vec", tag = "9")])?
                pub key: Vec<u8>,
                $(#[$prost(string, repeated, tag = "10")])?
                pub tags: Vec<String>,
                $(#[$prost(uint32, repeated, tag = "11")])?
                pub quantities: Vec<u32>,
                $(#[$prost(double, repeated, tag = "12")])?
                pub prices: Vec<f64>,
                $(#[$prost(message, repeated, tag = "13")])?
                pub lines: Vec<Line>,
                $(#[$prost(message, required, tag = "14")])?
                pub billing: Address,
                $(#[$prost(message, optional, tag = "15")])?
                pub shipping: Option<Address>,
                $(#[$prost(btree_map = "string, string", tag = "16")])?
                pub labels: BTreeMap<String, String>,
                $(#[$prost(btree_map = "uint32, uint64", tag = "17")])?
                pub counts: BTreeMap<u32, u64>,
                $(#[$prost(string, optional, tag = "18")])?
                pub note: Option<String>,
                $(#[$prost(uint32, tag = "19")])?
                pub attempts: u32,
                $(#[$prost(message, optional, boxed, tag = "20")])?
                pub before: Option<Box<Self>>,
            }

            fn address(street: &str) -> Address {
                let (city, code) = ("Rotterdam".to_owned(), "3011 AD".to_owned());
                Address { street: street.to_owned(), city, code, country: 31 }
            }

            /// An order like many others.
            pub fn order() -> Order {
                let line = |number: u32| Line {
                    article: format!("A-{number:05}"),
                    quantity: number,
                    price: f64::from(number) * 1.25,
                    to: (number % 2 == 0).then(|| address("Boompjes 40")),
                };
                let mut order = Order {
                    number: 4_711,
                    customer: "Hendrik van Loon".to_owned(),
                    email: Some("hendrik@example.org".to_owned()),
                    created: 1_700_000_000,
                    total: 1_234.5,
                    tax: 0.21,
                    paid: true,
                    priority: -1,
                    key: vec![7; 32],
                    tags: ["new", "gift", "express"].map(str::to_owned).to_vec(),
                    quantities: (0..16).map(|number| number * 50).collect(),
                    prices: (0..8).map(f64::from).collect(),
                    lines: (1..=6).map(line).collect(),
                    billing: address("Coolsingel 1"),
                    shipping: Some(address("Wijnhaven 99")),
                    labels: ["source", "campaign", "agent"].map(|key| (key.to_owned(), "value".to_owned())).into(),
                    counts: (0..4).map(|number| (number, u64::from(number) * 1_000)).collect(),
                    note: None,
                    attempts: 2,
                    before: None,
                };
                order.before = Some(Box::new(order.clone()));
                order
            }
        }
    };
}

messages!(ours, pintle::Message);
messages!(theirs, prost::Message, prost);
