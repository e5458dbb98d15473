//! From the model to code. Nothing here can fail, and nothing here judges.

mod arguments;
mod choice;
mod client;
mod constants;
mod contract;
mod enumeration;
mod error;
mod main;
mod message;
mod mock;
mod protocol;
mod server;
mod slots;
mod stub;
mod transparent;

pub(crate) use self::error::{error, stub as stub_error};
pub(crate) use self::main::{main, stub as stub_main};
pub(crate) use self::message::{message, stub as stub_message};
pub(crate) use self::stub::service as stub_service;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemTrait;

use crate::model::Service;

/// The trait, and all that hangs on it.
pub(crate) fn service(service: &Service, item: &ItemTrait) -> TokenStream {
    let contract = contract::contract(service, item);
    let client = client::client(service);
    let protocol = protocol::protocol(service);
    let server = server::server(service);
    let constants = constants::constants(service);
    let mock = mock::mock(service);
    quote! {
        #contract
        #client
        #protocol
        #server
        #constants
        #mock
    }
}
