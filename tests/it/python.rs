//! The Python peers, in a virtual environment of their own that whoever asks first makes. Where Python is not installed
//! these tests are skipped, loudly; where `CI` is set they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::go::skip;

/// An installed Python, with gRPC.
#[derive(Clone, Copy)]
pub struct Python(());

impl Python {
    /// Python, if it is installed; if not, the test that asks is to be skipped. With `CI` set it fails instead.
    pub fn find() -> Option<Self> {
        match Command::new("python3").args(["-c", "import venv"]).output() {
            Ok(output) if output.status.success() => Some(Self(())),
            _ => skip("python3"),
        }
    }

    /// A script of `tests/python`, which finds the code that is made of the printed `.proto` file.
    pub fn script(self, name: &str) -> Command {
        let mut command = self.program(&scripts().join(name));
        command.env("PYTHONPATH", code());
        command
    }

    /// Any script, which finds the packages of the environment.
    pub fn program(self, script: &Path) -> Command {
        static MADE: OnceLock<()> = OnceLock::new();
        MADE.get_or_init(make);
        let mut command = Command::new(environment().join("bin/python"));
        // Where a script is, it leaves nothing.
        command.arg(script).env("PYTHONDONTWRITEBYTECODE", "1").stdin(Stdio::null());
        command
    }
}

/// Makes the environment, unless its requirements are met, and the code.
fn make() {
    let requirements = scripts().join("requirements.txt");
    let wanted = std::fs::read(&requirements).unwrap();
    let met = environment().join("met.txt");
    if std::fs::read(&met).ok() != Some(wanted.clone()) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(environment()));
        let pip = environment().join("bin/pip");
        run(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", "-r"]).arg(requirements));
        std::fs::write(met, wanted).unwrap();
    }
    let folder = code();
    let printed = pintle::proto::write(&folder, [pintle_tests::mirror::mirror::descriptor()]).unwrap();
    let proto = folder.join("mirror/v1/mirror.proto");
    if !printed.is_empty() || !folder.join("mirror/v1/mirror_pb2_grpc.py").exists() {
        let mut protoc = Command::new(environment().join("bin/python"));
        protoc.args(["-m", "grpc_tools.protoc"]).arg("-I").arg(&folder);
        protoc.arg("--python_out").arg(&folder).arg("--grpc_python_out").arg(&folder);
        run(protoc.arg(proto));
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python")
}

fn environment() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("python/environment")
}

fn code() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("python/code")
}
