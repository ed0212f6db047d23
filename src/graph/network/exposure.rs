//! Security groups: whether the whole internet gets in.

use super::ingress::ingress;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::LoadBalancer;
use crate::graph::containers::EcsService;
use crate::plan::{Attr, Node, ResourceId};
use ipnet::IpNet;

/// What of a load balancer the internet may reach.
struct Exposed {
    /// Ports that serve more than redirects; empty when the plan does not show,
    /// so that any port may be one.
    ports: Vec<f64>,
    /// Whether it has IPv6 addresses.
    ipv6: Answer,
}

impl<'g> LoadBalancer<'g> {
    /// Whether its security groups let anyone in from anywhere, on a port that
    /// serves more than redirects.
    pub(in crate::graph) fn admits_world(&self, graph: &Graph<'_>) -> Answer {
        // Without any written, the VPC's default group holds; nothing in the plan
        // locks it, and what a distribution reaches through it others reach too.
        let groups = self.node.attr("security_groups");
        if !groups.is_unknown() && !self.node.is_set("security_groups") {
            return Answer::Yes;
        }
        self.admits(graph, &self.exposed())
    }

    /// The same for one port; for all that serve where it is not known.
    pub(in crate::graph) fn admits_world_at(&self, graph: &Graph<'_>, port: Option<f64>) -> Answer {
        let groups = self.node.attr("security_groups");
        if !groups.is_unknown() && !self.node.is_set("security_groups") {
            return Answer::Yes;
        }
        let mut exposed = self.exposed();
        exposed.ports = port.map_or(exposed.ports, |port| vec![port]);
        self.admits(graph, &exposed)
    }

    fn admits(&self, graph: &Graph<'_>, exposed: &Exposed) -> Answer {
        let groups = self.security_groups();
        let named = groups.links.iter().map(|link| match link.resource() {
            Some(group) if link.is_sure() => admits_world(graph, group, exposed),
            _ => Answer::Unknown,
        });
        let more = groups.links.is_empty() || !groups.complete;
        Answer::any(named.chain([Answer::unless(more)]))
    }

    fn exposed(&self) -> Exposed {
        let listeners = self.listeners();
        let serving = listeners.iter().filter(|listener| listener.serves());
        let ports: Option<Vec<f64>> = serving.map(|listener| listener.port()).collect();
        Exposed {
            ports: ports
                .filter(|_| !self.may_have_more_listeners())
                .unwrap_or_default(),
            ipv6: match self.node.text("ip_address_type").or_default("ipv4") {
                Some(name) => Answer::of(Some(name.starts_with("dualstack"))),
                None => Answer::Unknown,
            },
        }
    }
}

impl EcsService<'_> {
    /// Whether its tasks' security groups let anyone in from anywhere.
    pub fn admits_world(&self) -> Answer {
        let Some(network) = self.network() else {
            return Answer::Unknown;
        };
        // Public addresses of tasks are those of IPv4.
        let exposed = Exposed {
            ports: Vec::new(),
            ipv6: Answer::No,
        };
        let groups = self.graph.follow(&network, "security_groups");
        let named = groups.links.iter().map(|link| match link.resource() {
            Some(group) if link.is_sure() => admits_world(self.graph, group, &exposed),
            _ => Answer::Unknown,
        });
        let more = groups.links.is_empty() || !groups.complete;
        Answer::any(named.chain([Answer::unless(more)]))
    }
}

/// Whether a security group has an ingress rule for all addresses.
fn admits_world(graph: &Graph<'_>, group: ResourceId, exposed: &Exposed) -> Answer {
    let ingress = ingress(graph, group);
    let answers =
        ingress
            .rules
            .iter()
            .map(|rule| match exposed.through(&rule.node, rule.protocol) {
                Answer::Yes if !rule.sure => Answer::Unknown,
                answer => answer,
            });
    Answer::any(answers.chain([Answer::unless(!ingress.complete)]))
}

impl Exposed {
    /// Whether an ingress rule opens it to the world.
    fn through(&self, rule: &Node<'_>, protocol: &str) -> Answer {
        let v4 = Answer::any([
            names_world(rule, "cidr_blocks"),
            names_world(rule, "cidr_ipv4"),
        ]);
        let v6 = Answer::any([
            names_world(rule, "ipv6_cidr_blocks"),
            names_world(rule, "cidr_ipv6"),
        ]);
        both(
            Answer::any([v4, both(v6, self.ipv6)]),
            self.takes_port(rule, protocol),
        )
    }

    /// Whether the rule is for a port that is served.
    fn takes_port(&self, rule: &Node<'_>, protocol: &str) -> Answer {
        let all = rule
            .text(protocol)
            .known()
            .is_some_and(|name| name == "-1" || name == "all");
        if all || self.ports.is_empty() {
            return Answer::Yes;
        }
        match (rule.number("from_port"), rule.number("to_port")) {
            (Attr::Known(from), Attr::Known(to)) => {
                let mut ports = self.ports.iter();
                Answer::of(Some(ports.any(|port| (from..=to).contains(port))))
            }
            _ => Answer::Unknown,
        }
    }
}

/// Whether both hold.
fn both(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Answer::No, _) | (_, Answer::No) => Answer::No,
        (Answer::Yes, Answer::Yes) => Answer::Yes,
        _ => Answer::Unknown,
    }
}

/// Whether an attribute, a text or a list of them, names all addresses, or half of them.
fn names_world(rule: &Node<'_>, attribute: &str) -> Answer {
    let is_world = |range: &str| {
        range
            .parse::<IpNet>()
            .is_ok_and(|net| net.prefix_len() <= 1)
    };
    match rule.attr(attribute) {
        Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
        Attr::Known(value) => match value.as_str() {
            Some(range) => Answer::of(Some(is_world(range))),
            None => match rule.texts(attribute) {
                Attr::Known(list) => Answer::of(Some(list.into_iter().any(is_world))),
                Attr::Unset => Answer::No,
                Attr::Unknown => Answer::Unknown,
            },
        },
    }
}
