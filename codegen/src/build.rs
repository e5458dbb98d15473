//! The build-script half: from `.proto` files to Rust, without protoc.

use std::path::{Path, PathBuf};

/// Compiles one `.proto` file to messages, clients and servers, and to the serialised descriptor that reflection serves.
///
/// # Errors
///
/// When the file cannot be read or compiled.
pub fn compile(proto: &Path, include: &Path) -> Result<Compiled, Box<dyn std::error::Error>> {
    use prost::Message as _;

    let descriptors = protox::compile([proto], [include])?;
    let descriptor = descriptors.encode_to_vec();
    let out = tempfile::tempdir()?;
    tonic_prost_build::configure().out_dir(out.path()).compile_fds(descriptors)?;
    let package = proto.file_stem().ok_or("the file has no name")?;
    let rust = std::fs::read_to_string(out.path().join(package).with_extension("rs"))?;
    Ok(Compiled { rust, descriptor })
}

/// Compiles `.proto` files to the descriptors of them and of whatever they import, without comments.
///
/// # Errors
///
/// When a file cannot be read or compiled.
pub fn descriptors(protos: &[PathBuf], include: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    use prost::Message as _;

    let mut descriptors = protox::compile(protos, [include])?;
    descriptors.file.iter_mut().for_each(|file| file.source_code_info = None);
    Ok(descriptors.encode_to_vec())
}

/// Makes messages, as prost has them, of one `.proto` file of `package`. Maps are ordered.
///
/// # Errors
///
/// When the file cannot be read or compiled.
pub fn messages(proto: &Path, include: &Path, package: &str) -> Result<String, Box<dyn std::error::Error>> {
    let out = tempfile::tempdir()?;
    tonic_prost_build::configure()
        .out_dir(out.path())
        .build_client(false)
        .build_server(false)
        .btree_map(".")
        .disable_comments(["."])
        .compile_fds(protox::compile([proto], [include])?)?;
    Ok(std::fs::read_to_string(out.path().join(format!("{package}.rs")))?)
}

/// What one `.proto` file becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The source text of the module.
    pub rust: String,
    /// A serialised `FileDescriptorSet`, the file and everything it imports.
    pub descriptor: Vec<u8>,
}
