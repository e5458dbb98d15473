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

/// Measures both in turns, and prints the ratio of medians and what each allocates.
fn compare(what: &str, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let allocations = [measure(&mut ours), measure(&mut theirs)].map(|seen| (seen.count_total, seen.bytes_total));
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_times.push(time(&mut ours));
        their_times.push(time(&mut theirs));
    }
    let (our_median, their_median) = (median(our_times), median(their_times));
    let ratio = their_median.as_secs_f64() / our_median.as_secs_f64();
    let missed = if ratio < GOAL { " !" } else { "" };
    let [(our_count, our_bytes), (their_count, their_bytes)] = allocations;
    println!(
        "{what}: {ratio:.2}{missed} ({our_median:?} and {their_median:?}), \
         allocations {our_count} and {their_count}, bytes {our_bytes} and {their_bytes}"
    );
}

/// The time of one run, of many.
fn time(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..RUNS).for_each(|_| run());
    start.elapsed() / RUNS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

const ROUNDS: usize = 101;
const RUNS: u32 = 1_000;

/// How fast pintle is to be at least, as a share of prost's speed.
const GOAL: f64 = 0.95;
