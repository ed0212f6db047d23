//! A baseline: findings that are accepted one by one, as a file to keep.
//!
//! An entry is a lint, the address of an instance and an attribute with the keys of its blocks;
//! neither lines nor values, so that it outlives edits (G7). Entries stand below the plan that
//! they are for. Those of older versions stand below none: they name a block without the keys of
//! its instances, and are for all of these and for every plan.

use crate::catalog::today;
use crate::engine::{Instance, Located};
use crate::plan::Address;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use thiserror::Error;

/// Accepted findings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    plans: BTreeMap<String, BTreeSet<Entry>>,
    /// The entries of older versions.
    blocks: BTreeSet<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    lint: String,
    address: String,
    /// Empty for a resource's header.
    attribute: String,
}

/// A baseline that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} is neither `LINT ADDRESS ATTRIBUTE` nor `[PLAN]`")]
pub struct BaselineError {
    pub line: usize,
}

/// What of a baseline is for one plan.
#[derive(Clone, Copy)]
pub struct Section<'b> {
    own: Option<&'b BTreeSet<Entry>>,
    blocks: &'b BTreeSet<Entry>,
}

/// The id of a plan that came through a pipe.
const STDIN: &str = "stdin";

const HEADER: &str = "# Findings that are accepted: below each [PLAN], LINT ADDRESS ATTRIBUTE, one a line.\n\
                      # Made by `frontlint baseline write`; `frontlint baseline prune` takes out what is gone.\n";

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// A line that is neither an entry nor a plan.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let mut baseline = Self::default();
        let mut plan = None;
        for (line, number) in text.lines().map(str::trim).zip(1..) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let inner = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'));
            if let Some(name) = inner {
                baseline.plans.entry(name.to_owned()).or_default();
                plan = Some(name);
                continue;
            }
            let read = Entry::read(line).ok_or(BaselineError { line: number })?;
            let entries = plan.and_then(|plan| baseline.plans.get_mut(plan));
            entries.unwrap_or(&mut baseline.blocks).extend(read);
        }
        Ok(baseline)
    }

    /// The file's text: sorted, so that changes to it read well.
    pub fn write(&self) -> String {
        let mut text = HEADER.to_owned();
        let add = |text: &mut String, entry: &Entry| {
            let line = format!("{} {} {}", entry.lint, entry.address, entry.attribute);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", line.trim_end());
        };
        self.blocks.iter().for_each(|entry| add(&mut text, entry));
        for (plan, entries) in &self.plans {
            let _ = writeln!(text, "[{plan}]");
            entries.iter().for_each(|entry| add(&mut text, entry));
        }
        text
    }

    /// Accepts everything that was found in a plan.
    pub fn accept<'f>(&mut self, plan: &str, findings: impl IntoIterator<Item = &'f Located>) {
        let entries = findings.into_iter().flat_map(|located| {
            let instances = located.instances.iter();
            instances.map(|instance| Entry::of(located, instance, Whose::Now))
        });
        self.plans
            .entry(word(plan, true))
            .or_default()
            .extend(entries);
    }

    /// The plan of the file that a plan of this id is. Files are renamed: one that the baseline does
    /// not name is the only one that it names in the same directory, when it comes `alone`, with
    /// no other of its directory. What came through a pipe has no name, and is the only plan.
    fn plan_of(&self, id: &str, alone: bool) -> Option<&String> {
        let id = word(id, true);
        if let Some((own, _)) = self.plans.get_key_value(&id) {
            return Some(own);
        }
        let is_file = |id: &str| id.ends_with(".json");
        let same =
            |other: &str| is_file(other) && is_file(&id) && directory(other) == directory(&id);
        let has_no_name = |id: &str| id == STDIN;
        let mut others = self.plans.keys().filter(|other| {
            same(other) || self.plans.len() == 1 && (has_no_name(&id) || has_no_name(other))
        });
        match (others.next(), others.next()) {
            (Some(other), None) if alone => Some(other),
            _ => None,
        }
    }

    /// What it has for a plan of this id; `alone` tells that the run has no other from its directory.
    pub fn section(&self, id: &str, alone: bool) -> Section<'_> {
        let own = self.plan_of(id, alone);
        Section {
            own: own.and_then(|plan| self.plans.get(plan)),
            blocks: &self.blocks,
        }
    }

    /// Takes out what is found no more in these plans, each with its id and whether the run has no
    /// other from its directory, and lets what has moved follow; how many entries went comes back.
    /// Of plans that were not looked at, all stays.
    pub fn prune<'f, F>(&mut self, plans: impl IntoIterator<Item = (&'f str, bool, F)>) -> usize
    where
        F: IntoIterator<Item = &'f Located>,
    {
        let mut blocks = Kept::default();
        let mut own: BTreeMap<String, Kept> = BTreeMap::new();
        for (id, alone, findings) in plans {
            let plan = self.plan_of(id, alone).cloned();
            let mut kept = plan.map(|plan| (self.plans.get(&plan), own.entry(plan).or_default()));
            for located in findings {
                for instance in &located.instances {
                    let entry = |whose| Entry::of(located, instance, whose);
                    if let Some((Some(entries), kept)) = &mut kept {
                        kept.meet(entries, entry(Whose::Now), entry(Whose::Before));
                    }
                    let block = |whose| entry(whose).of_block(located);
                    blocks.meet(&self.blocks, block(Whose::Now), block(Whose::Before));
                }
            }
        }
        let mut gone = blocks.replace(&mut self.blocks);
        for (plan, kept) in own {
            gone += self
                .plans
                .get_mut(&plan)
                .map_or(0, |entries| kept.replace(entries));
        }
        gone
    }

    pub fn len(&self) -> usize {
        self.blocks.len() + self.plans.values().map(BTreeSet::len).sum::<usize>()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Section<'_> {
    /// Whether it accepts a finding: each instance, at its address now or the one that it has
    /// moved from.
    pub fn accepts(&self, located: &Located) -> bool {
        located.instances.iter().all(|instance| {
            [Whose::Now, Whose::Before].into_iter().any(|whose| {
                let entry = Entry::of(located, instance, whose);
                self.own.is_some_and(|own| own.contains(&entry))
                    || self.blocks.contains(&entry.of_block(located))
            })
        })
    }
}

/// Which address of an instance that has moved.
#[derive(Clone, Copy)]
enum Whose {
    Now,
    Before,
}

impl Entry {
    fn of(located: &Located, instance: &Instance, whose: Whose) -> Self {
        let address = &instance.address;
        let address = match whose {
            Whose::Now => address,
            Whose::Before => located.moved.get(address).unwrap_or(address),
        };
        Self {
            lint: located.finding.lint.to_owned(),
            address: word(address, false),
            attribute: word(&instance.attribute, false),
        }
    }

    /// As older versions wrote it: without any key.
    fn of_block(&self, located: &Located) -> Self {
        let address = Address::parse(&self.address);
        Self {
            lint: self.lint.clone(),
            address: address.map_or_else(|| self.address.clone(), |address| address.block()),
            attribute: located.attribute.clone(),
        }
    }

    /// What a line accepts: several entries where an older name of a lint became more than one.
    fn read(line: &str) -> Option<Vec<Self>> {
        let words = words(line);
        let (lint, address, attribute) = match words.as_slice() {
            [lint, address] => (lint, address, ""),
            [lint, address, attribute] => (lint, address, *attribute),
            _ => return None,
        };
        let mut names = today(lint);
        if names.is_empty() {
            names.push(lint);
        }
        let entry = |name: &str| Self {
            lint: name.to_owned(),
            address: (*address).to_owned(),
            attribute: attribute.to_owned(),
        };
        Some(names.into_iter().map(entry).collect())
    }
}

/// What stays of some entries.
#[derive(Default)]
struct Kept {
    met: BTreeSet<Entry>,
    kept: BTreeSet<Entry>,
}

impl Kept {
    fn meet(&mut self, entries: &BTreeSet<Entry>, now: Entry, before: Entry) {
        let known = [&now, &before].map(|entry| entries.get(entry).cloned());
        if known.iter().any(Option::is_some) {
            self.kept.insert(now);
        }
        self.met.extend(known.into_iter().flatten());
    }

    /// Puts them into place; how many went comes back.
    fn replace(self, entries: &mut BTreeSet<Entry>) -> usize {
        let gone = entries.len() - self.met.len();
        *entries = self.kept;
        gone
    }
}

/// The directory of a plan, as its id tells it.
pub fn directory(id: &str) -> &str {
    id.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// A text as one word of a line: white space only inside quotes, or anywhere where it may be.
fn word(text: &str, spaces: bool) -> String {
    let mut quotes = Quotes::default();
    text.chars().fold(String::new(), |mut word, char| {
        let is_quoted = quotes.step(char);
        match char.is_control() || char.is_whitespace() && !is_quoted && !spaces {
            true => word.extend(char.escape_unicode()),
            false => word.push(char),
        }
        word
    })
}

/// The words of a line; white space inside quotes ends none.
fn words(line: &str) -> Vec<&str> {
    let mut quotes = Quotes::default();
    let words = line.split(|char: char| !quotes.step(char) && char.is_whitespace());
    words.filter(|word| !word.is_empty()).collect()
}

/// Follows a text in and out of quotes.
#[derive(Default)]
struct Quotes {
    inside: bool,
    is_escaped: bool,
}

impl Quotes {
    /// Whether the character stands inside quotes.
    fn step(&mut self, char: char) -> bool {
        match char {
            _ if self.is_escaped => self.is_escaped = false,
            '\\' if self.inside => self.is_escaped = true,
            '"' => self.inside = !self.inside,
            _ => {}
        }
        self.inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g7_reads_what_it_writes() {
        let text = format!(
            "{HEADER}lb-access-logs-off module.a.aws_lb.b\n[infra/my plan.json]\n\
             rule-shadowed aws_lb_listener_rule.r[\"a \\\" b\"] priority\n\
             rule-shadowed x.r action[\"q w\"].type\n[z]\n"
        );
        let baseline = Baseline::read(&text).expect("a baseline");
        assert_eq!(baseline.len(), 3);
        assert_eq!(baseline.write(), text);
        assert_eq!(Baseline::read("a b c d"), Err(BaselineError { line: 1 }));
    }

    #[test]
    fn lints_are_known_by_the_names_they_had() {
        let old = Baseline::read(
            "[p]\nfunction-env-not-cmk-or-code-unsigned x.f\njwt-needed-front-cannot-verify x.g\n",
        );
        let new = Baseline::read(
            "[p]\nfunction-code-unsigned x.f\nfunction-env-without-cmk x.f\nunmet-jwt x.g\n",
        );
        assert_eq!(old, new);
    }

    #[test]
    fn a_line_holds_whatever_an_address_holds() {
        for (text, expected) in [
            ("x.y[\"a b\"]", "x.y[\"a b\"]"),
            ("x y", "x\\u{20}y"),
            ("x.y[\"a\nb\"]", "x.y[\"a\\u{a}b\"]"),
            ("x.y[\"\\\" z\"] q", "x.y[\"\\\" z\"]\\u{20}q"),
        ] {
            assert_eq!(word(text, false), expected);
            assert_eq!(words(&format!("lint {expected}")), ["lint", expected]);
        }
    }

    /// A plan of another name is the one in its directory, unless there is a choice.
    #[test]
    fn whose_entries_they_are() {
        let baseline = Baseline::read("[a/plan.json]\n[b/one.json]\n[b/two.json]\n[prod]\n");
        let baseline = baseline.expect("a baseline");
        let of = |id, alone| baseline.plan_of(id, alone).map(String::as_str);
        assert_eq!(of("a/plan.json", false), Some("a/plan.json"));
        assert_eq!(of("a/tfplan.json", true), Some("a/plan.json"));
        assert_eq!(of("a/tfplan.json", false), None);
        assert_eq!(of("b/three.json", true), None);
        assert_eq!(of("c/plan.json", true), None);
        assert_eq!(of("staging", true), None);
        assert_eq!(of("plan.json", true), None);
    }
}
