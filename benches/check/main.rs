//! What judging a plan costs, as ratios taken in one run: against skimming the
//! same bytes, which no reader can beat, and against a naive parse.
//!
//! `cargo bench` runs it; `cargo bench -- 50` for a plan of some 50 MB.

mod plan;

use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, Sources};
use serde::de::IgnoredAny;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Each figure is the median of so many runs.
const RUNS: usize = 7;

#[expect(clippy::print_stdout, reason = "its output is what it is for")]
fn main() {
    // cargo passes flags of its own.
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() { vec![1, 10] } else { sizes };
    let catalog = Catalog::builtin();
    println!("size      skim      parse naively      check        check / skim");
    for megabytes in sizes {
        let text = plan::of_size(megabytes * 1_000_000);
        let skim = median(|| drop(black_box(serde_json::from_str::<IgnoredAny>(&text))));
        let naive = median(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&text))));
        let check = median(|| {
            let reading = Plan::read(&text, &graph::reads).expect("the generator writes plans");
            let sources = Sources::parse(Vec::new(), &Calls::new());
            black_box(judge(&reading, &catalog, &Config::default(), &sources));
        });
        println!(
            "{:4} MB {:>8.1?} {:>12.1?} {:>12.1?} {:>14.2}",
            text.len() / 1_000_000,
            skim,
            naive,
            check,
            check.as_secs_f64() / skim.as_secs_f64()
        );
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}
