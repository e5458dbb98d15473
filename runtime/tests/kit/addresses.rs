//! Addresses: what is written is read back.

use std::net::{Ipv4Addr, Ipv6Addr};

use pintle::{Address, AddressError};
use proptest::prelude::*;

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(address in address()) {
        prop_assert_eq!(address.to_string().parse(), Ok(address.clone()));
        prop_assert_eq!(Address::parse(address.network(), &address.to_string()), Ok(address));
    }

    #[test]
    fn host_and_port_are_the_ones_written(host in any::<Ipv4Addr>(), port in any::<u16>()) {
        let address: Address = format!("{host}:{port}").parse().unwrap();
        prop_assert_eq!(address, Address::Tcp { host: host.to_string(), port });
    }

    #[test]
    fn no_text_is_too_strange_to_be_judged(text in ".*") {
        match text.parse::<Address>() {
            Ok(address) => prop_assert_eq!(address.to_string().parse(), Ok(address)),
            Err(error) => prop_assert_eq!(error, AddressError::Malformed(text)),
        }
    }
}

fn address() -> impl Strategy<Value = Address> {
    let host = prop_oneof![
        any::<Ipv4Addr>().prop_map(|it| it.to_string()),
        any::<Ipv6Addr>().prop_map(|it| it.to_string()),
        "[a-z][a-z0-9.-]{0,20}",
        Just(String::new()),
    ];
    let tcp = (host, any::<u16>()).prop_map(|(host, port)| Address::Tcp { host, port });
    prop_oneof![tcp, "/[a-zA-Z0-9_./|: -]{1,90}".prop_map(|path| Address::Unix(path.into()))]
}
