//! Names that are unique only within something else: a stage's within its API,
//! an alias's within its function.

use super::link::{End, Link};
use crate::graph::types::{Reference, canonical};
use crate::plan::{Confidence, Path, Plan, ResourceId};
use std::collections::{HashMap, HashSet};

/// An attribute that holds such a name.
pub(in crate::graph) struct Within<'p> {
    pub(in crate::graph) from: ResourceId,
    pub(in crate::graph) block: Path,
    pub(in crate::graph) attribute: &'static str,
    pub(in crate::graph) reference: &'static Reference,
    /// The attribute beside it that leads to what the name is unique in.
    pub(in crate::graph) scope: &'static str,
    pub(in crate::graph) names: Vec<&'p str>,
}

/// By which attributes things belong to what they are named within.
const BELONG: [&str; 4] = [
    "rest_api_id",
    "api_id",
    "function_name",
    "load_balancer_name",
];

/// Links what the names mean, once it is known where the attributes beside them lead.
pub(in crate::graph) fn resolve(
    plan: &Plan<'_>,
    links: &[Link],
    within: Vec<Within<'_>>,
) -> Vec<Link> {
    if within.is_empty() {
        return Vec::new();
    }
    let askers: HashSet<ResourceId> = within.iter().map(|within| within.from).collect();
    let mut scopes: HashMap<(ResourceId, &str), Vec<usize>> = HashMap::new();
    let mut members: HashMap<(ResourceId, &str), Vec<(ResourceId, Confidence)>> = HashMap::new();
    for (at, link) in links.iter().enumerate() {
        if askers.contains(&link.from) {
            let named = scopes.entry((link.from, link.attribute)).or_default();
            named.push(at);
        }
        if let (End::Resource(scope), true) = (link.to, BELONG.contains(&link.attribute)) {
            for name in ["stage_name", "name", "policy_name"] {
                if let Some(name) = plan.node(link.from).text(name).known() {
                    let named = members.entry((scope, name)).or_default();
                    named.push((link.from, link.how));
                }
            }
        }
    }
    let mut new = Vec::new();
    for within in within {
        let scopes = scopes.get(&(within.from, within.scope));
        let beside: Vec<(ResourceId, Confidence)> = scopes
            .into_iter()
            .flatten()
            .map(|at| &links[*at])
            .filter(|link| link.block == within.block)
            .filter_map(|link| Some((link.resource()?, link.how)))
            .collect();
        for name in &within.names {
            let named = beside.iter().flat_map(|(scope, how)| {
                let named = members.get(&(*scope, *name)).into_iter().flatten();
                named.map(|(id, further)| (*id, *how.max(further)))
            });
            let mut found: Vec<_> = named
                .filter(|(id, _)| {
                    let type_name = canonical(&plan[*id].parsed.type_name);
                    within.reference.expects(type_name, None)
                })
                .collect();
            found.sort_unstable();
            found.dedup_by_key(|(id, _)| *id);
            let several = found.len() > 1;
            let ends = found.into_iter().map(|(id, how)| {
                let how = if several { Confidence::Ambiguous } else { how };
                (End::Resource(id), how)
            });
            let mut ends: Vec<_> = ends.collect();
            if ends.is_empty() {
                ends.push((End::Elsewhere(None), Confidence::Exact));
            }
            new.extend(ends.into_iter().map(|(to, how)| Link {
                from: within.from,
                block: within.block.clone(),
                attribute: within.attribute,
                to,
                how,
            }));
        }
    }
    new
}
