//! A run for each plan, written one after the other.
//!
//! Each has a category of its own, so that the alerts of one plan close none of another's.

use super::ResultLine;
use super::read::{level, origin};
use crate::catalog::Catalog;
use crate::engine::{self, Located, LocatedRelated, Verdict};
use crate::finding::{Finding, Gate, Level, Origin, plural};
use crate::plan;
use crate::report::sarif::{SCHEMA, VERSION, sarif_run};
use crate::report::{PlanReport, Refused, Run, Sarif};
use crate::source::{At, Calls, Location, Patch, Sources};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What closes the file.
pub const TAIL: &str = "\n]}\n";

/// What opens the file.
pub fn head() -> String {
    format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"{VERSION}\",\"runs\":[\n")
}

/// As many runs does code scanning take of one file.
const RUNS: usize = 20;

/// Makes runs of results.
pub struct Runs<'c> {
    catalog: &'c Catalog,
    sources: Sources,
    /// How many runs each plan has.
    taken: HashMap<String, usize>,
    written: usize,
    /// Findings of lints that this version does not know.
    unknown: usize,
}

/// A finding of a result line.
#[derive(Deserialize)]
struct MergedResult {
    lint: String,
    #[serde(deserialize_with = "level")]
    level: Level,
    #[serde(deserialize_with = "origin")]
    origin: Origin,
    message: String,
    addresses: Vec<String>,
    attribute: Option<String>,
    /// Absent from the lines of older versions.
    #[serde(default)]
    places: Vec<Instance>,
    help: String,
    way: Vec<String>,
    related: Vec<Related>,
    place: Option<Spot>,
    related_places: Vec<Option<Spot>>,
    fix: Option<Fix>,
}

#[derive(Deserialize)]
struct Instance {
    address: String,
    attribute: Option<String>,
}

#[derive(Deserialize)]
struct Fix {
    #[serde(flatten)]
    place: Spot,
    text: String,
    attribute: String,
}

#[derive(Deserialize)]
struct Related {
    address: String,
    label: String,
}

#[derive(Deserialize)]
struct Spot {
    path: String,
    line: usize,
    column: usize,
    end_column: usize,
}

impl<'c> Runs<'c> {
    pub fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            sources: Sources::parse(Vec::new(), &Calls::new()),
            taken: HashMap::new(),
            written: 0,
            unknown: 0,
        }
    }

    /// Writes the run of one result; nothing comes back of findings that lack parts.
    pub fn run(&mut self, line: &ResultLine<'_>) -> Option<String> {
        let found: Vec<MergedResult> = serde_json::from_str(line.text).ok()?;
        let findings = found
            .into_iter()
            .filter(|found| found.origin != Origin::Resolved)
            .filter_map(|found| self.located(found))
            .collect();
        let plan = PlanReport {
            id: line.plan.clone(),
            file: line.file.clone(),
            verdict: Verdict {
                findings,
                ..Verdict::default()
            },
            sources: &self.sources,
            shown_root: String::new(),
            repository_root: Some(String::new()),
            picture: None,
            gate: Gate::default(),
        };
        let refused = line.error.as_ref().map(|error| Refused {
            input: line.plan.clone(),
            code: error.code.clone(),
            message: error.message.clone(),
            help: error.help.clone(),
        });
        let run = Run {
            catalog: self.catalog,
            plans: vec![plan],
            refused: refused.into_iter().collect(),
            exit_code: line.exit_code,
        };
        let count = self.taken.entry(line.plan.clone()).or_default();
        *count += 1;
        let category = match *count {
            1 => line.plan.clone(),
            count => format!("{}-{count}", line.plan),
        };
        let text = sarif_run(
            &run,
            &Sarif {
                category: Some(category),
                ..Sarif::default()
            },
        );
        let between = if self.written > 0 { ",\n" } else { "" };
        self.written += 1;
        Some(format!("{between}{text}"))
    }

    /// What the user should know of the file.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.written > RUNS {
            let runs = self.written;
            warnings.push(format!(
                "the SARIF report has {runs} runs, and code scanning takes {RUNS} a file: \
                 give it files of their own, as `check --sarif-dir` writes them"
            ));
        }
        if self.unknown > 0 {
            let unknown = self.unknown;
            warnings.push(format!(
                "the SARIF report leaves out {} of lints that this version does not know",
                plural(unknown, "finding")
            ));
        }
        warnings
    }

    fn located(&mut self, found: MergedResult) -> Option<Located> {
        let Some(lint) = self.catalog.get(&found.lint) else {
            self.unknown += 1;
            return None;
        };
        let address = found.addresses.first().cloned().unwrap_or_default();
        let places = found.related_places.into_iter();
        let places = places.chain(std::iter::repeat_with(|| None));
        let related = found.related.into_iter().zip(places);
        let related = related.map(|(related, spot)| LocatedRelated {
            label: related.label,
            address: related.address,
            attribute: String::new(),
            at: spot.map(Spot::location),
        });
        let instances = found.places.into_iter().map(|one| engine::Instance {
            address: one.address,
            attribute: one.attribute.unwrap_or_default(),
        });
        Some(Located {
            instances: instances.collect(),
            origin: found.origin,
            addresses: found.addresses,
            moved: BTreeMap::new(),
            changed: false,
            attribute: found.attribute.unwrap_or_default(),
            at: found.place.map(Spot::location),
            related: related.collect(),
            patch: found.fix.map(Fix::patch),
            finding: Finding {
                lint: lint.name,
                level: found.level,
                message: found.message,
                places: vec![plan::Place {
                    address,
                    path: plan::Path::default(),
                    ordinals: Vec::new(),
                    keys: Vec::new(),
                }],
                related: Vec::new(),
                way: found.way,
                help: found.help,
                edit: None,
            },
        })
    }
}

impl Fix {
    fn patch(self) -> Patch {
        let Spot {
            path,
            line,
            column,
            end_column,
        } = self.place;
        Patch {
            file: path,
            line,
            start: column,
            end: end_column,
            column,
            end_column,
            text: self.text,
            attribute: self.attribute,
        }
    }
}

impl Spot {
    fn location(self) -> Location {
        Location {
            file: self.path,
            line: self.line,
            start: 0,
            end: 0,
            column: self.column,
            end_column: self.end_column,
            at: At::Attribute,
        }
    }
}
