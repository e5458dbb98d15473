//! The Go code of our services is what Go's own generators make of the printed `.proto` files today. `UPDATE=1` writes it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use pintle_tests::joining::{joiner, joining};
use pintle_tests::lending::{adder, lending};
use pintle_tests::mirror::mirror;
use pintle_tests::yardstick::yardstick;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};

use super::programs::{Go, folder, install};

#[test]
fn the_go_code_of_the_mirror_is_fresh() {
    is_fresh("mirror", [mirror::descriptor()]);
}

#[test]
fn the_go_code_of_what_lends_is_fresh() {
    is_fresh("lending", [lending::descriptor(), adder::descriptor()]);
    is_fresh("joining", [joining::descriptor(), joiner::descriptor()]);
}

#[test]
fn the_go_code_of_the_yardstick_is_fresh() {
    is_fresh("yardstick", [yardstick::descriptor()]);
}

/// Of one Go package.
fn is_fresh<const N: usize>(package: &str, files: [FileDescriptorProto; N]) {
    if Go::find().is_none() {
        return;
    }
    let printed = tempfile::tempdir().unwrap();
    let names = files.clone().map(|file| file.name().to_owned());
    pintle::proto::write(printed.path(), files).unwrap();
    let places = names.iter().map(|name| format!(",M{name}=pintle-driver/{package}"));
    let request = CodeGeneratorRequest {
        parameter: Some(format!("paths=source_relative{}", places.collect::<String>())),
        proto_file: protox::compile(&names, [printed.path()]).unwrap().file,
        file_to_generate: names.to_vec(),
        ..CodeGeneratorRequest::default()
    };
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("go").join(package);
    for generator in generators() {
        for file in generate(generator, &request).file {
            let path = committed.join(Path::new(file.name()).file_name().unwrap());
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, file.content()).unwrap();
            }
            let found = fs::read_to_string(&path).unwrap_or_default();
            assert!(found == file.content(), "{} is stale: run this test with UPDATE=1", path.display());
        }
    }
}

/// Installed by whoever asks first.
fn generators() -> &'static [PathBuf; 2] {
    static INSTALLED: OnceLock<[PathBuf; 2]> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let bin = folder().join("generators");
        GENERATORS.map(|generator| {
            install(generator, &bin);
            let (name, _) = generator.rsplit('/').next().unwrap().split_once('@').unwrap();
            bin.join(name)
        })
    })
}

/// Of `google.golang.org/protobuf` and of `google.golang.org/grpc`.
const GENERATORS: [&str; 2] =
    ["google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.11", "google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2"];

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
