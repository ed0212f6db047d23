//! Plans of several sizes: time and memory against the floor.

use super::{alone, median, plan, ratio};
use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, Sources};
use serde::de::IgnoredAny;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Each figure is the median of so many runs.
const RUNS: usize = 5;

pub(crate) fn table(directory: &Path, sizes: &[usize]) -> String {
    let mut out = String::from(
        "in memory, one core: reading and judging a plan against skimming its text\n\
         size       skim    parse naively      check   check/skim   naive/skim\n",
    );
    let mut whole = String::from(
        "\nfrom start to exit, one core: `check` against reading and skimming the file\n\
         size       skim      check   check/skim   memory/file\n",
    );
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let one_core = one_core.expect("a thread");
    for megabytes in sizes {
        let text = plan::of_size(megabytes * 1_000_000);
        let size = text.len();
        let skim = median(RUNS, || {
            black_box(serde_json::from_str::<IgnoredAny>(&text).is_ok());
        });
        let naive = median(RUNS, || {
            drop(black_box(serde_json::from_str::<serde_json::Value>(&text)))
        });
        let check = one_core.install(|| median(RUNS, || check(&text)));
        let _ = writeln!(
            out,
            "{:4} MB {:>9.1?} {:>14.1?} {:>10.1?} {:>12.2} {:>12.2}",
            size / 1_000_000,
            skim,
            naive,
            check,
            ratio(check, skim),
            ratio(naive, skim)
        );
        let file = directory.join(format!("{megabytes}.json"));
        fs::write(&file, text).expect("room for a plan");
        let file = file.to_string_lossy();
        let (skim, _) = best(|| alone::cost("skim", &file));
        let (check, memory) = best(|| alone::cost("check", &file));
        let memory = memory.map_or("?".into(), |bytes| {
            format!("{:.2}", bytes as f64 / size as f64)
        });
        let _ = writeln!(
            whole,
            "{:4} MB {skim:>9.1?} {check:>10.1?} {:>12.2} {memory:>13}",
            size / 1_000_000,
            ratio(check, skim)
        );
    }
    out + &whole
}

fn check(text: &str) {
    let catalog = Catalog::builtin();
    let reading = Plan::read(text, &graph::reads).expect("the generator writes plans");
    let sources = Sources::parse(Vec::new(), &Calls::new());
    black_box(judge(&reading, &catalog, &Config::default(), &sources));
}

/// The median time and the most memory of some runs.
fn best(run: impl Fn() -> alone::Cost) -> (Duration, Option<usize>) {
    let mut costs: Vec<alone::Cost> = (0..RUNS).map(|_| run()).collect();
    costs.sort_by_key(|cost| cost.time);
    let most = costs.iter().filter_map(|cost| cost.memory).max();
    (costs[RUNS / 2].time, most)
}
