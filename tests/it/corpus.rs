//! Plans of other people's configurations: each is read, judged, and said the same of twice. The
//! environment variable `FRONTLINT_CORPUS` names a folder of them; where it is not set when the tests
//! are compiled, tests over them are ignored and say so.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

/// The paths of the plans.
fn paths() -> Vec<PathBuf> {
    let named = env::var_os("FRONTLINT_CORPUS").expect("FRONTLINT_CORPUS names a folder of plans");
    let entries = fs::read_dir(&named).expect("FRONTLINT_CORPUS names a readable folder");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no plans", named.display());
    paths
}

/// The plans, with their paths.
pub(crate) fn plans() -> impl Iterator<Item = (String, String)> {
    paths().into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a readable plan");
        (path.display().to_string(), text)
    })
}

fn check(paths: &[PathBuf]) -> (Option<i32>, Vec<u8>) {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["check", "-f", "json", "--no-config", "--now", "2026-11-24"])
        .args(paths)
        .output()
        .expect("the binary runs");
    (output.status.code(), output.stdout)
}

#[test]
#[cfg_attr(not(corpus), ignore = "FRONTLINT_CORPUS names no folder of plans")]
fn every_plan_of_the_corpus_is_read() {
    let paths = paths();
    let (code, first) = check(&paths);
    assert!(matches!(code, Some(0 | 1)), "exit {code:?}");
    let report: Value = serde_json::from_slice(&first).expect("a report in JSON");
    assert_eq!(report["plans"].as_array().map(Vec::len), Some(paths.len()));
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(0));
    assert_eq!(check(&paths).1, first, "the same input, the same bytes");
}
