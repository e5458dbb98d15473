//! How long `cargo check` takes of a service: as a trait with its messages, and as what prost and tonic generate from the
//! `.proto` file that pintle prints of it.
//!
//! `cargo run --package pintle-benches --bin check-time`
//!
//! The generated code stands in the source of its crate, so that no build script is timed. Each time is that of a check
//! after `lib.rs` was touched, with all dependencies checked before; the two crates take turns.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it tells a person what it saw, and how far it is")]

mod service;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use pintle_benches::Result;
use pintle_codegen::build;

const ROUNDS: usize = 7;
const GOAL: f64 = 1.5;

fn main() -> Result<()> {
    let folder = folder()?;
    write(&folder)?;
    println!("{} methods, {} messages; the best of {ROUNDS}\n", service::METHODS, service::MESSAGES);
    println!("|               | trait  | prost and tonic | ratio |");
    println!("| ------------- | ------ | --------------- | ----- |");
    for (name, incremental) in [("from scratch", "0"), ("incremental", "1")] {
        let check = |krate| check(&folder, krate, incremental);
        let mut best = [Duration::MAX; 2];
        // The first round checks the dependencies.
        for round in 0..=ROUNDS {
            eprintln!("{name}: round {round} of {ROUNDS}");
            let times = [check("of-trait")?, check("of-proto")?];
            if round > 0 {
                best = [best[0].min(times[0]), best[1].min(times[1])];
            }
        }
        let [of_trait, of_proto] = best.map(|time| time.as_secs_f64());
        let ratio = of_trait / of_proto;
        let missed = if ratio < GOAL { " " } else { "!" };
        println!("| {name:<13} | {of_trait:>4.2} s | {of_proto:>13.2} s | {ratio:>4.2}{missed} |");
    }
    Ok(())
}

/// A folder of our own beside the program.
fn folder() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(Path::parent).ok_or("the program is not in a target folder")?;
    Ok(target.join("check-time"))
}

/// Writes a workspace of the two crates.
fn write(folder: &Path) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has a folder")?;
    let runtime = root.join("runtime");
    let file = |path: &str, text: &str| -> Result<()> {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        Ok(fs::write(path, text)?)
    };
    file("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"of-trait\", \"of-proto\"]\n")?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    file("of-trait/Cargo.toml", &manifest("of-trait", &format!("pintle = {{ path = {runtime:?} }}\n")))?;
    file("of-trait/src/lib.rs", &service::source())?;
    file(
        "of-trait/src/main.rs",
        "fn main() { print!(\"{}\", pintle::proto::print(&of_trait::wide::descriptor())) }\n",
    )?;
    let dependencies = "prost = \"0.14\"\ntonic = { version = \"0.14\", default-features = false, features = [\"codegen\"] }\n\
        tonic-prost = \"0.14\"\n";
    file("of-proto/Cargo.toml", &manifest("of-proto", dependencies))?;
    file("of-proto/src/lib.rs", "")?;

    let mut print = cargo(folder, "run");
    let printed = print.args(["--package", "of-trait"]).stderr(std::process::Stdio::inherit()).output()?;
    if !printed.status.success() {
        return Err("the trait was not built".into());
    }
    file("wide.proto", &String::from_utf8(printed.stdout)?)?;
    let compiled = build::compile(&folder.join("wide.proto"), folder).map_err(|error| error.to_string())?;
    file("of-proto/src/lib.rs", &compiled.rust)
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}")
}

fn cargo(folder: &Path, command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args([command, "--quiet"]).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    cargo
}

/// The time of a check after the crate's source was touched.
fn check(folder: &Path, krate: &str, incremental: &str) -> Result<Duration> {
    fs::File::open(folder.join(krate).join("src/lib.rs"))?.set_modified(std::time::SystemTime::now())?;
    let mut check = cargo(folder, "check");
    check.args(["--lib", "--package", krate]).env("CARGO_INCREMENTAL", incremental);
    let start = Instant::now();
    let status = check.status()?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{krate} cannot be checked").into()) }
}
