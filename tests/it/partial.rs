//! Plans that leave out a part of their configuration, as `-target` does: what is missing from
//! the plan is not missing from the cloud, so nothing is found that the whole plan does not have.
//!
//! `FRONTLINT_DROPS=500` tries as many parts of each plan.

mod told;

use crate::corpus;
use crate::lower::lower;
use frontlint::catalog::{Catalog, formerly};
use frontlint::config::{Config, Known};
use frontlint::engine::{Located, Verdict, judge};
use frontlint::finding::Origin;
use frontlint::graph;
use frontlint::plan::{Address, Plan};
use frontlint::source::{self, Calls, File, Sources};
use jiff::civil::date;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A plan, its sources and what it is judged by.
struct Case {
    name: String,
    document: Value,
    config: String,
    /// The directory of its root module, or the one file of an example.
    root: Option<PathBuf>,
    main: Option<String>,
}

impl Case {
    fn sources(&self, plan: &Plan<'_>) -> Sources {
        let calls = plan.module_sources();
        let mut files = Vec::new();
        for directory in source::directories(&calls) {
            let Some(root) = &self.root else { break };
            let entries = fs::read_dir(root.join(&directory)).into_iter().flatten();
            for entry in entries.map(|entry| entry.expect("a readable entry").path()) {
                let name = entry.file_name().expect("a name").to_string_lossy();
                if source::is_source(&name) {
                    let path = Path::new(&directory).join(&*name);
                    let path = path.to_string_lossy().into_owned();
                    let text = fs::read_to_string(&entry).expect("a readable file");
                    files.push(File { path, text });
                }
            }
        }
        files.extend(self.main.iter().map(|text| File {
            path: "main.tf".into(),
            text: text.clone(),
        }));
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Sources::parse(files, &calls)
    }

    fn judged(&self, catalog: &Catalog, document: &Value, with_sources: bool) -> Said {
        let known = Known {
            lints: &catalog.names(),
            formerly: formerly(),
            tags: &catalog.tags(),
        };
        let config = Config::read("frontlint.toml", &self.config, &known);
        let mut config = config.expect("a configuration");
        config.today = date(2026, 11, 24);
        let text = document.to_string();
        let reading = Plan::read(&text, &graph::reads).expect("a plan");
        let sources = match with_sources {
            true => self.sources(&reading.planned),
            false => Sources::parse(Vec::new(), &Calls::new()),
        };
        let reading = reading.with_evidence(&sources);
        Said::of(&judge(&reading, catalog, &config, &sources))
    }
}

/// What is said of a plan: for each lint and address how it came about.
#[derive(Default)]
struct Said(BTreeMap<(&'static str, String), Vec<Origin>>);

impl Said {
    fn of(verdict: &Verdict) -> Self {
        let mut said = Self::default();
        let all = verdict.findings.iter().chain(&verdict.resolved);
        let suppressed = verdict.suppressed.iter().map(|one| &one.located);
        for located in all.chain(suppressed) {
            said.add(located);
        }
        said
    }

    fn add(&mut self, located: &Located) {
        // Of blocks that clash another may be the later one.
        let twins = located.related.iter();
        let twins = twins.filter(|related| related.label == "claims the same");
        let addresses = located.addresses.iter();
        for address in addresses.chain(twins.map(|twin| &twin.address)) {
            let key = (located.finding.lint, address.clone());
            self.0.entry(key).or_default().push(located.origin);
        }
    }

    /// What this says beyond another, or says of a change that the other does not.
    fn beyond(&self, whole: &Self) -> Vec<String> {
        let news = self.0.iter().filter_map(|((lint, address), origins)| {
            let key = (*lint, address.clone());
            let Some(known) = whole.0.get(&key) else {
                return Some(format!("{lint} {address} is new"));
            };
            let odd = origins.iter().find(|origin| !known.contains(origin))?;
            Some(format!("{lint} {address} is {odd:?}, not {known:?}"))
        });
        news.collect()
    }
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// The managed resources of a plan, by address.
fn addresses(document: &Value) -> Vec<String> {
    let changes = document["resource_changes"].as_array();
    let managed = changes.into_iter().flatten();
    let managed = managed.filter(|change| change["mode"] != "data");
    let addresses = managed.filter_map(|change| change["address"].as_str());
    addresses.map(str::to_owned).collect()
}

/// The plan without some resources. It says that it is not complete, or leaves that out where
/// its configuration tells.
fn without(document: &Value, dropped: &BTreeSet<String>, says_so: bool) -> Value {
    let mut document = document.clone();
    if let Some(changes) = document["resource_changes"].as_array_mut() {
        changes.retain(|change| {
            let address = change["address"].as_str().unwrap_or_default();
            !dropped.contains(address)
        });
    }
    let top = document.as_object_mut().expect("an object");
    top.remove("complete");
    if says_so {
        top.insert("complete".into(), json!(false));
    }
    document
}

/// Whether the configuration shows that the plan leaves something out.
fn shows(document: &Value) -> bool {
    let text = document.to_string();
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    reading.planned.is_partial()
}

/// The blocks of a module tree whose text names a block.
fn dependants(
    module: &Value,
    path: &str,
    dropped: &BTreeSet<String>,
    found: &mut BTreeSet<String>,
) {
    for block in module["resources"].as_array().into_iter().flatten() {
        let address = block["address"].as_str().unwrap_or_default();
        let text = block["expressions"].to_string();
        let of = |gone: &String| {
            let name = gone
                .rsplit_once("module.")
                .map_or(gone.as_str(), |(_, rest)| rest);
            let name = name.split_once('.').map_or(name, |(_, rest)| rest);
            let name = if gone.contains("module.") {
                name
            } else {
                gone.as_str()
            };
            let block = name.split('[').next().unwrap_or_default();
            text.contains(&format!("\"{block}\"")) || text.contains(&format!("\"{block}."))
        };
        if dropped.iter().any(of) {
            found.insert(format!("{path}{address}"));
        }
    }
    let calls = module["module_calls"].as_object();
    for (name, call) in calls.into_iter().flatten() {
        dependants(
            &call["module"],
            &format!("{path}module.{name}."),
            dropped,
            found,
        );
    }
}

/// Chooses what is left out: single resources, whole blocks, whole modules, a few or many, and
/// sometimes what depends on them.
fn drop_some(document: &Value, dice: &mut Dice) -> BTreeSet<String> {
    let all = addresses(document);
    let mut dropped = BTreeSet::new();
    if all.is_empty() {
        return dropped;
    }
    let parsed: Vec<Address> = all
        .iter()
        .map(|address| Address::parse(address).expect("an address"))
        .collect();
    let few = 1 + dice.roll(3);
    let times = if dice.roll(4) == 0 {
        1 + dice.roll(all.len())
    } else {
        few
    };
    for _ in 0..times {
        let chosen = dice.roll(all.len());
        let kind = dice.roll(4);
        for (address, one) in all.iter().zip(&parsed) {
            let goes = match kind {
                0 => *address == all[chosen],
                1 | 2 => one.siblings() == parsed[chosen].siblings(),
                _ => one.modules == parsed[chosen].modules && !one.modules.is_empty(),
            };
            if goes {
                dropped.insert(address.clone());
            }
        }
    }
    if dice.roll(2) == 0 {
        let mut blocks = BTreeSet::new();
        dependants(
            &document["configuration"]["root_module"],
            "",
            &dropped,
            &mut blocks,
        );
        for (address, one) in all.iter().zip(&parsed) {
            if blocks.contains(&one.block()) {
                dropped.insert(address.clone());
            }
        }
    }
    dropped
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a readable plan");
    serde_json::from_str(&text).expect("JSON")
}

/// The plans of testdata, each with the sources and the configuration that it is judged by.
fn cases() -> Vec<Case> {
    let entries = fs::read_dir("testdata").expect("testdata is part of the repository");
    let folders = entries.map(|entry| entry.expect("a readable entry").path());
    let folders = folders.filter(|folder| folder.join("plan.json").is_file());
    let case = |folder: PathBuf| {
        let settings = folder.join("case.json");
        let settings = settings.is_file().then(|| read(&settings));
        let other = settings.as_ref().and_then(|one| one["root"].as_str());
        let root = other.map_or(folder.clone(), |other| folder.join(other));
        let config = root.join("frontlint.toml");
        Case {
            name: folder.display().to_string(),
            document: read(&folder.join("plan.json")),
            config: fs::read_to_string(config).unwrap_or_default(),
            root: Some(root),
            main: None,
        }
    };
    folders.map(case).collect()
}

/// The examples of the pages.
fn examples(catalog: &Catalog) -> Vec<Case> {
    let lints = catalog.lints().iter();
    let examples =
        lints.flat_map(|lint| lint.examples().into_iter().map(move |one| (lint.name, one)));
    let case = |(at, (name, example)): (usize, (&str, frontlint::catalog::Example))| {
        let text = lower(&example.hcl).expect("an example");
        Case {
            name: format!("{name} {at}"),
            document: serde_json::from_str(&text).expect("JSON"),
            config: example.config,
            root: None,
            main: Some(example.hcl),
        }
    };
    examples.enumerate().map(case).collect()
}

/// Says what a plan without some of its resources adds to the whole one.
fn added(
    case: &Case,
    catalog: &Catalog,
    wholes: &[Said; 2],
    dropped: &BTreeSet<String>,
    says_so: bool,
) -> Vec<String> {
    let mut part = without(&case.document, dropped, says_so);
    if !says_so && !shows(&part) {
        part["complete"] = json!(false);
    }
    let mut wrong = Vec::new();
    for (with_sources, whole) in [false, true].into_iter().zip(wholes) {
        let said = case.judged(catalog, &part, with_sources);
        for news in said.beyond(whole) {
            let sources = if with_sources { "with" } else { "without" };
            wrong.push(format!(
                "{}, {sources} sources: {news}\n    without {dropped:?}",
                case.name
            ));
        }
    }
    wrong
}

fn wholes(case: &Case, catalog: &Catalog) -> [Said; 2] {
    [false, true].map(|with_sources| case.judged(catalog, &case.document, with_sources))
}

/// How many parts of each plan are tried; a few where nobody says.
fn many() -> Option<u64> {
    env::var("FRONTLINT_DROPS").ok()?.parse().ok()
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Leaves out parts of each plan, as many as are asked for.
fn leave_out(cases: &[Case]) {
    let catalog = Catalog::builtin();
    let tried = |case: &Case| {
        let wholes = wholes(case, &catalog);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ case.name.len() as u64);
        let rounds = (0..many().unwrap_or(1)).flat_map(|round| {
            let dropped = drop_some(&case.document, &mut dice);
            added(case, &catalog, &wholes, &dropped, round % 2 == 0)
        });
        rounds.collect::<Vec<String>>()
    };
    report(&cases.par_iter().flat_map_iter(tried).collect::<Vec<_>>());
}

#[test]
fn what_is_left_out_adds_no_finding() {
    leave_out(&cases());
}

#[test]
#[cfg_attr(not(corpus), ignore = "FRONTLINT_CORPUS names no folder of plans")]
fn what_is_left_out_of_the_corpus_adds_no_finding() {
    let plans = corpus::plans().map(|(name, text)| Case {
        name,
        document: serde_json::from_str(&text).expect("JSON"),
        config: String::new(),
        root: None,
        main: None,
    });
    leave_out(&plans.collect::<Vec<_>>());
}

/// Single resources of the examples left out: all of them where many are asked for.
#[test]
fn what_an_example_leaves_out_adds_no_finding() {
    let catalog = Catalog::builtin();
    let step = if many().is_some() { 1 } else { 31 };
    let tried = |(number, case): (usize, &Case)| {
        let all = addresses(&case.document);
        let chosen = all
            .iter()
            .enumerate()
            .filter(|(at, _)| (number + at).is_multiple_of(step));
        let chosen: Vec<_> = chosen.collect();
        let wholes = (!chosen.is_empty()).then(|| wholes(case, &catalog));
        let wrong = chosen.into_iter().flat_map(|(at, address)| {
            let dropped = BTreeSet::from([address.clone()]);
            let wholes = wholes.as_ref().expect("judged where something is dropped");
            added(case, &catalog, wholes, &dropped, at % 2 == 0)
        });
        wrong.collect::<Vec<String>>()
    };
    let examples = examples(&catalog);
    let wrong = examples.par_iter().enumerate().flat_map_iter(tried);
    report(&wrong.collect::<Vec<_>>());
}
