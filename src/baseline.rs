//! A baseline: findings that are accepted one by one, as a file to keep.
//!
//! An entry is a lint, the address of a block without instance keys, and an
//! attribute path; neither lines nor values, so that it outlives edits (G7).

use crate::engine::{By, Located, Suppressed, Verdict};
use crate::plan::Address;
use std::collections::BTreeSet;
use std::fmt::Write;
use thiserror::Error;

/// Accepted findings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    lint: String,
    block: String,
    /// Empty for a block's header.
    attribute: String,
}

/// A baseline that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} is not `LINT ADDRESS ATTRIBUTE`")]
pub struct BaselineError {
    pub line: usize,
}

const HEADER: &str = "# Findings that are accepted: LINT ADDRESS ATTRIBUTE, one a line.\n\
                      # Made by `frontlint baseline write`; `frontlint baseline prune` takes out what is gone.\n";

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// A line that is no entry.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let lines = text
            .lines()
            .zip(1..)
            .map(|(line, number)| (line.trim(), number));
        let entries = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let entries = entries.map(|(line, number)| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (lint, block, attribute) = match words.as_slice() {
                [lint, block] => (lint, block, ""),
                [lint, block, attribute] => (lint, block, *attribute),
                _ => return Err(BaselineError { line: number }),
            };
            Ok(Entry {
                lint: (*lint).to_owned(),
                block: (*block).to_owned(),
                attribute: attribute.to_owned(),
            })
        });
        Ok(Self {
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    /// The file's text: sorted, so that changes to it read well.
    pub fn write(&self) -> String {
        self.entries
            .iter()
            .fold(HEADER.to_owned(), |mut text, entry| {
                let line = format!("{} {} {}", entry.lint, entry.block, entry.attribute);
                let _ = writeln!(text, "{}", line.trim_end());
                text
            })
    }

    /// Accepts everything that was found.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Located>) -> Self {
        Self {
            entries: findings
                .into_iter()
                .flat_map(|located| entries(located, false))
                .collect(),
        }
    }

    /// Whether it accepts a finding: all its instances, at their address now or
    /// the one they have moved from.
    pub fn accepts(&self, located: &Located) -> bool {
        let now = entries(located, false);
        let before = entries(located, true);
        let mut pairs = now.iter().zip(&before);
        pairs.all(|(now, before)| self.entries.contains(now) || self.entries.contains(before))
    }

    /// Keeps back what it accepts; with `strict` not what the plan touches.
    pub fn keep_back(&self, verdict: &mut Verdict, strict: bool) {
        let found = std::mem::take(&mut verdict.findings).into_iter();
        let (accepted, open): (Vec<_>, Vec<_>) =
            found.partition(|located| !(strict && located.changed) && self.accepts(located));
        verdict.findings = open;
        let accepted = accepted.into_iter().map(|located| Suppressed {
            located,
            by: By::Baseline,
            reason: None,
        });
        verdict.suppressed.extend(accepted);
    }

    /// Takes out what is found no more, and lets what has moved follow; how many
    /// entries went comes back.
    pub fn prune<'f>(&mut self, findings: impl IntoIterator<Item = &'f Located>) -> usize {
        let (mut met, mut kept) = (BTreeSet::new(), BTreeSet::new());
        for located in findings {
            let now = entries(located, false).into_iter();
            for (now, before) in now.zip(entries(located, true)) {
                let known = [&now, &before].map(|entry| self.entries.get(entry).cloned());
                if known.iter().any(Option::is_some) {
                    kept.insert(now);
                }
                met.extend(known.into_iter().flatten());
            }
        }
        let gone = self.entries.len() - met.len();
        self.entries = kept;
        gone
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The entries of a finding, one an instance; `before` takes the addresses that
/// moved resources had.
fn entries(located: &Located, before: bool) -> Vec<Entry> {
    let names = located.addresses.iter().map(|address| {
        let moved = located.moved.get(address).filter(|_| before);
        moved.unwrap_or(address)
    });
    let entry = |address: &String| Entry {
        lint: located.finding.lint.to_owned(),
        block: Address::parse(address).map_or_else(|| address.clone(), |address| address.block()),
        attribute: located.attribute.clone(),
    };
    names.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g7_reads_what_it_writes() {
        let text = format!(
            "{HEADER}lb-access-logs-off module.a.aws_lb.b\nrule-shadowed aws_lb_listener_rule.r priority\n"
        );
        let baseline = Baseline::read(&text).expect("a baseline");
        assert_eq!(baseline.len(), 2);
        assert_eq!(baseline.write(), text);
        assert_eq!(Baseline::read("a b c d"), Err(BaselineError { line: 1 }));
    }
}
