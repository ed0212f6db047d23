//! Security groups: whether a load balancer gets out to the internet.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::LoadBalancer;
use crate::plan::{Attr, Kind, Node, ResourceId};
use ipnet::IpNet;

/// Whom a rule for outgoing connections lets reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    Nobody,
    /// Only what is in the same network.
    Inside,
    Unknown,
    Internet,
}

const HTTPS: f64 = 443.0;

impl<'g> LoadBalancer<'g> {
    /// Whom its security groups let it reach by HTTPS, and the first of them.
    pub fn reach(&self, graph: &'g Graph<'g>) -> (Reach, Option<Node<'g>>) {
        let groups = self.node.attr("security_groups");
        if !groups.is_unknown() && !self.node.is_set("security_groups") {
            // The VPC's default group lets everything out.
            return (Reach::Internet, None);
        }
        let groups = self.security_groups();
        let surely = groups.links.iter().filter(|link| link.is_sure());
        let known: Vec<ResourceId> = surely.filter_map(|link| link.resource()).collect();
        let more = known.is_empty() || known.len() < groups.links.len() || !groups.complete;
        let reach = known.iter().map(|group| reach_of(graph, *group));
        let reach = reach.chain(more.then_some(Reach::Unknown)).max();
        let first = known.first().map(|group| graph.node(*group));
        (reach.unwrap_or(Reach::Unknown), first)
    }
}

/// Whom one group lets reach. Terraform takes away the rule that lets everything
/// out, so a group without any rule lets nothing out.
fn reach_of(graph: &Graph<'_>, group: ResourceId) -> Reach {
    let node = graph.node(group);
    let inline = node.blocks("egress");
    let mut open = !inline.complete && node.is_set("egress");
    let mut reach = Reach::Nobody;
    for rule in &inline.nodes {
        reach = reach.max(reach_by(rule, "protocol"));
    }
    for (type_name, protocol) in [
        ("aws_security_group_rule", "protocol"),
        ("aws_vpc_security_group_egress_rule", "ip_protocol"),
    ] {
        open |= graph.any_unresolved(type_name, "security_group_id") || graph.may_lack(type_name);
        for link in graph.referrers(group, type_name, "security_group_id") {
            let rule = graph.node(link.from);
            if rule.text("type").known() == Some("ingress") {
                continue;
            }
            let found = reach_by(&rule, protocol);
            reach = reach.max(match link.is_sure() {
                true => found,
                false => found.min(Reach::Unknown),
            });
        }
    }
    reach.max(if open { Reach::Unknown } else { Reach::Nobody })
}

/// Whom one rule lets reach by HTTPS.
fn reach_by(rule: &Node<'_>, protocol: &str) -> Reach {
    match takes_https(rule, protocol) {
        Answer::No => Reach::Nobody,
        Answer::Unknown => Reach::Unknown,
        Answer::Yes => destinations(rule),
    }
}

fn takes_https(rule: &Node<'_>, protocol: &str) -> Answer {
    match rule.text(protocol) {
        Attr::Known("-1" | "all") => return Answer::Yes,
        Attr::Known("tcp" | "6") => {}
        Attr::Known(_) | Attr::Unset => return Answer::No,
        Attr::Unknown => return Answer::Unknown,
    }
    match (rule.number("from_port"), rule.number("to_port")) {
        (Attr::Known(from), Attr::Known(to)) => Answer::of(Some((from..=to).contains(&HTTPS))),
        _ => Answer::Unknown,
    }
}

fn destinations(rule: &Node<'_>) -> Reach {
    let mut reach = Reach::Nobody;
    // A service's list may hold the provider.
    let lists = ["prefix_list_ids", "prefix_list_id"];
    if lists.iter().any(|name| names_any(rule, name)) {
        return Reach::Internet;
    }
    for name in ["cidr_blocks", "cidr_ipv4", "ipv6_cidr_blocks", "cidr_ipv6"] {
        reach = reach.max(match rule.attr(name) {
            Attr::Unset => Reach::Nobody,
            Attr::Unknown => Reach::Unknown,
            Attr::Known(value) => match value.as_str() {
                Some("") => Reach::Nobody,
                Some(range) => range_reaches(range),
                None => match rule.texts(name) {
                    Attr::Known(list) => list
                        .into_iter()
                        .map(range_reaches)
                        .max()
                        .unwrap_or(Reach::Nobody),
                    Attr::Unset => Reach::Nobody,
                    Attr::Unknown => Reach::Unknown,
                },
            },
        });
    }
    let members = [
        "security_groups",
        "source_security_group_id",
        "referenced_security_group_id",
        "self",
    ];
    match members.iter().any(|name| names_any(rule, name)) {
        true => reach.max(Reach::Inside),
        false => reach,
    }
}

/// Whether an attribute, a text, a list of them or a switch, names anything.
fn names_any(rule: &Node<'_>, name: &str) -> bool {
    match rule.attr(name) {
        Attr::Unset => false,
        Attr::Unknown => true,
        Attr::Known(value) => match &value.kind {
            Kind::String(text) => !text.is_empty(),
            Kind::List(items) => !items.is_empty(),
            Kind::Bool(value) => *value,
            _ => false,
        },
    }
}

/// Whether a range holds addresses of the internet, or private ones alone.
pub(in crate::graph) fn range_reaches(range: &str) -> Reach {
    const PRIVATE: [&str; 6] = [
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "fc00::/7",
    ];
    let Ok(range) = range.parse::<IpNet>() else {
        return Reach::Unknown;
    };
    let mut private = PRIVATE.iter().filter_map(|net| net.parse::<IpNet>().ok());
    match private.any(|net| net.contains(&range)) {
        true => Reach::Inside,
        false => Reach::Internet,
    }
}
