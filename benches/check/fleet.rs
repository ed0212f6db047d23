//! Small plans: one from start to exit, a thousand on one core and on two, and ten thousand as
//! lines of JSON.

use super::{FRONTLINT, median, plan, ratio};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn small(directory: &Path) -> String {
    let file = directory.join("small.json");
    fs::write(&file, plan::of_size(50_000)).expect("room for a plan");
    let file = file.to_string_lossy();
    let start = median(101, || run(&["--version"], 2));
    let check = median(101, || run(&["check", "-f", "json", &file], 2));
    format!(
        "\na plan of 50 KB from start to exit: {check:.1?}, of which {start:.1?} to start and end\n"
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

/// What the plans of a fleet reach in bytes, over and over; each has at least one whole module.
const SIZES: [usize; 5] = [10_000, 20_000, 40_000, 60_000, 120_000];
const FLEET: usize = 10_000;

pub(crate) fn ten_thousand(directory: &Path) -> String {
    let lines = directory.join("fleet.jsonl");
    let results = directory.join("results.jsonl");
    write_fleet(&lines).expect("room for a fleet");
    let megabytes = fs::metadata(&lines).map_or(0, |file| file.len() / 1_000_000);
    let mut out = format!("\n{FLEET} plans as lines of JSON, {megabytes} MB\n");
    let mut times = Vec::new();
    for cores in [1, 2] {
        let start = Instant::now();
        let memory = pinned(&lines, &results, cores);
        let time = start.elapsed();
        let rate = FLEET as f64 / time.as_secs_f64();
        out += &format!("{cores} core(s): {time:.1?}, {rate:.0} plans a second, {memory} held\n");
        times.push(time);
    }
    let results = results.to_string_lossy();
    let start = Instant::now();
    run(&["report", "merge", "-f", "json", &results], 1);
    let merge = start.elapsed();
    out + &format!(
        "{:.2} times faster on two; `report merge` of the results takes {merge:.1?}\n",
        ratio(times[0], times[1])
    )
}

fn write_fleet(file: &Path) -> std::io::Result<()> {
    let plans: Vec<String> = SIZES
        .iter()
        .map(|size| plan::of_size(*size).replace('\n', " "))
        .collect();
    let mut out = BufWriter::new(File::create(file)?);
    for (number, plan) in (0..FLEET).zip(plans.iter().cycle()) {
        let owner = number % 40;
        writeln!(out, "{{\"id\":\"team-{owner}/{number}\",\"plan\":{plan}}}")?;
    }
    out.flush()
}

/// Judges the fleet on so many cores; what comes back is the memory that it held.
fn pinned(lines: &Path, results: &Path, cores: usize) -> String {
    let report = format!("jsonl={}", results.display());
    let check = [
        "check",
        "--input-format",
        "jsonl",
        "--no-config",
        "-f",
        &report,
    ];
    // Threads that read and write take time as well.
    let mut command = match Command::new("taskset").arg("--version").output() {
        Ok(_) => {
            let mut command = Command::new("taskset");
            command
                .arg("-c")
                .arg(["0", "0,1"][cores - 1])
                .arg(FRONTLINT);
            command
        }
        Err(_) => Command::new(FRONTLINT),
    };
    command.args(check).arg(lines).stderr(Stdio::null());
    command.env("RAYON_NUM_THREADS", cores.to_string());
    let mut child = command.spawn().expect("frontlint runs");
    let status = format!("/proc/{}/status", child.id());
    let mut most = "unknown memory".to_owned();
    while let Ok(None) = child.try_wait() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let held = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(held) = held {
            held.trim().clone_into(&mut most);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    most
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
