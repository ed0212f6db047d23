//! `resource-has-two-acls`: two associations claim one resource.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::{Node, ResourceId};
use std::collections::BTreeMap;

/// What an association is with: a resource of the plan, or one it only names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Guarded<'g> {
    Here(ResourceId),
    /// A part of an API, of which there may be several.
    Stage(ResourceId, String),
    Elsewhere(&'g str),
}

/// Reports resources that several associations claim: each has one web ACL.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    let mut claims: BTreeMap<Guarded<'_>, Vec<Node<'_>>> = BTreeMap::new();
    for association in graph.web_acl_associations() {
        let ends = association.ends();
        let named = association.node.text("resource_arn").known();
        let guarded = match (ends.sure(), named) {
            (Some(id), _) if graph.type_of(id) == "aws_api_gateway_rest_api" => {
                match association.arn() {
                    Some(arn) => Guarded::Stage(id, arn.rest),
                    None => continue,
                }
            }
            (Some(id), _) => Guarded::Here(id),
            (None, Some(arn)) if ends.complete && ends.resources().next().is_none() => {
                Guarded::Elsewhere(arn)
            }
            _ => {
                let why = "the plan does not show what the web ACL is associated with";
                findings.undecided(association.address(), why);
                continue;
            }
        };
        claims.entry(guarded).or_default().push(association.node);
    }
    for claim in claims.values().filter(|claim| claim.len() > 1) {
        let places = claim.iter().map(|node| node.place("resource_arn"));
        findings
            .at_last_of(places.collect())
            .label("another association gives this resource a web ACL already: it has only one, and each apply swaps them")
            .help("keep one association for the resource, and put all rules into its web ACL");
    }
}
