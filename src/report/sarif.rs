//! SARIF 2.1.0, as GitHub code scanning and editors take it.
//!
//! Findings become results of one run, each at one line of one file; what a plan
//! resolves is left out. Nothing absolute is written unless the caller names the
//! repository's directory for an editor.

mod log;
mod rules;
mod uri;

use super::fingerprint::fingerprint;
use super::words::{NAMED, instances, named, sentences};
use super::{PlanReport, Refused, Run, place, untrusted};
use crate::engine::Located;
use crate::finding::{Level, Origin};
use log::{
    AutomationDetails, BaseId, BaseIds, Descriptor, Driver, Entry, EntryProperties, Fingerprints,
    Invocation, Log, LogicalLocation, Notification, Place, Text, Tool,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What differs between those who take the file.
#[derive(Clone, Debug, Default)]
pub struct Sarif {
    /// Tells this upload from others of one commit.
    pub category: Option<String>,
    /// The repository's directory, absolute, for editors that must find the files.
    pub editor_root: Option<String>,
}

/// As many results does code scanning take.
const RESULTS: usize = 25_000;
/// As many locations of one result.
const LOCATIONS: usize = 1_000;

/// How many findings the file leaves out because code scanning takes no more.
pub fn left_out(run: &Run<'_>) -> usize {
    let all: usize = run.plans.iter().map(|plan| one_a_place(plan).len()).sum();
    all.saturating_sub(RESULTS)
}

/// Findings of one lint at one place: a viewer that knows alerts by their line
/// shows one of them, so they are one result. Blocks of a module from elsewhere
/// share the line of its call, and all that have no line share the plan's.
fn one_a_place(plan: &PlanReport<'_>) -> Vec<Located> {
    let mut places: BTreeMap<_, Vec<Located>> = BTreeMap::new();
    for located in &plan.verdict.findings {
        let at = located.at.as_ref();
        let at = at.filter(|at| place::of_source(plan, at).is_some());
        let at = at.map(|at| (at.file.as_str(), at.line, at.column));
        // No line comes last, as among the findings.
        let place = (at.is_none(), at, located.finding.lint);
        places.entry(place).or_default().push(located.clone());
    }
    places
        .into_values()
        .filter_map(Located::of_instances)
        .collect()
}

/// Writes the report for code scanning and editors.
pub fn sarif(run: &Run<'_>, options: &Sarif) -> String {
    let all = run.plans.iter().flat_map(|plan| {
        let places = one_a_place(plan).into_iter();
        places.map(move |located| (plan, located))
    });
    let kept: Vec<(&PlanReport<'_>, Located)> =
        most_severe(all.collect(), RESULTS, |(_, located)| located.finding.level);

    let mut loudest: BTreeMap<&str, Level> = BTreeMap::new();
    for (_, located) in &kept {
        let level = loudest
            .entry(located.finding.lint)
            .or_insert(located.finding.level);
        *level = located.finding.level.max(*level);
    }
    let indices: HashMap<&str, usize> = loudest
        .keys()
        .enumerate()
        .map(|(index, lint)| (*lint, index))
        .collect();
    let mut seen = HashMap::new();
    let results = kept.iter().map(|(plan, located)| {
        let rule_index = indices
            .get(located.finding.lint)
            .copied()
            .unwrap_or_default();
        entry(
            plan,
            located,
            rule_index,
            fingerprint(plan, located, &mut seen),
        )
    });

    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [log::Run {
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
            invocations: [invocation(run)],
            results: results.collect(),
        }],
    };
    let text = serde_json::to_string_pretty(&log).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

/// Keeps the most severe, in the order they came.
fn most_severe<T>(items: Vec<T>, most: usize, level: impl Fn(&T) -> Level) -> Vec<T> {
    if items.len() <= most {
        return items;
    }
    let mut items: Vec<_> = items.into_iter().enumerate().collect();
    items.sort_by_key(|(_, item)| Reverse(level(item)));
    items.truncate(most);
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

/// What stands before the last slash is the category.
fn automation_id(category: Option<&str>) -> String {
    match category.map(|category| untrusted::line(category.trim_matches('/'))) {
        Some(category) if !category.is_empty() => format!("frontlint/{category}/"),
        _ => "frontlint/".to_owned(),
    }
}

fn invocation(run: &Run<'_>) -> Invocation {
    let mut notifications: Vec<_> = run.refused.iter().map(refusal).collect();
    let left_out = left_out(run);
    if left_out > 0 {
        notifications.push(Notification {
            level: "warning",
            message: Text {
                text: format!(
                    "{left_out} findings are left out: code scanning takes {RESULTS} a file. \
                     These are the most severe; the other formats have them all."
                ),
            },
            descriptor: Descriptor {
                id: "frontlint::sarif::left_out".to_owned(),
            },
        });
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
    Notification {
        level: "error",
        message: Text {
            text: untrusted::message(&message),
        },
        descriptor: Descriptor { id: id.to_owned() },
    }
}

fn entry<'r>(
    plan: &'r PlanReport<'_>,
    located: &'r Located,
    rule_index: usize,
    fingerprint: String,
) -> Entry<'r> {
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
        properties: EntryProperties {
            plan: &plan.id,
            addresses: &located.addresses,
            attribute: &located.attribute,
            origin: located.origin.name(),
            way: &finding.way,
        },
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
    fn s12_keeps_the_most_severe_in_order() {
        let items = vec![
            (1, Level::Note),
            (2, Level::Error),
            (3, Level::Warning),
            (4, Level::Error),
        ];
        let kept = most_severe(items, 3, |(_, level)| *level);
        assert_eq!(
            kept.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
            [2, 3, 4]
        );
    }

    #[test]
    fn s11_category_stands_before_the_last_slash() {
        assert_eq!(automation_id(None), "frontlint/");
        assert_eq!(automation_id(Some("/a/b/")), "frontlint/a/b/");
    }
}
