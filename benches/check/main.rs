//! What judging plans costs, mostly as ratios taken in one run: against skimming the same bytes,
//! which no reader can beat, and against a naive parse.
//!
//! `cargo bench` prints everything; `cargo bench -- 50 500` for plans of some 50 and 500 MB,
//! `cargo bench -- fleet` the fleet alone, and `cargo bench -- write 50 FILE` keeps such a plan.

mod alone;
mod fleet;
mod lints;
mod peers;
mod plan;
mod size;
mod slow;
mod stress;

use std::time::{Duration, Instant};

/// The program as users run it.
const FRONTLINT: &str = env!("CARGO_BIN_EXE_frontlint");

#[expect(clippy::print_stdout, reason = "its output is what it is for")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [alone, task, file] = arguments.as_slice()
        && alone == alone::ARGUMENT
    {
        return println!("{}", alone::run(task, file));
    }
    if let [write, megabytes, file, ..] = arguments.as_slice()
        && write == "write"
    {
        let megabytes: usize = megabytes.parse().expect("a number of megabytes");
        return std::fs::write(file, plan::of_size(megabytes * 1_000_000))
            .expect("room for a plan");
    }
    let directory = tempfile::tempdir().expect("a directory for plans");
    if arguments.iter().any(|argument| argument == "fleet") {
        return print!("{}", fleet::ten_thousand(directory.path()));
    }
    // cargo passes flags of its own.
    let sizes = arguments.iter().filter_map(|size| size.parse().ok());
    let mut sizes: Vec<usize> = sizes.collect();
    if sizes.is_empty() {
        sizes = vec![1, 10];
    }
    print!("{}", size::table(directory.path(), &sizes));
    print!("{}", fleet::small(directory.path()));
    print!("{}", fleet::thousand(directory.path()));
    print!("{}", fleet::ten_thousand(directory.path()));
    print!("{}", lints::growth());
    print!("{}", stress::times(directory.path()));
    print!("{}", peers::times(directory.path()));
}

/// The median time of some runs.
fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
