//! What a plugin serves, told over gRPC reflection in both versions, as Go plugins do (wire.md R2).

use std::sync::Arc;

use prost_types::{FileDescriptorProto, FileDescriptorSet};
use tonic_reflection::pb::{v1, v1alpha};
use tonic_reflection::server::v1::{ServerReflection, ServerReflectionServer};
use tonic_reflection::server::v1alpha as alpha;
use tonic_reflection::server::{Builder, Error};

use crate::error::ConfigError;
use crate::generated;
use crate::service::Handler;
use crate::transport::MESSAGE_LIMIT;

/// What describes the services, each file once, after what it imports.
pub(crate) fn files(handlers: &[Arc<dyn Handler>]) -> Vec<FileDescriptorProto> {
    let mut files: Vec<FileDescriptorProto> = Vec::new();
    for file in handlers.iter().flat_map(|handler| handler.imports().into_iter().chain([handler.descriptor()])) {
        if !files.iter().any(|known| known.name() == file.name()) {
            files.push(file);
        }
    }
    files
}

/// The service of version 1.
pub(crate) fn service(
    files: &[FileDescriptorProto],
) -> Result<ServerReflectionServer<impl ServerReflection>, ConfigError> {
    let service = builder(files).build_v1().map_err(|error| contradiction(&error))?;
    Ok(service.max_decoding_message_size(MESSAGE_LIMIT))
}

/// The service of the version before, which older tools ask for.
pub(crate) fn alpha_service(
    files: &[FileDescriptorProto],
) -> Result<alpha::ServerReflectionServer<impl alpha::ServerReflection>, ConfigError> {
    let service = builder(files).build_v1alpha().map_err(|error| contradiction(&error))?;
    Ok(service.max_decoding_message_size(MESSAGE_LIMIT))
}

fn builder(files: &[FileDescriptorProto]) -> Builder<'static> {
    let own = FileDescriptorSet { file: files.iter().map(without_comments).collect() };
    Builder::configure()
        .include_reflection_service(false) // It would add its own version only.
        .register_encoded_file_descriptor_set(v1::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(v1alpha::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(generated::DESCRIPTOR)
        .register_file_descriptor_set(own)
}

/// As protoc-gen-go embeds them: who calls by reflection reads no comments.
fn without_comments(file: &FileDescriptorProto) -> FileDescriptorProto {
    FileDescriptorProto { source_code_info: None, ..file.clone() }
}

fn contradiction(error: &Error) -> ConfigError {
    ConfigError::Descriptor { reason: error.to_string() }
}
