//! Plans of other people's configurations, where they are at hand: each is
//! read, judged, and said the same of twice.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[expect(clippy::print_stderr, reason = "it says that it skips")]
fn corpus() -> Option<PathBuf> {
    let named = env::var_os("FRONTLINT_CORPUS").map(PathBuf::from);
    let path = named.unwrap_or_else(|| PathBuf::from("../shared/corpus"));
    if path.is_dir() {
        return Some(path);
    }
    // Loud, so that nobody takes it for a pass.
    eprintln!(
        "SKIPPED: no corpus at {}; FRONTLINT_CORPUS names one",
        path.display()
    );
    None
}

/// The plans of the corpus, with their names; none where it is not at hand.
pub(crate) fn plans() -> impl Iterator<Item = (String, String)> {
    let entries = corpus().into_iter().flat_map(|corpus| {
        let entries = fs::read_dir(&corpus).expect("a readable directory");
        entries.map(|entry| entry.expect("a readable entry").path())
    });
    let plans = entries.filter(|path| path.extension().is_some_and(|end| end == "json"));
    plans.map(|path| {
        let text = fs::read_to_string(&path).expect("a readable plan");
        (path.display().to_string(), text)
    })
}

fn check(path: &Path) -> (Option<i32>, Vec<u8>) {
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["check", "-f", "json", "--no-config", "--now", "2026-11-24"])
        .arg(path)
        .output()
        .expect("the binary runs");
    (output.status.code(), output.stdout)
}

#[test]
fn every_plan_of_the_corpus_is_read() {
    let Some(corpus) = corpus() else { return };
    let plans = fs::read_dir(&corpus).expect("a readable directory");
    let plans = plans.filter(|entry| {
        let name = entry.as_ref().expect("a readable entry").file_name();
        name.to_string_lossy().ends_with(".json")
    });
    let count = plans.count();
    assert!(count > 0, "{} holds no plans", corpus.display());
    let (code, first) = check(&corpus);
    assert!(matches!(code, Some(0 | 1)), "exit {code:?}");
    let report: Value = serde_json::from_slice(&first).expect("a report in JSON");
    assert_eq!(report["plans"].as_array().map(Vec::len), Some(count));
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(0));
    assert_eq!(check(&corpus).1, first, "the same input, the same bytes");
}
