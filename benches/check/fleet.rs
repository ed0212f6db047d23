//! Small plans: one from start to exit, and a thousand on one core and on two.

use super::{FRONTLINT, median, plan, ratio};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

pub(crate) fn small(directory: &Path) -> String {
    let file = directory.join("small.json");
    fs::write(&file, plan::of_size(50_000)).expect("room for a plan");
    let file = file.to_string_lossy();
    let start = median(101, || run(&["--version"], 2));
    let check = median(101, || run(&["check", "-f", "json", &file], 2));
    let binary = fs::metadata(FRONTLINT).map_or(0, |file| file.len());
    format!(
        "\na plan of 50 KB from start to exit: {check:.1?}, of which {start:.1?} to start and end; \
         the program has {:.1} MB\n",
        binary as f64 / 1e6
    )
}

pub(crate) fn thousand(directory: &Path) -> String {
    let plans = directory.join("plans");
    fs::create_dir(&plans).expect("a directory");
    let text = plan::of_size(50_000);
    for number in 0..1000 {
        fs::write(plans.join(format!("{number}.json")), &text).expect("room for a plan");
    }
    let plans = plans.to_string_lossy();
    let on = |cores| median(3, || run(&["check", "-f", "json", &plans], cores));
    let (one, two): (Duration, Duration) = (on(1), on(2));
    format!(
        "1000 plans of 50 KB: {one:.2?} on one core, {two:.2?} on two, {:.2} times faster\n",
        ratio(one, two)
    )
}

fn run(arguments: &[&str], cores: usize) {
    Command::new(FRONTLINT)
        .args(arguments)
        .env("RAYON_NUM_THREADS", cores.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("frontlint runs");
}
