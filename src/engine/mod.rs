//! Chooses lints, runs them in parallel, finds the lines, sorts, and tells what
//! a plan brings in from what was there.

mod levels;
mod limit;
mod mend;
mod origin;
mod partial;
mod strays;
mod suppress;

pub use suppress::{By, Notice, Suppressed};

use crate::catalog::{Catalog, Rule};
use crate::config::Config;
use crate::finding::{Finding, Findings, Origin, Related, Undecided};
use crate::graph::Graph;
use crate::passes;
use crate::plan::{Address, Change, Confidence, Place, Plan, Reading};
use crate::source::{At, Location, Patch, Sought, Sources, Step};
use origin::History;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What one plan is judged to be.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Sorted by file, line, lint and address.
    pub findings: Vec<Located>,
    /// What the plan removes: found before, and no more.
    pub resolved: Vec<Located>,
    pub undecided: Vec<Undecided>,
    /// What comments, `[[ignore]]` and the baseline keep back.
    pub suppressed: Vec<Suppressed>,
    /// What is to be told of comments and tags themselves.
    pub notices: Vec<Notice>,
    /// Positions of the `[[ignore]]` entries that kept something back.
    pub used_ignores: BTreeSet<usize>,
    /// Services of the configuration whose backend the plan does not hold.
    pub services_without_backend: Vec<String>,
    /// How many resources of fronting architectures the plan holds.
    pub resources: usize,
    /// How many links between them were found, by confidence.
    pub links: Links,
}

/// Links between resources, counted by how sure they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub exact: usize,
    pub same_key: usize,
    pub inferred: usize,
    pub ambiguous: usize,
    pub unresolved: usize,
}

/// A finding with its lines: one block of source, whatever its instances.
#[derive(Clone, Debug)]
pub struct Located {
    pub finding: Finding,
    pub origin: Origin,
    /// All instances, sorted; the first is the finding's own.
    pub addresses: Vec<String>,
    /// What tells each from all other findings of the lint, sorted.
    pub instances: Vec<Instance>,
    /// Which of them had another address before this plan.
    pub moved: BTreeMap<String, String>,
    /// Whether the plan changes a resource that takes part in it.
    pub changed: bool,
    /// The attribute path, without positions; empty for a resource's header.
    pub attribute: String,
    /// Where it stands in the source, when that is at hand.
    pub at: Option<Location>,
    pub related: Vec<LocatedRelated>,
    /// The change of the source that is right for all instances.
    pub patch: Option<Patch>,
}

/// Where one instance of a finding lies, in words that are the same in every plan of the
/// architecture: before and after an apply, and whatever stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instance {
    /// The address, with its keys.
    pub address: String,
    /// The attribute, with the keys of its blocks; empty for a resource's header.
    pub attribute: String,
}

impl Instance {
    fn of(place: &Place) -> Self {
        Self {
            address: place.address.clone(),
            attribute: place.keyed(),
        }
    }
}

/// Another place that belongs to a finding, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedRelated {
    pub label: String,
    pub address: String,
    /// The attribute path, without positions; empty for a resource's header.
    pub attribute: String,
    pub at: Option<Location>,
}

/// A finding about thousands of instances keeps as many notes.
const NOTES: usize = 100;

/// Judges a plan: the architecture it leads to, and what of it was there before.
pub fn judge(
    reading: &Reading<'_>,
    catalog: &Catalog,
    config: &Config,
    sources: &Sources,
) -> Verdict {
    judge_beside(reading, catalog, config, sources, &|_| false)
}

/// The same beside a baseline, which is asked about each instance on its own: what it accepts is
/// kept back, and the others of the same block are still told.
pub fn judge_beside(
    reading: &Reading<'_>,
    catalog: &Catalog,
    config: &Config,
    sources: &Sources,
    accepts: &dyn Fn(&Located) -> bool,
) -> Verdict {
    // One architecture at a time: both take room.
    let before = match reading.prior.is_empty() {
        true => Default::default(),
        false => run(&Graph::build(&reading.prior, config), catalog),
    };
    let graph = Graph::build(&reading.planned, config);
    let (found, mut undecided) = run(&graph, catalog);
    let history = History::of(reading, before);
    let resolved = history.resolved(&found, &undecided);
    let resolved = resolved.into_iter();
    let resolved = resolved
        .map(|finding| locate(finding.clone(), None, Origin::Resolved))
        .collect();
    let origins = history.origins();
    let changed = changed(&reading.planned);
    let located = found
        .into_iter()
        .map(|finding| {
            let origin = origins.of(&finding);
            let located = locate(finding, Some(sources), origin);
            located.with_moves(&reading.planned).with_changes(&changed)
        })
        .collect();
    let mut notices = strays::notices(&graph, sources);
    let mut sifted = suppress::sift(located, sources, catalog, config);
    notices.extend(sifted.notices);
    undecided.sort();
    undecided.dedup();
    let (accepted, open): (Vec<_>, Vec<_>) = sifted.kept.into_iter().partition(accepts);
    let accepted = merge(accepted).into_iter().map(|located| Suppressed {
        located,
        by: By::Baseline,
        reason: None,
    });
    sifted.suppressed.extend(accepted);
    let findings = mend::settle(merge(open), &reading.planned, sources);
    let findings = limit::limited(findings, limit::MOST, &mut notices);
    limit::limit_undecided(&mut undecided, limit::MOST, &mut notices);
    Verdict {
        findings,
        suppressed: mend::without_patches(sifted.suppressed),
        notices,
        used_ignores: sifted.used_ignores,
        services_without_backend: graph.services_without_backend(),
        resolved: merge(resolved),
        undecided,
        resources: graph.size(),
        links: count_links(&graph),
    }
}

/// The addresses of the resources that the plan creates, updates or replaces.
fn changed<'p>(plan: &'p Plan<'_>) -> HashSet<&'p str> {
    let resources = plan.ids().map(|id| &plan[id]);
    resources
        .filter(|resource| resource.change != Change::Kept)
        .map(|resource| resource.address.as_ref())
        .collect()
}

/// Runs every lint that is on.
fn run(graph: &Graph<'_>, catalog: &Catalog) -> (Vec<Finding>, Vec<Undecided>) {
    let config = graph.config();
    let chosen: Vec<_> = catalog
        .lints()
        .iter()
        .filter(|lint| lint.concerns(graph.plan()))
        .filter_map(|lint| {
            let level = levels::of(lint, config)?;
            Some((lint, Findings::new(lint.name, level)))
        })
        .collect();
    let said: Vec<Findings> = chosen
        .into_par_iter()
        .map(|(lint, mut findings)| {
            match lint.rule() {
                Rule::Check(check, help) => check.run(graph.plan(), help, &mut findings),
                Rule::Coded(coded) => passes::pass(coded)(graph, &mut findings),
            }
            levels::settle(lint, config, &mut findings);
            partial::doubt(lint, graph, &mut findings);
            findings
        })
        .collect();
    let mut found = Vec::new();
    let mut undecided = Vec::new();
    for findings in said {
        found.extend(findings.found);
        undecided.extend(findings.undecided);
    }
    (found, undecided)
}

/// Finds the lines of a finding, and settles where blocks that clash are reported.
fn locate(mut finding: Finding, sources: Option<&Sources>, origin: Origin) -> Located {
    let lines = |place: &Place| sources.and_then(|sources| line_of(place, sources));
    let mut places: Vec<(Option<Location>, Place)> = finding
        .places
        .drain(..)
        .map(|place| (lines(&place), place))
        .collect();
    places.sort_by(|(one, first), (other, second)| {
        let order = |at: &Option<Location>| at.as_ref().map(|at| (at.file.clone(), at.line));
        (order(one), first).cmp(&(order(other), second))
    });
    let (at, primary) = places.pop().expect("a finding has a place");
    let (same, others): (Vec<_>, Vec<_>) = places
        .into_iter()
        .partition(|(line, _)| line.is_some() && *line == at);
    let patch = match (sources, others.as_slice()) {
        (Some(sources), []) => mend::patch(&finding, sources),
        _ => None,
    };
    let all = same.iter().map(|(_, place)| place).chain([&primary]);
    let instances: BTreeSet<Instance> = all.map(Instance::of).collect();
    let mut addresses: Vec<String> = same.into_iter().map(|(_, place)| place.address).collect();
    addresses.push(primary.address.clone());
    addresses.sort();
    let twins = others.into_iter().map(|(at, place)| LocatedRelated {
        label: "claims the same".to_owned(),
        attribute: place.path.names(),
        address: place.address,
        at,
    });
    let related = finding
        .related
        .drain(..)
        .map(|Related { place, label }| LocatedRelated {
            at: lines(&place),
            attribute: place.path.names(),
            address: place.address,
            label,
        });
    let calls = sources.map_or(Vec::new(), |sources| calls_to(&primary, sources));
    Located {
        origin,
        addresses,
        instances: instances.into_iter().collect(),
        moved: BTreeMap::new(),
        changed: false,
        attribute: primary.path.names(),
        at,
        related: related.chain(twins).chain(calls).collect(),
        patch,
        finding: Finding {
            places: vec![primary],
            ..finding
        },
    }
}

/// What a report says of the call of a local module that a finding lies in.
pub const CALLED: &str = "called here";

/// The same of the argument by which the value comes in.
pub const PASSED: &str = "the value is set here";

/// Where the module that a place lies in is called, and where the call sets its value.
fn calls_to(place: &Place, sources: &Sources) -> Vec<LocatedRelated> {
    let sites = sought(place, |sought| Some(sources.calls_to(sought)));
    let sites = sites.unwrap_or_default().into_iter();
    let related = sites.map(|site| LocatedRelated {
        label: match site.argument {
            Some(_) => PASSED.to_owned(),
            None => CALLED.to_owned(),
        },
        address: format!("module.{}", site.call.join(".module.")),
        attribute: site.argument.unwrap_or_default(),
        at: Some(site.at),
    });
    related.collect()
}

/// Finds the line of a place.
pub fn line_of(place: &Place, sources: &Sources) -> Option<Location> {
    sought(place, |sought| sources.locate(sought))
}

/// Asks the sources about a place.
fn sought<T>(place: &Place, ask: impl FnOnce(&Sought<'_>) -> Option<T>) -> Option<T> {
    let address = Address::parse(&place.address)?;
    let path: Vec<Step> = place
        .segments()
        .map(|(segment, block)| Step {
            name: segment.name.clone(),
            block,
        })
        .collect();
    ask(&Sought {
        module: &address.call_names(),
        data: address.data,
        type_name: &address.type_name,
        name: &address.name,
        path: &path,
    })
}

/// Makes one finding of what is said of one block of source, sorted.
fn merge(located: Vec<Located>) -> Vec<Located> {
    let mut blocks: BTreeMap<_, Vec<Located>> = BTreeMap::new();
    for one in located {
        // Most have one instance, and room for more would be most of what this takes.
        let instances = blocks.entry(block_of(&one));
        instances.or_insert_with(|| Vec::with_capacity(1)).push(one);
    }
    let mut merged: Vec<Located> = blocks
        .into_values()
        .filter_map(Located::of_instances)
        .collect();
    merged.sort_by(|one, other| one.order().cmp(&other.order()));
    merged
}

/// What tells one block of source from another: its line, or its address
/// without keys where the lines are not at hand or are those of a call.
fn block_of(located: &Located) -> (&'static str, Option<(String, usize, usize)>, String) {
    let place = located.finding.places.first();
    let line = located
        .at
        .as_ref()
        .map(|at| (at.file.clone(), at.line, at.column));
    let block = match &located.at {
        Some(at) if at.at != At::Call => String::new(),
        _ => place
            .map(|place| block_name(place, &located.attribute))
            .unwrap_or_default(),
    };
    (located.finding.lint, line, block)
}

fn block_name(place: &Place, attribute: &str) -> String {
    let block = Address::parse(&place.address).map(|address| address.block());
    format!(
        "{} {attribute} {:?}",
        block.unwrap_or_default(),
        place.ordinals
    )
}

impl Located {
    fn with_moves(mut self, plan: &Plan<'_>) -> Self {
        let moves = self.addresses.iter().filter_map(|address| {
            let before = plan.moved_from(address)?;
            Some((address.clone(), before.to_owned()))
        });
        self.moved = moves.collect();
        self
    }

    /// Notes whether the plan changes any resource that it names.
    fn with_changes(mut self, changed: &HashSet<&str>) -> Self {
        let related = self.related.iter().map(|related| &related.address);
        let mut named = self
            .addresses
            .iter()
            .chain(&self.finding.way)
            .chain(related);
        self.changed = named.any(|address| changed.contains(address.as_str()));
        self
    }

    /// One finding for several: all instances of a block, or all that a format
    /// can show in one place only. The loudest speaks; what others say
    /// differently stays as a note of their own.
    pub fn of_instances(mut instances: Vec<Self>) -> Option<Self> {
        if instances.len() == 1 {
            return instances.pop();
        }
        instances.sort_by(|one, other| {
            let rank = |one: &Self| std::cmp::Reverse(one.finding.level);
            (rank(one), &one.addresses).cmp(&(rank(other), &other.addresses))
        });
        let mut instances = instances.into_iter();
        let mut first = instances.next()?;
        let mut addresses: BTreeSet<String> = first.addresses.drain(..).collect();
        let mut all: BTreeSet<Instance> = first.instances.drain(..).collect();
        for other in instances {
            if other.finding.message != first.finding.message {
                first.note(LocatedRelated {
                    label: other.finding.message,
                    address: other.addresses.first().cloned().unwrap_or_default(),
                    attribute: other.attribute,
                    at: other.at,
                });
            }
            if other.patch != first.patch {
                first.patch = None;
            }
            first.origin = first.origin.min(other.origin);
            first.changed |= other.changed;
            addresses.extend(other.addresses);
            all.extend(other.instances);
            first.moved.extend(other.moved);
            for related in other.related {
                first.note(related);
            }
        }
        first.addresses = addresses.into_iter().collect();
        first.instances = all.into_iter().collect();
        Some(first)
    }

    fn note(&mut self, related: LocatedRelated) {
        if self.related.len() < NOTES && !self.related.contains(&related) {
            self.related.push(related);
        }
    }

    /// Lines first, in the order of the source; what has none comes last.
    fn order(&self) -> impl Ord + '_ {
        let at = self.at.as_ref();
        (
            at.is_none(),
            at.map(|at| (at.file.as_str(), at.line, at.column)),
            self.finding.lint,
            self.addresses.first(),
        )
    }
}

fn count_links(graph: &Graph<'_>) -> Links {
    let mut links = Links {
        unresolved: graph.unresolved().len(),
        ..Links::default()
    };
    for link in graph.links() {
        *match link.how {
            Confidence::Exact => &mut links.exact,
            Confidence::SameKey => &mut links.same_key,
            Confidence::Inferred => &mut links.inferred,
            Confidence::Ambiguous => &mut links.ambiguous,
        } += 1;
    }
    links
}

/// Whether the sources are those of the plan: most blocks of its root module
/// stand in them.
pub fn belongs(plan: &Plan<'_>, sources: &Sources) -> bool {
    let mut blocks = 0usize;
    let mut found = 0usize;
    for id in plan.ids() {
        let address = &plan[id].parsed;
        if !address.modules.is_empty() {
            continue;
        }
        blocks += 1;
        let sought = Sought {
            module: &[],
            data: address.data,
            type_name: &address.type_name,
            name: &address.name,
            path: &[],
        };
        found += usize::from(sources.locate(&sought).is_some());
    }
    let calls = plan.module_sources();
    let root_calls = calls.keys().filter(|path| path.len() == 1);
    for call in root_calls {
        blocks += 1;
        found += usize::from(sources.locate_call(call).is_some());
    }
    found * 2 >= blocks && found > 0
}
