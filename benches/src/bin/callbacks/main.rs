//! Measures callbacks beside ordinary calls, pintle's and go-plugin's in turns, and prints medians and ratios:
//!
//! `cargo run --release -p pintle-benches --bin callbacks [-- [--quick] [--rounds N]]`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it tells a person what it saw, and how far it is")]

mod line;

use pintle_benches::{Programs, Result, Settings, programs, table};

use line::{Line, Setup};

fn main() -> Result<()> {
    let Settings { rounds, effort } = Settings::of_process(THOROUGH, QUICK)?;
    let programs = Programs::build()?;
    let mut setups = Setup::all(&programs);
    for round in 1..=rounds {
        for setup in &mut setups {
            eprintln!("round {round} of {rounds}: {setup}");
            setup.measure(effort)?;
        }
    }
    let lines = setups.iter().flat_map(Line::of).map(|line| line.cells());
    println!("## Callbacks\n\n{}", table::lines(std::iter::once(line::head()).chain(lines).collect()));
    println!("{}", line::GOALS);
    if programs.driver.is_none() {
        println!("{}", programs::NO_GO);
    }
    Ok(())
}

/// What every host is told, in the words of `driver bench-callbacks`.
const THOROUGH: &str = "--objects 50 --warmup 1000 --calls 5000";
const QUICK: &str = "--objects 20 --warmup 200 --calls 1000";
