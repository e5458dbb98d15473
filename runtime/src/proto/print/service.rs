//! `service Kv { rpc Get(GetRequest) returns (GetResponse); }`.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, MethodOptions, ServiceDescriptorProto};

use super::File;
use super::page::Page;
use crate::field::path::{SERVICE_METHOD, numbered};

/// Prints a service.
pub(super) fn service(page: &mut Page, file: File<'_>, scope: &str, it: (&ServiceDescriptorProto, &[i32])) {
    let (service, path) = it;
    let scope = format!("{scope}.{}", service.name());
    page.apart();
    page.comment(file.comments.at(path));
    page.block(&format!("service {}", service.name()), |page| {
        if service.options.as_ref().is_some_and(|options| options.deprecated()) {
            page.line("option deprecated = true;");
            page.apart();
        }
        for (method, path) in numbered(&service.method, path, SERVICE_METHOD) {
            page.comment(file.comments.at(&path));
            self::method(page, file, &scope, method);
        }
    });
}

fn method(page: &mut Page, file: File<'_>, scope: &str, method: &MethodDescriptorProto) {
    let request = streamed(method.client_streaming(), &file.names.short(method.input_type(), scope));
    let response = streamed(method.server_streaming(), &file.names.short(method.output_type(), scope));
    let head = format!("rpc {}({request}) returns ({response})", method.name());
    let options: Vec<_> = method.options.iter().flat_map(options).collect();
    if options.is_empty() {
        page.line(&format!("{head};"));
    } else {
        page.block(&head, |page| options.iter().for_each(|option| page.line(option)));
    }
}

fn options(options: &MethodOptions) -> impl Iterator<Item = &'static str> + use<> {
    let is_idempotent = options.idempotency_level() == IdempotencyLevel::Idempotent;
    let deprecated = options.deprecated().then_some("option deprecated = true;");
    deprecated.into_iter().chain(is_idempotent.then_some("option idempotency_level = IDEMPOTENT;"))
}

fn streamed(is_streamed: bool, name: &str) -> String {
    if is_streamed { format!("stream {name}") } else { name.to_owned() }
}
