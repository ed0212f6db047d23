//! Code Quality of GitLab: one array, an entry a finding.
//!
//! The format has no room for inputs that could not be read; the exit code and
//! stderr tell of them.

use super::fingerprint::fingerprint;
use super::{Run, place, untrusted, words};
use crate::finding::Level;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the report for merge requests of GitLab.
pub fn gitlab(run: &Run<'_>) -> String {
    let mut seen = HashMap::new();
    let entries = run.findings().map(|(plan, located)| {
        let spot = place::of(plan, located);
        Issue {
            description: words::plain(located, " ", untrusted::line),
            check_name: located.finding.lint,
            fingerprint: fingerprint(plan, located, &mut seen),
            severity: severity(located.finding.level),
            location: Location {
                path: spot.path,
                lines: Lines {
                    begin: spot.line,
                    end: spot.line,
                },
            },
        }
    });
    let entries: Vec<_> = entries.collect();
    let text = serde_json::to_string_pretty(&entries).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Warning => "major",
        Level::Note => "info",
    }
}
