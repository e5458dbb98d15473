//! The programs that are measured: built here, so that one command does it all.

#![expect(clippy::print_stderr, reason = "it tells a person what is left out")]

use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

/// Where they are.
#[derive(Debug)]
pub struct Programs {
    directory: PathBuf,
    /// The Go driver, where there is a Go to build it.
    pub driver: Option<PathBuf>,
}

impl Programs {
    /// Builds all of them, beside this one.
    ///
    /// # Errors
    ///
    /// This one is not optimised, or one cannot be built.
    pub fn build() -> Result<Self> {
        if cfg!(debug_assertions) {
            return Err("only optimised programs are worth measuring: cargo run --release -p pintle-benches".into());
        }
        let own = env::current_exe()?;
        let directory = own.parent().ok_or("a program is in a directory")?.to_owned();
        let target = directory.parent().ok_or("cargo makes a directory for each profile")?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build
            .args(["build", "--quiet", "--release", "--package", "pintle-benches", "--bins", "--target-dir"])
            .arg(target);
        succeed(build.current_dir(env!("CARGO_MANIFEST_DIR")))?;
        let driver = driver(&directory)?;
        Ok(Self { directory, driver })
    }

    /// The path of one of this package's programs.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

fn driver(directory: &Path) -> Result<Option<PathBuf>> {
    let found = Command::new("go").arg("version").output();
    if found.is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        eprintln!("{NO_GO}");
        return Ok(None);
    }
    let driver = directory.join("go-driver");
    let mut build = Command::new("go");
    build.env("CGO_ENABLED", "0").env("GOTOOLCHAIN", "local").args(["build", "-o"]).arg(&driver).arg(".");
    succeed(build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/go")))?;
    Ok(Some(driver))
}

fn succeed(command: &mut Command) -> Result<()> {
    match command.status()? {
        status if status.success() => Ok(()),
        status => Err(format!("{command:?}: {status}").into()),
    }
}

/// Said twice, before and after: half of the goals are not looked at.
pub const NO_GO: &str = "*** go-plugin is skipped: go is not installed ***";
