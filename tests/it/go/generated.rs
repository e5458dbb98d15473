//! The Go code of the mirror is what Go's own generators make of the printed `.proto` file today. `UPDATE=1` writes it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use pintle_tests::mirror::mirror;
use prost::Message as _;
use prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};

use super::programs::{Go, folder, install};

#[test]
fn the_code_of_the_mirror_is_fresh() {
    if Go::find().is_none() {
        return;
    }
    let printed = tempfile::tempdir().unwrap();
    pintle::proto::write(printed.path(), [mirror::descriptor()]).unwrap();
    let request = CodeGeneratorRequest {
        file_to_generate: vec![PROTO.to_owned()],
        parameter: Some(format!("paths=source_relative,M{PROTO}=pintle-driver/mirror")),
        proto_file: protox::compile([PROTO], [printed.path()]).unwrap().file,
        ..CodeGeneratorRequest::default()
    };
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("go/mirror");
    let bin = folder().join("generators");
    for generator in GENERATORS {
        install(generator, &bin);
        let (name, _) = generator.rsplit('/').next().unwrap().split_once('@').unwrap();
        for file in generate(&bin.join(name), &request).file {
            let path = committed.join(Path::new(file.name()).file_name().unwrap());
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, file.content()).unwrap();
            }
            let found = fs::read_to_string(&path).unwrap_or_default();
            assert!(found == file.content(), "{} is stale: run this test with UPDATE=1", path.display());
        }
    }
}

/// Of `google.golang.org/protobuf` and of `google.golang.org/grpc`.
const GENERATORS: [&str; 2] =
    ["google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.11", "google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2"];

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
