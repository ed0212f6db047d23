//! A stream, not a batch: results come as lines come, and memory stays.

use super::*;
use crate::input::frontlint;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::thread;

fn start(directory: &Path, arguments: &[&str]) -> Child {
    let mut command = frontlint(directory);
    command.args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

const CHECK: [&str; 4] = ["check", "--no-config", "--input-format", "jsonl"];

/// Whoever waits for a result before giving the next line is served.
#[test]
fn a_result_comes_before_the_next_line() {
    let directory = directory();
    let mut child = start(directory.path(), &CHECK);
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for number in 0..3 {
        let line = json!({ "id": number, "plan": clean() });
        writeln!(stdin, "{line}").expect("it reads");
        stdin.flush().expect("it reads");
        let result = stdout.next().expect("a line").expect("UTF-8");
        let result: Value = serde_json::from_str(&result).expect("JSON");
        assert_eq!(result["id"], number.to_string());
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

/// C5: `frontlint … | head -1`, also when the lines never end.
#[test]
fn c5_a_closed_pipe_ends_it_quietly() {
    let directory = directory();
    let line = format!("{}\n", json!({ "id": "a", "plan": bad() }));
    let result = fleet(directory.path(), &[], &line).stdout;
    let merge = ["report", "merge", "-f", "sarif"];
    for (arguments, line) in [(CHECK.as_slice(), line), (merge.as_slice(), result)] {
        let mut child = start(directory.path(), arguments);
        let mut stdin = child.stdin.take().expect("a pipe");
        let giving = thread::spawn(move || while stdin.write_all(line.as_bytes()).is_ok() {});
        let mut stdout = child.stdout.take().expect("a pipe");
        stdout.read_exact(&mut [0; 8]).expect("a few bytes");
        drop(stdout);
        let said = Said::from(child.wait_with_output().expect("it ends"));
        assert_eq!(
            (said.code, said.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        giving.join().expect("nobody takes more lines");
    }
}

/// The most memory that a child has held, in bytes.
#[cfg(target_os = "linux")]
fn memory(child: &Child) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.expect("it runs");
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|most| most.split_whitespace().next());
    most.and_then(|most| most.parse::<usize>().ok())
        .expect("a number")
        * 1024
}

/// Memory does not grow with the lines.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_fleet() {
    let directory = directory();
    let line = format!("{}\n", json!("x".repeat(500_000)));
    let (size, count) = (line.len(), 400);
    let mut child = start(directory.path(), &CHECK);
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let giving = thread::spawn(move || {
        for _ in 0..count {
            stdin.write_all(line.as_bytes()).expect("it reads");
        }
        stdin
    });
    let results = stdout.by_ref().take(count).filter(Result::is_ok).count();
    let stdin = giving.join().expect("all is given");
    let held = memory(&child);
    drop(stdin);
    let code = child.wait().expect("it ends").code();
    assert_eq!((code, results), (Some(2), count));
    let given = count * size;
    assert!(held < given / 3, "{held} bytes of {given} were held");
}
