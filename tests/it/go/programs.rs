//! The Go programs that the tests run, built by whoever asks for them first.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// An installed Go.
#[derive(Clone, Copy)]
pub struct Go(());

impl Go {
    /// Go, if it is installed; if not, the test that asks is to be skipped. With `CI` set it fails instead.
    pub fn find() -> Option<Self> {
        if Command::new("go").arg("version").output().is_ok_and(|output| output.status.success()) {
            return Some(Self(()));
        }
        skip("go")
    }

    /// Our driver: a plugin and a host in one, on the go-plugin library.
    pub fn driver(self) -> PathBuf {
        static BUILT: OnceLock<()> = OnceLock::new();
        let driver = folder().join("driver");
        BUILT.get_or_init(|| {
            let mut build = Command::new("go");
            build
                .current_dir(workspace().join("tests/go"))
                .args(["build", "-buildvcs=false", "-o"])
                .arg(&driver)
                .arg(".");
            run(build);
        });
        driver
    }

    /// One of go-plugin's own examples, in each version of the library.
    pub fn examples(self, name: &str) -> [Example; 2] {
        static BUILT: OnceLock<()> = OnceLock::new();
        let bin = |version, name| folder().join("examples").join(version).join(name);
        BUILT.get_or_init(|| {
            for version in VERSIONS {
                for (name, plugin) in EXAMPLES {
                    let host = format!("github.com/hashicorp/go-plugin/examples/{name}");
                    install(&format!("{host}@{version}"), &bin(version, name));
                    install(&format!("{host}/{plugin}@{version}"), &bin(version, name));
                }
            }
        });
        let (name, plugin) = EXAMPLES.into_iter().find(|(known, _)| *known == name).expect("it is in the table");
        VERSIONS.map(|version| {
            let bin = bin(version, name);
            Example { version, host: bin.join(name), plugin: bin.join(plugin) }
        })
    }
}

/// The two programs of an example.
pub struct Example {
    pub version: &'static str,
    pub host: PathBuf,
    pub plugin: PathBuf,
}

/// Installs a program of a public module.
pub fn install(program: &str, bin: &Path) {
    let mut install = Command::new("go");
    install.env("GOBIN", bin).args(["install", program]);
    run(install);
}

/// Says, loudly, that the test that asks is skipped, since `tool` is not installed. With `CI` set it fails instead.
pub fn skip<T>(tool: &str) -> Option<T> {
    assert!(std::env::var_os("CI").is_none(), "{tool} is not installed, and CI is set");
    say_skipped(&format!("{tool} is not installed"));
    None
}

/// Says, loudly, why the test that asks is skipped.
pub fn say_skipped(reason: &str) {
    let thread = std::thread::current();
    let skipped = format!("skipped: {reason}: {}\n", thread.name().unwrap_or("a test"));
    // Not `eprintln!`, which is captured: whoever runs the tests shall see it.
    std::io::stderr().write_all(skipped.as_bytes()).unwrap();
}

fn run(mut go: Command) {
    // What is installed builds it, and no C compiler is needed.
    let output = go.env("GOTOOLCHAIN", "local").env("CGO_ENABLED", "0").output().unwrap();
    assert!(output.status.success(), "{go:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Where the programs are: in the target directory, so that Go builds them anew only where they changed.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/go"))
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().find(|folder| folder.join("Cargo.lock").exists()).expect("the package is in a workspace")
}

/// Of go-plugin: today's, and one from before that is still much met.
const VERSIONS: [&str; 2] = ["v1.8.0", "v1.6.3"];

/// Each example's name, which is its host's, and its plugin's.
const EXAMPLES: [(&str, &str); 3] =
    [("grpc", "plugin-go-grpc"), ("bidirectional", "plugin-go-grpc"), ("negotiated", "plugin-go")];
