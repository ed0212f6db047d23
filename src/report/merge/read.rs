//! The text of a line → the result in it, as far as all reports need it.

use super::Left;
use crate::finding::{Level, Origin};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny};
use serde_json::value::RawValue;

/// One result.
pub struct ResultLine<'l> {
    pub(super) plan: String,
    pub(super) owner: Option<String>,
    /// Whether the plan's name was given to it, and is not just its place among the lines.
    pub(super) named: bool,
    pub(super) file: Option<String>,
    pub(super) exit_code: u8,
    pub(super) error: Option<Problem>,
    pub(super) left: Left,
    pub(super) findings: Vec<Brief>,
    /// The findings in full.
    pub(super) text: &'l str,
}

/// Why the plan was not judged.
#[derive(Deserialize)]
pub(super) struct Problem {
    pub(super) code: String,
    pub(super) message: String,
    pub(super) help: String,
}

/// What is counted of a finding.
#[derive(Deserialize)]
pub(super) struct Brief {
    pub(super) lint: String,
    #[serde(deserialize_with = "level")]
    pub(super) level: Level,
    #[serde(deserialize_with = "origin")]
    pub(super) origin: Origin,
    #[serde(rename = "addresses", deserialize_with = "length")]
    pub(super) instances: usize,
}

#[derive(Deserialize)]
struct Line<'l> {
    schema_version: u64,
    plan: String,
    id: Option<IgnoredAny>,
    owner: Option<String>,
    file: Option<String>,
    exit_code: u8,
    error: Option<Problem>,
    counts: Option<Counts>,
    #[serde(borrow)]
    findings: &'l RawValue,
}

#[derive(Default, Deserialize)]
struct Counts {
    undecided: usize,
    suppressed: usize,
    baseline: usize,
    resources: usize,
}

/// The text is no result line.
#[derive(Debug, PartialEq, Eq)]
pub enum NotAResult {
    /// It is something else.
    Other,
    /// Another version wrote it.
    Version(u64),
}

impl<'l> ResultLine<'l> {
    /// Reads a line.
    ///
    /// # Errors
    /// What is no result line of this version.
    pub fn read(text: &'l str) -> Result<Self, NotAResult> {
        let line: Line<'l> = serde_json::from_str(text).map_err(|_| NotAResult::Other)?;
        if line.schema_version != 1 {
            return Err(NotAResult::Version(line.schema_version));
        }
        let text = line.findings.get();
        let findings = serde_json::from_str(text).map_err(|_| NotAResult::Other)?;
        // What was not judged says why, and nothing else ends with 2.
        let is_told = line.error.is_some() == (line.exit_code == 2);
        if line.exit_code > 2 || !is_told {
            return Err(NotAResult::Other);
        }
        let counts = line.counts.unwrap_or_default();
        Ok(Self {
            plan: line.plan,
            owner: line.owner.filter(|owner| !owner.is_empty()),
            named: line.id.is_some() || line.file.is_some(),
            file: line.file,
            exit_code: line.exit_code,
            error: line.error,
            left: Left {
                undecided: counts.undecided,
                suppressed: counts.suppressed,
                baseline: counts.baseline,
                resources: counts.resources,
            },
            findings,
            text,
        })
    }
}

/// A level by its name.
pub(super) fn level<'de, D: Deserializer<'de>>(from: D) -> Result<Level, D::Error> {
    let name = String::deserialize(from)?;
    name.parse().map_err(|()| D::Error::custom("no level"))
}

/// An origin by its name.
pub(super) fn origin<'de, D: Deserializer<'de>>(from: D) -> Result<Origin, D::Error> {
    let name = String::deserialize(from)?;
    [Origin::Introduced, Origin::Existing, Origin::Resolved]
        .into_iter()
        .find(|origin| origin.name() == name)
        .ok_or_else(|| D::Error::custom("no origin"))
}

fn length<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    Vec::<IgnoredAny>::deserialize(from).map(|list| list.len())
}
