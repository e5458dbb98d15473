//! From a descriptor to the text of a `.proto` file.
//!
//! What a trait can say is printed whole: the text compiles to the descriptor that it was printed from, but for the
//! positions of comments. Extensions, groups and custom options, which no trait can say, are not.

mod comments;
mod enumeration;
mod message;
mod page;
mod reserved;
mod service;

use prost_types::FileDescriptorProto;

use self::comments::Comments;
use self::page::Page;
use super::names::Names;
use crate::field::path::{FILE_ENUM, FILE_MESSAGE, FILE_SERVICE, numbered};

/// Prints a file: the service first, then messages and enums as they were met.
///
/// One descriptor has one text: what differs between two texts differs between their traits.
pub fn print(file: &FileDescriptorProto) -> String {
    let file = File { names: &Names::of(file), comments: &Comments::of(file), descriptor: file };
    let mut page = Page::default();
    head(file.descriptor, &mut page);
    let scope = scope(file.descriptor);
    for (service, path) in numbered(&file.descriptor.service, &[], FILE_SERVICE) {
        service::service(&mut page, file, &scope, (service, &path));
    }
    for (message, path) in numbered(&file.descriptor.message_type, &[], FILE_MESSAGE) {
        message::message(&mut page, file, &scope, (message, &path));
    }
    for (enumeration, path) in numbered(&file.descriptor.enum_type, &[], FILE_ENUM) {
        enumeration::enumeration(&mut page, file, (enumeration, &path));
    }
    page.finish()
}

/// The file, as its parts need it while they are printed.
#[derive(Clone, Copy)]
struct File<'a> {
    descriptor: &'a FileDescriptorProto,
    names: &'a Names,
    comments: &'a Comments<'a>,
}

/// `kv.v1` → `.kv.v1`, and nothing of no package.
pub(super) fn scope(file: &FileDescriptorProto) -> String {
    match file.package() {
        "" => String::new(),
        package => format!(".{package}"),
    }
}

fn head(file: &FileDescriptorProto, page: &mut Page) {
    page.line(HEADER);
    page.apart();
    page.line("syntax = \"proto3\";");
    page.apart();
    if !file.package().is_empty() {
        page.line(&format!("package {};", file.package()));
        page.apart();
    }
    for import in &file.dependency {
        page.line(&format!("import \"{import}\";"));
    }
}

/// The first line of every file, by which it is known as one of ours.
pub(in crate::proto) const HEADER: &str = "// Printed by pintle from a Rust trait: change the trait, not this file.";
