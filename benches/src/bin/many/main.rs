//! Measures what a host with many plugins takes, pintle's and go-plugin's in turns, prints it for each plugin, and draws it
//! against their number into `benches/charts/many.svg`:
//!
//! `cargo run --release -p pintle-benches --bin many [-- [--quick] [--rounds N]]`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it tells a person what it saw, and how far it is")]

mod chart;
mod footprint;
mod host;
mod report;

use std::path::Path;

use pintle_benches::{Programs, Result, Settings, programs};

use host::Maker;
use report::Column;

fn main() -> Result<()> {
    let Settings { rounds, effort } = Settings::of_process(THOROUGH, QUICK)?;
    let counts: Vec<usize> = effort.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?;
    let programs = Programs::build()?;
    let mut columns: Vec<Column> = makers(&programs).into_iter().map(|maker| Column::new(maker, &counts)).collect();
    for round in 1..=rounds {
        for count in &counts {
            for column in &mut columns {
                eprintln!("round {round} of {rounds}: {count} of {}", column.maker.name);
                column.measure(*count, TOGETHER)?;
            }
        }
    }
    println!("{}", report::report(&columns));
    // A quick run is no reason to forget the whole one.
    if effort == THOROUGH {
        let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/charts/many.svg"));
        chart::draw(&columns, file)?;
        println!("drawn: {}", file.display());
    }
    if programs.driver.is_none() {
        println!("{}", programs::NO_GO);
    }
    Ok(())
}

fn makers(programs: &Programs) -> Vec<Maker> {
    let path = |name: &str| programs.path(name).display().to_string();
    let ours = Maker {
        name: "pintle",
        host: vec![path("bench-many")],
        plugin: vec![path("bench-plugin-pintle"), "current_thread".to_owned()],
    };
    let go_plugin = programs.driver.as_ref().map(|driver| {
        let driver = driver.display().to_string();
        Maker {
            name: "go-plugin",
            host: vec![driver.clone(), "bench-many".to_owned()],
            plugin: vec![driver, "plugin".to_owned()],
        }
    });
    std::iter::once(ours).chain(go_plugin).collect()
}

/// How many plugins a host has.
const THOROUGH: &str = "1,10,50,100,200";
const QUICK: &str = "1,10,50";

/// So many are started, or ended, at a time.
const TOGETHER: usize = 4;
