//! What each further lint costs.

use super::{median, plan};
use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, Sources};
use std::fmt::Write;
use std::hint::black_box;

pub(crate) fn growth() -> String {
    let catalog = Catalog::builtin();
    let all = catalog.lints().len();
    let start = median(101, || drop(black_box(Catalog::builtin())));
    let mut out = format!(
        "\n{all} lints are at hand after {start:.1?}; a plan of 1 MB with some of them on:\n"
    );
    let text = plan::of_size(1_000_000);
    let reading = Plan::read(&text, &graph::reads).expect("the generator writes plans");
    let sources = Sources::parse(Vec::new(), &Calls::new());
    for on in [0, all / 4, all / 2, all] {
        let mut config = Config::default();
        for lint in &catalog.lints()[on..] {
            config.levels.insert(lint.name.to_owned(), None);
        }
        let time = median(21, || {
            drop(black_box(judge(&reading, &catalog, &config, &sources)))
        });
        let _ = writeln!(out, "{on:4} lints {time:>9.1?}");
    }
    out
}
