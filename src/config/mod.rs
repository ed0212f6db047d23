//! `frontlint.toml`: levels, what each service needs, what other stacks provide.
//!
//! Text comes in, a [`Config`] goes out; unknown keys, lints and needs are
//! errors that point into the text. Finding the file is `cli`'s business.

mod address;
mod error;
mod excerpt;
mod file;
mod plans;
mod read;
mod service;

pub use address::AddressGlob;
pub use error::{ConfigError, shortened};
pub use plans::{Named, Plans};
pub use service::Service;

use crate::facts::Prices;
use crate::finding::Level;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The settings of a run.
#[derive(Debug, Default)]
pub struct Config {
    /// The gate: findings at or above it make the run exit with 1.
    pub fail_on: Option<FailOn>,
    /// Levels by lint; `None` is off.
    pub levels: BTreeMap<String, Option<Level>>,
    /// What changes levels by tag, address or plan; the last that fits wins.
    pub overrides: Vec<Override>,
    /// Whether only findings that the plan brings in count for the gate.
    pub introduced_only: bool,
    pub services: Vec<Service>,
    pub ignores: Vec<Ignore>,
    /// Where the repository keeps its plans.
    pub plans: Vec<Plans>,
    pub suppressions: Terms,
    /// Addresses that a web ACL of another stack guards.
    pub assume_waf: Vec<AddressGlob>,
    pub prices: Prices,
    /// The day by which dates are judged; set by whoever knows it.
    pub today: Date,
}

/// From which level on a run exits with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    Level(Level),
    Never,
}

/// The names that a configuration may use.
#[derive(Clone, Copy, Debug)]
pub struct Known<'n> {
    pub lints: &'n [&'n str],
    /// Names that lints had before, each with those of today.
    pub formerly: &'n [(&'n str, &'n [&'n str])],
    pub tags: &'n [&'n str],
}

/// A level for some lints, everywhere or at some addresses.
#[derive(Debug)]
pub struct Override {
    /// For any lint where there is none.
    lints: Vec<String>,
    tag: Option<String>,
    pub address: Option<AddressGlob>,
    plan: Option<AddressGlob>,
    /// `None` is off.
    pub level: Option<Level>,
}

impl Override {
    /// Whether it is for a lint of that name and those tags.
    pub fn is_for(&self, lint: &str, tags: &[&str]) -> bool {
        (self.lints.is_empty() || self.lints.iter().any(|name| name == lint))
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| tags.contains(&tag.as_str()))
    }
}

impl Config {
    /// What an `[[ignore]]` entry lacks to count, if it lacks anything.
    pub fn missing(&self, ignore: &Ignore) -> Option<String> {
        let reason = ignore.reason.as_deref();
        self.suppressions.missing(ignore.until, reason, self.today)
    }

    /// The last day of an `[[ignore]]` entry that is over.
    pub fn expired(&self, ignore: &Ignore) -> Option<Date> {
        ignore.until.filter(|until| *until < self.today)
    }

    /// Leaves what is for other plans.
    pub fn for_plan(&mut self, plan: &str) {
        let fits = |glob: &Option<AddressGlob>| glob.as_ref().is_none_or(|glob| glob.matches(plan));
        self.ignores.retain(|ignore| fits(&ignore.plan));
        self.overrides.retain(|one| fits(&one.plan));
    }
}

/// Findings that are accepted, for a while or for good.
#[derive(Debug)]
pub struct Ignore {
    /// The lint as it is written.
    lint: String,
    /// The lints that it names: several where an older name became more than one.
    lints: Vec<String>,
    address: AddressGlob,
    /// Which plans it is for; all when there is none.
    plan: Option<AddressGlob>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    pub reason: Option<String>,
}

/// What suppressions must have to count.
#[derive(Debug, Default)]
pub struct Terms {
    require_reason: bool,
    require_until: bool,
    /// How many days ahead `until` may lie.
    max_days: Option<i32>,
}

impl Terms {
    /// What a suppression lacks, if it lacks anything.
    pub fn missing(
        &self,
        until: Option<Date>,
        reason: Option<&str>,
        today: Date,
    ) -> Option<String> {
        if self.require_reason && reason.is_none() {
            return Some("this suppression gives no reason, so it does not count".into());
        }
        if self.require_until && until.is_none() {
            return Some("this suppression has no `until`, so it does not count".into());
        }
        match (self.max_days, until) {
            (Some(days), Some(until)) if (until - today).get_days() > days => Some(format!(
                "this suppression lasts longer than {days} days, so it does not count"
            )),
            _ => None,
        }
    }
}

impl Ignore {
    pub fn matches(&self, lint: &str, address: &str) -> bool {
        self.lints.iter().any(|name| name == lint) && self.address.matches(address)
    }

    /// What it is for, as it stands in the file.
    pub fn describe(&self) -> String {
        let plan = self
            .plan
            .as_ref()
            .map(|glob| format!(" in `{}`", glob.text()));
        let (lint, address) = (&self.lint, self.address.text());
        format!(
            "[[ignore]] of `{lint}` at `{address}`{}",
            plan.unwrap_or_default()
        )
    }
}

impl FailOn {
    /// `error`, `warning`, `note` or `never`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "never" => Some(Self::Never),
            level => level.parse().ok().map(Self::Level),
        }
    }
}

/// The JSON Schema of the file, for editors.
pub fn schema() -> serde_json::Value {
    serde_json::from_str(include_str!("schema.json")).expect("a test reads it")
}

/// Longer than any name there is, so that a longer one is near none.
const LONGEST_NAME: usize = 200;

/// Suggests the nearest name, when one is near.
pub fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(name, known).map(|nearest| format!("did you mean `{nearest}`?"))
}

/// The name that is nearest, when one is near.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    known
        .filter(|_| name.len() <= LONGEST_NAME)
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, nearest)| nearest)
}
