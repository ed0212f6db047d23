//! Security groups: their rules for what comes in.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::containers::EcsService;
use crate::plan::{Attr, Node, ResourceId};

/// The ingress rules of a security group, in whichever style they are written.
pub(in crate::graph) struct Ingress<'g> {
    pub(in crate::graph) rules: Vec<IngressRule<'g>>,
    /// Whether these are all.
    pub(in crate::graph) complete: bool,
}

/// One rule for what comes in.
pub(in crate::graph) struct IngressRule<'g> {
    pub(in crate::graph) node: Node<'g>,
    /// The attribute that names the protocol.
    pub(in crate::graph) protocol: &'static str,
    /// Whether it surely belongs to the group.
    pub(in crate::graph) sure: bool,
}

/// The ingress rules of a group of the plan.
pub(in crate::graph) fn ingress<'g>(graph: &'g Graph<'g>, group: ResourceId) -> Ingress<'g> {
    let node = graph.node(group);
    let inline = node.blocks("ingress");
    // Without any inline block, `ingress` is what the service will report.
    let mut open = !inline.complete && node.is_set("ingress");
    let inline = inline.nodes.into_iter().map(|node| IngressRule {
        node,
        protocol: "protocol",
        sure: true,
    });
    let mut rules: Vec<_> = inline.collect();
    for (type_name, protocol) in [
        ("aws_security_group_rule", "protocol"),
        ("aws_vpc_security_group_ingress_rule", "ip_protocol"),
    ] {
        open |= graph.any_unresolved(type_name, "security_group_id") || graph.may_lack(type_name);
        let links = graph.referrers(group, type_name, "security_group_id");
        let separate = links.map(|link| IngressRule {
            node: graph.node(link.from),
            protocol,
            sure: link.is_sure(),
        });
        rules.extend(separate.filter(|rule| rule.node.text("type").known() != Some("egress")));
    }
    Ingress {
        rules,
        complete: !open,
    }
}

impl IngressRule<'_> {
    /// Whether it lets TCP in on a port.
    pub(in crate::graph) fn takes(&self, port: f64) -> Answer {
        match self.node.text(self.protocol) {
            Attr::Known("-1" | "all") => return Answer::Yes,
            Attr::Known("tcp" | "6") => {}
            Attr::Known(_) | Attr::Unset => return Answer::No,
            Attr::Unknown => return Answer::Unknown,
        }
        match (self.node.number("from_port"), self.node.number("to_port")) {
            (Attr::Known(from), Attr::Known(to)) => Answer::of(Some((from..=to).contains(&port))),
            _ => Answer::Unknown,
        }
    }
}

impl<'g> EcsService<'g> {
    /// Whether a security group of its tasks lets anything in on a port.
    pub fn opens(&self, port: f64) -> Answer {
        let Some(network) = self.network() else {
            return Answer::Unknown;
        };
        let groups = self.graph.follow(&network, "security_groups");
        let open = groups.links.iter().map(|link| match link.resource() {
            Some(group) if link.is_sure() => opens(self.graph, group, port),
            _ => Answer::Unknown,
        });
        let more = groups.links.is_empty() || !groups.complete;
        Answer::any(open.chain([Answer::unless(more)]))
    }
}

fn opens(graph: &Graph<'_>, group: ResourceId, port: f64) -> Answer {
    let ingress = ingress(graph, group);
    let rules = ingress.rules.iter().map(|rule| match rule.takes(port) {
        Answer::Yes if !rule.sure => Answer::Unknown,
        answer => answer,
    });
    Answer::any(rules.chain([Answer::unless(!ingress.complete)]))
}
