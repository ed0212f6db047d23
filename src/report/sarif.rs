//! SARIF 2.1.0, as GitHub code scanning and editors take it.
//!
//! Findings become results of one run, each at one line of one file; what a plan
//! resolves is left out. Nothing absolute is written unless the caller names the
//! repository's directory for an editor.

mod log;
mod one_a_place;
mod rules;
mod uri;

use super::fingerprint::fingerprint;
use super::words::{NAMED, instances, named, sentences};
use super::{PlanReport, Refused, Run, place, untrusted};
use crate::engine::{By, Located};
use crate::finding::{Level, Origin, most_severe, plural, there_are};
use log::{
    ArtifactChange, AutomationDetails, BaseId, BaseIds, Descriptor, Driver, Entry, EntryProperties,
    Fingerprints, Fix, Invocation, Log, LogicalLocation, Notification, Place, Replacement,
    Suppression, Text, Tool,
};
use one_a_place::{KeptBack, Spot};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What differs between those who take the file.
#[derive(Clone, Debug, Default)]
pub struct Sarif {
    /// Tells this upload from others of one commit.
    pub category: Option<String>,
    /// The repository's directory, absolute, for editors that must find the files.
    pub editor_root: Option<String>,
    /// Whether findings that are kept back are written too, marked as such.
    pub suppressed: bool,
}

pub(super) const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
pub(super) const VERSION: &str = "2.1.0";
/// As many results does code scanning take.
const RESULTS: usize = 25_000;
/// As many locations of one result.
const LOCATIONS: usize = 1_000;

/// How many findings the file leaves out because code scanning takes no more.
pub fn left_out(run: &Run<'_>, options: &Sarif) -> usize {
    one_a_place::all(run, options.suppressed)
        .len()
        .saturating_sub(RESULTS)
}

/// Writes the report for code scanning and editors.
pub fn sarif(run: &Run<'_>, options: &Sarif) -> String {
    let text = with_run(run, options, |run| {
        let log = Log {
            schema: SCHEMA,
            version: VERSION,
            runs: [run],
        };
        serde_json::to_string_pretty(&log)
    });
    untrusted::json(&text) + "\n"
}

/// Writes one run, to stand among others in a file.
pub(super) fn sarif_run(run: &Run<'_>, options: &Sarif) -> String {
    untrusted::json(&with_run(run, options, |run| serde_json::to_string(&run)))
}

fn with_run(
    run: &Run<'_>,
    options: &Sarif,
    write: impl FnOnce(log::Run<'_>) -> serde_json::Result<String>,
) -> String {
    let all = one_a_place::all(run, options.suppressed);
    let left_out = all.len().saturating_sub(RESULTS);
    let kept = most_severe(all, RESULTS, |one| {
        (
            one.suppression.is_some(),
            Reverse(one.located.finding.level),
        )
    });

    let mut loudest: BTreeMap<&str, Level> = BTreeMap::new();
    for Spot { located, .. } in &kept {
        let finding = &located.finding;
        let level = loudest.entry(finding.lint).or_insert(finding.level);
        *level = finding.level.max(*level);
    }
    let indices: HashMap<&str, usize> = loudest
        .keys()
        .enumerate()
        .map(|(index, lint)| (*lint, index))
        .collect();
    let mut seen = HashMap::new();
    let results = kept.iter().map(|spot| {
        let rule_index = indices.get(spot.located.finding.lint);
        entry(
            spot,
            rule_index.copied().unwrap_or_default(),
            fingerprint(spot.plan, &spot.located, &mut seen),
        )
    });

    let text = write(log::Run {
        tool: Tool {
            driver: Driver {
                name: "frontlint",
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: loudest
                    .iter()
                    .map(|(lint, level)| rules::rule(run.catalog, lint, *level))
                    .collect(),
            },
        },
        automation_details: AutomationDetails {
            id: automation_id(options.category.as_deref()),
        },
        original_uri_base_ids: options.editor_root.as_deref().map(|root| BaseIds {
            root: BaseId {
                uri: uri::of_root(root),
            },
        }),
        column_kind: "utf16CodeUnits",
        invocations: [invocation(run, left_out)],
        results: results.collect(),
    });
    text.expect("strings and numbers are JSON")
}

/// What stands before the last slash is the category.
fn automation_id(category: Option<&str>) -> String {
    match category.map(|category| untrusted::line(category.trim_matches('/'))) {
        Some(category) if !category.is_empty() => format!("frontlint/{category}/"),
        _ => "frontlint/".to_owned(),
    }
}

fn invocation(run: &Run<'_>, left_out: usize) -> Invocation {
    let mut notifications: Vec<_> = run.refused.iter().map(refusal).collect();
    if left_out > 0 {
        let text = format!(
            "{} left out: code scanning takes {RESULTS} a file. \
             These are the most severe; the other formats have them all.",
            there_are(left_out, "finding")
        );
        notifications.push(notification("warning", "frontlint::sarif::left_out", text));
    }
    let in_baseline = run.in_baseline();
    if in_baseline > 0 {
        let text = format!(
            "The baseline holds back {}.",
            plural(in_baseline, "finding")
        );
        notifications.push(notification("note", "frontlint::baseline", text));
    }
    Invocation {
        execution_successful: run.exit_code != 2,
        exit_code: run.exit_code,
        tool_execution_notifications: notifications,
    }
}

/// An input that could not be read. Of a path from the root, only the name is told.
fn refusal(refused: &Refused) -> Notification {
    let input = refused.input.replace('\\', "/");
    let is_absolute = input.starts_with('/') || input.as_bytes().get(1) == Some(&b':');
    let name = if is_absolute {
        input.rsplit('/').next().unwrap_or_default()
    } else {
        &refused.input
    };
    let hide = |text: &str| match refused.input.as_str() {
        input if is_absolute && input.len() > 1 => text.replace(input, name),
        _ => text.to_owned(),
    };
    let message = format!(
        "{name}: {}",
        sentences(&[&hide(&refused.message), &hide(&refused.help)], " ")
    );
    let id = if refused.code.is_empty() {
        "frontlint::input"
    } else {
        &refused.code
    };
    notification("error", id, untrusted::message(&message))
}

fn notification(level: &'static str, id: &str, text: String) -> Notification {
    Notification {
        level,
        message: Text { text },
        descriptor: Descriptor { id: id.to_owned() },
    }
}

fn entry<'r>(spot: &'r Spot<'_>, rule_index: usize, fingerprint: String) -> Entry<'r> {
    let Spot { plan, located, .. } = spot;
    let finding = &located.finding;
    let (related_locations, related) = related(plan, located);
    Entry {
        rule_id: finding.lint,
        rule_index,
        level: finding.level.name(),
        message: Text {
            text: message(located, &related),
        },
        locations: [Place {
            id: None,
            physical_location: uri::physical(place::of(plan, located)),
            logical_locations: located
                .addresses
                .iter()
                .take(LOCATIONS)
                .map(|address| logical(address))
                .collect(),
            message: None,
        }],
        related_locations,
        partial_fingerprints: Fingerprints { own: fingerprint },
        baseline_state: if located.origin == Origin::Existing {
            "unchanged"
        } else {
            "new"
        },
        suppressions: spot.suppression.iter().map(suppression).collect(),
        fixes: fix(plan, located).into_iter().collect(),
        properties: EntryProperties {
            plan: &plan.id,
            addresses: &located.addresses,
            attribute: &located.attribute,
            origin: located.origin.name(),
            way: &finding.way,
        },
    }
}

/// The suggested edit, when its file is in the repository.
fn fix(plan: &PlanReport<'_>, located: &Located) -> Option<Fix> {
    let patch = located.patch.as_ref()?;
    let physical = uri::physical(place::of_patch(plan, patch)?);
    let attribute = untrusted::message(&patch.attribute);
    Some(Fix {
        description: Text {
            text: match patch.adds() {
                true => format!("Add {attribute}"),
                false => format!("Write {attribute}"),
            },
        },
        artifact_changes: [ArtifactChange {
            artifact_location: physical.artifact_location,
            replacements: [Replacement {
                deleted_region: physical.region,
                inserted_content: Text {
                    text: patch.text.clone(),
                },
            }],
        }],
    })
}

fn suppression(kept_back: &KeptBack) -> Suppression {
    let (kind, known) = match kept_back.by {
        By::Comment => ("inSource", None),
        By::Configuration => ("external", None),
        By::Baseline => ("external", Some("in the baseline")),
    };
    let reason = kept_back.reason.as_deref().or(known);
    Suppression {
        kind,
        status: "accepted",
        justification: reason.map(untrusted::message),
    }
}

fn logical(address: &str) -> LogicalLocation {
    LogicalLocation {
        fully_qualified_name: address.to_owned(),
        kind: "resource",
    }
}

/// Related places that are in the repository, and how the message names all of them.
fn related(plan: &PlanReport<'_>, located: &Located) -> (Vec<Place>, Vec<String>) {
    let mut places = Vec::new();
    let mut names = Vec::new();
    // The result's own location counts too.
    for related in located.related.iter().take(LOCATIONS - 1) {
        match related
            .at
            .as_ref()
            .and_then(|at| place::of_source(plan, at))
        {
            Some(spot) => {
                let physical_location = uri::physical(spot);
                let id = places.len() + 1;
                names.push(format!(
                    "[{}]({id})",
                    untrusted::link(named(&related.label, &related.address))
                ));
                places.push(Place {
                    id: Some(id),
                    physical_location,
                    logical_locations: vec![logical(&related.address)],
                    message: Some(Text {
                        text: untrusted::message(named(&related.label, &related.address)),
                    }),
                });
            }
            None => names.push(untrusted::message(&format!(
                "{}: {}",
                related.address, related.label
            ))),
        }
    }
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("and {more} more"));
    }
    (places, names)
}

/// What is wrong, on which instances, what else belongs to it, and what to do.
fn message(located: &Located, related: &[String]) -> String {
    let finding = &located.finding;
    let wrong = untrusted::message(named(&finding.message, finding.lint));
    let instances = instances(located, untrusted::message);
    let related = if related.is_empty() {
        String::new()
    } else {
        format!("Related: {}", related.join(", "))
    };
    let help = if finding.help.is_empty() {
        String::new()
    } else {
        format!("Help: {}", untrusted::message(&finding.help))
    };
    sentences(&[&wrong, &instances, &related, &help], "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s11_category_stands_before_the_last_slash() {
        assert_eq!(automation_id(None), "frontlint/");
        assert_eq!(automation_id(Some("/a/b/")), "frontlint/a/b/");
    }
}
