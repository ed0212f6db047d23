//! Records of Route 53: whether clients come by them, and who can ask for them.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::links::End;
use crate::plan::{Attr, Leaf, Node, ResourceId};

const RECORD: &str = "aws_route53_record";

/// The types by which a client finds a server; others tell mail servers,
/// authorities and owners.
const ADDRESSES: [&str; 5] = ["A", "AAAA", "CNAME", "HTTPS", "SVCB"];

/// What hands out names and values by which a domain proves its owner.
const PROOFS: [&str; 4] = [
    "aws_acm_certificate",
    "aws_ses_domain_dkim",
    "aws_ses_domain_identity",
    "aws_sesv2_email_identity",
];

fn is_proof(graph: &Graph<'_>, record: &Node<'_>, attribute: &str) -> bool {
    let of_proof = |id: ResourceId| PROOFS.contains(&graph.type_of(id));
    let expressions = record.expressions(attribute).into_iter();
    let mut leaves = expressions.flat_map(|it| graph.plan().trace(record.id, it));
    leaves.any(|leaf| matches!(leaf, Leaf::Resource { id, .. } if of_proof(id)))
        || graph.follow(record, attribute).resources().any(of_proof)
}

/// Whether a resource is a record that no client comes by: one for mail, or one
/// that proves who owns the name.
pub(in crate::graph) fn is_record_for_no_client(graph: &Graph<'_>, id: ResourceId) -> bool {
    if graph.type_of(id) != RECORD {
        return false;
    }
    let node = graph.node(id);
    let kind = node.text("type").known();
    let proves = match node.text("name") {
        // `_dmarc`, `token._domainkey`: no host is called so.
        Attr::Known(name) => name.split('.').any(|label| label.starts_with('_')),
        Attr::Unknown => ["name", "records"]
            .iter()
            .any(|name| is_proof(graph, &node, name)),
        Attr::Unset => false,
    };
    kind.is_some_and(|kind| !ADDRESSES.contains(&kind)) || proves
}

/// Whether a record stands in a zone that only networks can ask.
pub(in crate::graph) fn is_in_private_zone(graph: &Graph<'_>, record: &Node<'_>) -> Answer {
    let zones = graph.follow(record, "zone_id");
    let [link] = zones.links.as_slice() else {
        return Answer::Unknown;
    };
    match link.to {
        _ if !link.is_sure() => Answer::Unknown,
        End::Resource(id) => {
            let networks = graph.node(id).blocks("vpc");
            match networks.nodes.is_empty() {
                true => Answer::unless(!networks.complete),
                false => Answer::Yes,
            }
        }
        End::Elsewhere(Some(id)) => Answer::of(graph.node(id).bool("private_zone").known()),
        End::Elsewhere(None) => Answer::Unknown,
    }
}
