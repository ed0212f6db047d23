//! One task in a process of its own, which tells what memory it took.

use serde::de::IgnoredAny;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// What asks this program to do a task for another run of it.
pub(crate) const ARGUMENT: &str = "alone";

/// What a task took from start to exit.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// The most memory it held, in bytes; nothing where the system does not say.
    pub(crate) memory: Option<usize>,
}

/// Runs a task on a file in another process, on one core.
pub(crate) fn cost(task: &str, file: &str) -> Cost {
    let own = std::env::current_exe().expect("the path of this program");
    let start = Instant::now();
    let output = Command::new(own)
        .args([ARGUMENT, task, file])
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("this program runs");
    let time = start.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    let kilobytes: Option<usize> = said.trim().parse().ok();
    Cost {
        time,
        memory: kilobytes.map(|kilobytes| kilobytes * 1024),
    }
}

/// The task itself; what comes back is the memory it took, in kilobytes.
pub(crate) fn run(task: &str, file: &str) -> String {
    match task {
        "skim" => {
            let text = fs::read(file).expect("the plan");
            let text = String::from_utf8(text).expect("text");
            let _: IgnoredAny = serde_json::from_str(&text).expect("JSON");
        }
        _ => {
            let report = format!("json={file}.report");
            let arguments = ["frontlint", "check", "-f", &report, file];
            frontlint::cli::run(arguments.map(Into::into));
        }
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|most| most.split_whitespace().next());
    most.unwrap_or("?").to_owned()
}
