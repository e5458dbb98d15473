//! What protox, which is not ours, makes of a text.

use std::collections::BTreeMap;

use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use crate::proto::FileDescriptorProto;

/// Compiles a file.
pub(super) fn compiled(text: &str) -> FileDescriptorProto {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Only(text.to_owned()));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_source_info(true).include_imports(false);
    let compiled = compiler.open_file(NAME);
    assert!(compiled.is_ok(), "{:?}\n{text}", compiled.err());
    compiler.file_descriptor_set().file.remove(0)
}

struct Only(String);

impl FileResolver for Only {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if name == NAME { File::from_source(name, &self.0) } else { Err(protox::Error::file_not_found(name)) }
    }
}

/// What a file says, without the positions of its comments.
pub(super) fn facts(mut file: FileDescriptorProto) -> (FileDescriptorProto, BTreeMap<Vec<i32>, String>) {
    let locations = file.source_code_info.take().unwrap_or_default().location;
    let comments = locations.into_iter().filter_map(|location| Some((location.path, location.leading_comments?)));
    file.name = Some(NAME.to_owned());
    (file, comments.collect())
}

const NAME: &str = "file.proto";
