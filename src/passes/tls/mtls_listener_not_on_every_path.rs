//! `mtls-listener-not-on-every-path`: targets behind mutual TLS can be reached
//! without a certificate.

use crate::answer::Answer;
use crate::finding::{Findings, Level};
use crate::graph::{Forwarder, Graph, Listener};
use crate::plan::{Confidence, ResourceId};
use std::collections::BTreeSet;

/// Reports listeners that forward, without asking for a certificate, to targets
/// which another listener keeps behind one.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut reported = BTreeSet::new();
    for groups in graph.groups_by_target() {
        let forwarders: Vec<_> = groups
            .into_iter()
            .flat_map(|group| graph.target_group(group).forwarders())
            .filter(|(_, how)| *how <= Confidence::SameKey)
            .filter_map(|(forwarder, _)| Some((forwarder.listener()?, forwarder)))
            .collect();
        let guarded = forwarders
            .iter()
            .find(|(listener, _)| listener.verifies_clients() == Answer::Yes);
        let Some((guarded, _)) = guarded else {
            continue;
        };
        for (listener, forwarder) in &forwarders {
            if is_door(listener, forwarder, guarded) {
                judge(listener, forwarder, guarded, &mut reported, findings);
            }
        }
    }
}

/// Whether clients of the guarded listener can come by the other one, and are
/// let in there without proof of another kind.
fn is_door(listener: &Listener<'_>, forwarder: &Forwarder<'_>, guarded: &Listener<'_>) -> bool {
    let is_public = |listener: &Listener<'_>| {
        let balancer = listener.load_balancer();
        balancer.map_or(Answer::Unknown, |balancer| balancer.is_public())
    };
    let reachable = is_public(listener) != Answer::No || is_public(guarded) == Answer::No;
    let probes = forwarder.conditions().are_for_probes() == Answer::Yes;
    reachable && !probes && !forwarder.authenticates()
}

fn judge(
    listener: &Listener<'_>,
    forwarder: &Forwarder<'_>,
    guarded: &Listener<'_>,
    reported: &mut BTreeSet<ResourceId>,
    findings: &mut Findings,
) {
    match listener.verifies_clients() {
        Answer::Yes => return,
        Answer::No => {}
        Answer::Unknown => {
            let why = "whether it asks clients for certificates is known only after apply";
            return findings.undecided(listener.address(), why);
        }
    }
    if !reported.insert(listener.id()) {
        return;
    }
    let blocks = listener.node.blocks("mutual_authentication").nodes;
    let place = match blocks.first() {
        Some(block) if block.is_written() => block.place("mode"),
        _ => listener.node.header(),
    };
    let finding = findings.at(place);
    finding
        .label(format!(
            "clients without a certificate reach the targets here that `{}` keeps behind one",
            guarded.address()
        ))
        .related(guarded.node.header(), "this listener verifies client certificates")
        .help(
            "give this listener a `mutual_authentication` block with `mode = \"verify\"` and the same trust store, let \
             it redirect, or give it targets of its own",
        );
    // One path among others may be open on purpose.
    let conditions = forwarder.conditions();
    if conditions.paths().is_some() {
        finding.at_most(Level::Warning);
    }
}
