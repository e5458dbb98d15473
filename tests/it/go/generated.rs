//! The Go code of the mirror is what Go's own generators make of the printed `.proto` file today. `UPDATE=1` writes it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use pintle_tests::mirror::mirror;
use prost::Message as _;
use prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};

use super::programs::Go;

#[test]
fn the_code_of_the_mirror_is_fresh() {
    let Some(go) = Go::find() else { return };
    let printed = tempfile::tempdir().unwrap();
    pintle::proto::write(printed.path(), [mirror::descriptor()]).unwrap();
    let request = CodeGeneratorRequest {
        file_to_generate: vec![PROTO.to_owned()],
        parameter: Some(format!("paths=source_relative,M{PROTO}=pintle-driver/mirror")),
        proto_file: protox::compile([PROTO], [printed.path()]).unwrap().file,
        ..CodeGeneratorRequest::default()
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("go/mirror");
    for generator in [go.message_generator(), go.service_generator()] {
        for file in generate(&generator, &request).file {
            let path = folder.join(Path::new(file.name()).file_name().unwrap());
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, file.content()).unwrap();
            }
            let committed = fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == file.content(), "{} is stale: run this test with UPDATE=1", path.display());
        }
    }
}

const PROTO: &str = "mirror/v1/mirror.proto";

/// Asks a generator as protoc would (`google/protobuf/compiler/plugin.proto`).
fn generate(generator: &Path, request: &CodeGeneratorRequest) -> CodeGeneratorResponse {
    let mut asked = Command::new(generator).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    asked.stdin.take().unwrap().write_all(&request.encode_to_vec()).unwrap();
    let output = asked.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    let response = CodeGeneratorResponse::decode(output.stdout.as_slice()).unwrap();
    assert_eq!(response.error, None);
    response
}
