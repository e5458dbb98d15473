//! Measures pintle beside go-plugin and raw tonic, all in turns, and prints medians and ratios:
//!
//! `cargo run --release -p pintle-benches [-- [--quick] [--rounds N]]`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it tells a person what it saw, and how far it is")]

mod column;
mod comparison;
mod row;

use pintle_benches::{Programs, Result, Security, Settings, programs};

use column::Column;

fn main() -> Result<()> {
    let Settings { rounds, effort } = Settings::of_process(THOROUGH, QUICK)?;
    let programs = Programs::build()?;
    let mut tables = Security::ALL.map(|security| (security, Column::all(&programs, security)));
    for round in 1..=rounds {
        for (security, columns) in &mut tables {
            for column in columns {
                eprintln!("round {round} of {rounds}: {security}, {column}");
                column.measure(effort)?;
            }
        }
    }
    for (security, columns) in &tables {
        println!("{}", comparison::report(*security, columns));
    }
    if programs.driver.is_none() {
        println!("{}", programs::NO_GO);
    }
    Ok(())
}

/// What every host is told, in the words of `driver bench`.
const THOROUGH: &str = "--launches 9 --warmup 1000 --calls 5000 --seconds 1 --payload-calls 1000,300,30";
const QUICK: &str = "--launches 3 --warmup 200 --calls 1000 --seconds 0.3 --payload-calls 200,50,5";
