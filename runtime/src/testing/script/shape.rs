//! Whether a reply is of the type that a method returns.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, MethodDescriptorProto};

use crate::field::{File, Note, Payload, Streams};
use crate::testing::known::Known;

/// Compares what `P` is on the wire with what the method returns; the error says how they differ.
pub(super) fn compare<P: Payload>(known: &Known, method: &MethodDescriptorProto, streams: bool) -> Result<(), String> {
    let described = File::of(known.service, &Note::NONE, |file| {
        file.method::<(), P>(method.name(), Streams { requests: false, responses: streams });
    });
    let given = Known::new(known.service, described.file);
    let Some(reply) = given.method(method.name()) else { return Ok(()) };
    let (told, given) = (shape(known, method), shape(&given, reply));
    match told == given {
        true => Ok(()),
        false => Err(format!("{}/{} returns {told}, and not {given}", known.service, method.name())),
    }
}

/// What a method returns, in the words of protobuf.
fn shape(known: &Known, method: &MethodDescriptorProto) -> String {
    let stream = if method.server_streaming() { "stream " } else { "" };
    let path = method.output_type();
    let own = format!("{}Response", method.name());
    let shape = match known.message(path).filter(|message| message.name() == own) {
        Some(message) => fields(message),
        None => path.trim_start_matches('.').to_owned(),
    };
    format!("{stream}{shape}")
}

fn fields(message: &DescriptorProto) -> String {
    match &message.field[..] {
        [] => "nothing".to_owned(),
        fields => fields.iter().map(|field| of_field(message, field)).collect::<Vec<_>>().join(", "),
    }
}

fn of_field(message: &DescriptorProto, field: &FieldDescriptorProto) -> String {
    let entry = message.nested_type.iter().find(|nested| field.type_name().ends_with(&format!(".{}", nested.name())));
    if let Some(entry) = entry.filter(|entry| entry.options.as_ref().is_some_and(|options| options.map_entry())) {
        return format!("`map<{}>`", entry.field.iter().map(kind).collect::<Vec<_>>().join(", "));
    }
    let label = match field.label() {
        Label::Repeated => "repeated ",
        _ if field.proto3_optional() => "optional ",
        _ => "",
    };
    format!("`{label}{}`", kind(field))
}

fn kind(field: &FieldDescriptorProto) -> String {
    match field.r#type() {
        Type::Message | Type::Enum => field.type_name().trim_start_matches('.').to_owned(),
        scalar => scalar.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase(),
    }
}
