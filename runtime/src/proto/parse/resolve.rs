//! Names of types, as they are written → full names, with a leading dot.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto};

use crate::proto::names::Names;
use crate::proto::print;

/// Finds what every name of a type stands for.
pub(super) fn types(file: &mut FileDescriptorProto) {
    let names = Names::of(file);
    let scope = print::scope(file);
    for service in &mut file.service {
        let scope = format!("{scope}.{}", service.name());
        for method in &mut service.method {
            for name in [&mut method.input_type, &mut method.output_type] {
                *name = name.take().map(|name| full(&names, &name, &scope).0);
            }
        }
    }
    file.message_type.iter_mut().for_each(|message| fields(&names, &scope, message));
}

fn fields(names: &Names, scope: &str, message: &mut DescriptorProto) {
    let scope = format!("{scope}.{}", message.name());
    for field in &mut message.field {
        if let Some(name) = field.type_name.take() {
            let (name, ty) = full(names, &name, &scope);
            field.type_name = Some(name);
            field.set_type(ty);
        }
    }
    message.nested_type.iter_mut().for_each(|nested| fields(names, &scope, nested));
}

/// What is not declared in the file is a message of another one: pintle's files import nothing else.
fn full(names: &Names, name: &str, scope: &str) -> (String, Type) {
    names.resolve(name, scope).unwrap_or_else(|| (format!(".{}", name.trim_start_matches('.')), Type::Message))
}
