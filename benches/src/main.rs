//! Measures pintle beside go-plugin and raw tonic, all in turns, and prints medians and ratios:
//!
//! `cargo run --release -p pintle-benches [-- [--quick] [--rounds N]]`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it tells a person what it saw, and how far it is")]

mod column;
mod programs;
mod row;
mod table;

use lexopt::{Arg, Parser, ValueExt as _};
use pintle_benches::Result;

use column::{Column, Security};
use programs::Programs;

fn main() -> Result<()> {
    let Settings { rounds, effort } = Settings::of_process()?;
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
        println!("{}", table::report(*security, columns));
    }
    if programs.driver.is_none() {
        println!("{}", programs::NO_GO);
    }
    Ok(())
}

/// How much to measure.
struct Settings {
    rounds: usize,
    /// What every host is told, in the words of `driver bench`.
    effort: &'static str,
}

impl Settings {
    fn of_process() -> Result<Self> {
        let mut settings = Self {
            rounds: 5,
            effort: "--launches 9 --warmup 1000 --calls 5000 --seconds 1 --payload-calls 1000,300,30",
        };
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("quick") => {
                    settings.rounds = 3;
                    settings.effort = "--launches 3 --warmup 200 --calls 1000 --seconds 0.3 --payload-calls 200,50,5";
                }
                Arg::Long("rounds") => settings.rounds = parser.value()?.parse()?,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(settings)
    }
}
