//! Writes and reads a nested message of twenty fields, as pintle derives it and as prost does:
//!
//! `cargo bench -p pintle-benches --bench messages`
//!
//! criterion measures each alone; then both are measured in turns, since machines are noisy, and compared.

#![expect(clippy::print_stdout, unreachable_pub, reason = "it tells a person what it saw; `pub` is what a file offers")]

mod values;

use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use criterion::Criterion;
use pintle::Field;
use prost::Message;
use prost::encoding::{DecodeContext, WireType};

use values::{ours, theirs};

fn main() {
    let (ours, theirs) = (ours::order(), theirs::order());
    let bytes = theirs.encode_length_delimited_to_vec();
    assert_eq!(ours.encode_length_delimited_to_vec(), bytes, "both write the same");
    assert!(read_ours(&bytes) == ours && read_theirs(&bytes) == theirs, "both read the same");

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("encode/pintle", |bencher| bencher.iter(|| ours.encode_to_vec()));
    criterion.bench_function("encode/prost", |bencher| bencher.iter(|| theirs.encode_to_vec()));
    criterion.bench_function("decode/pintle", |bencher| bencher.iter(|| read_ours(&bytes)));
    criterion.bench_function("decode/prost", |bencher| bencher.iter(|| read_theirs(&bytes)));
    criterion.final_summary();

    println!("{} bytes; pintle's speed as a share of prost's, the goal is {GOAL}", bytes.len());
    compare("encode", || drop(black_box(ours.encode_to_vec())), || drop(black_box(theirs.encode_to_vec())));
    compare("decode", || drop(black_box(read_ours(&bytes))), || drop(black_box(read_theirs(&bytes))));
}

fn read_ours(mut bytes: &[u8]) -> ours::Order {
    ours::Order::read(WireType::LengthDelimited, &mut bytes, DecodeContext::default()).expect("it is an order")
}

fn read_theirs(bytes: &[u8]) -> theirs::Order {
    theirs::Order::decode_length_delimited(bytes).expect("it is an order")
}

/// Measures both in turns, and prints the median of the rounds' ratios, and what each allocates.
fn compare(what: &str, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let [ours_allocated, theirs_allocated] = [measure(&mut ours), measure(&mut theirs)].map(|seen| seen.count_total);
    let rounds: Vec<[Duration; 2]> = (0..ROUNDS).map(|_| [time(&mut ours), time(&mut theirs)]).collect();
    let [ours, theirs] = [0, 1].map(|side| median(rounds.iter().map(|round| round[side].as_secs_f64())));
    let ratio = median(rounds.iter().map(|[ours, theirs]| theirs.as_secs_f64() / ours.as_secs_f64()));
    let missed = if ratio < GOAL { " !" } else { "" };
    println!(
        "{what}: {ratio:.2}{missed}, {:.0} ns and {:.0} ns, allocations {ours_allocated} and {theirs_allocated}",
        ours * 1e9,
        theirs * 1e9
    );
}

/// The time of one run, of many.
fn time(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..RUNS).for_each(|_| run());
    start.elapsed() / RUNS
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

const ROUNDS: usize = 1_001;
const RUNS: u32 = 100;

/// How fast pintle is to be at least, as a share of prost's speed.
const GOAL: f64 = 0.95;
