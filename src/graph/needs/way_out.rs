//! Route tables: whether an internal load balancer gets out to the internet.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::LoadBalancer;
use crate::graph::network::Reach;
use crate::graph::network::range_reaches;
use crate::plan::{Attr, Node, ResourceId};

const TABLE: &str = "aws_route_table";
const ROUTE: &str = "aws_route";
const ASSOCIATION: &str = "aws_route_table_association";

/// By which attributes routes name where they lead to.
const DESTINATIONS: [&str; 6] = [
    "cidr_block",
    "ipv6_cidr_block",
    "destination_cidr_block",
    "destination_ipv6_cidr_block",
    "prefix_list_id",
    "destination_prefix_list_id",
];

impl LoadBalancer<'_> {
    /// Whether some of its subnets has a route out of the network. Of a subnet whose route table
    /// the plan does not show, nothing is known.
    pub fn has_way_out(&self, graph: &Graph<'_>) -> Answer {
        let blocks = self.node.computed_blocks("subnet_mapping");
        let mut open = !blocks.complete;
        let mut subnets: Vec<ResourceId> = Vec::new();
        let mut add = |node: &Node<'_>, attribute: &str| {
            let ends = graph.follow(node, attribute);
            let sure = ends.links.iter().filter(|link| link.is_sure());
            let known: Vec<_> = sure.filter_map(|link| link.resource()).collect();
            open |= !ends.complete || known.len() < ends.links.len();
            subnets.extend(known);
        };
        add(&self.node, "subnets");
        blocks
            .nodes
            .iter()
            .for_each(|block| add(block, "subnet_id"));
        let nothing = subnets.is_empty();
        let ways = subnets.iter().map(|subnet| leads_out(graph, *subnet));
        Answer::any(ways.chain([Answer::unless(open || nothing)]))
    }
}

/// Whether the route table of a subnet has a route out of the network.
fn leads_out(graph: &Graph<'_>, subnet: ResourceId) -> Answer {
    let mut links = graph.referrers(subnet, ASSOCIATION, "subnet_id");
    let (Some(only), None) = (links.next(), links.next()) else {
        // The network's main table, which others may change.
        return Answer::Unknown;
    };
    let table = graph
        .follow(&graph.node(only.from), "route_table_id")
        .sure();
    let Some(table) = table.filter(|_| only.is_sure()) else {
        return Answer::Unknown;
    };
    if graph.type_of(table) != TABLE || graph.plan()[table].parsed.data {
        return Answer::Unknown;
    }
    let node = graph.node(table);
    let inline = node.computed_blocks("route");
    let separate = graph.referrers(table, ROUTE, "route_table_id");
    let open =
        !inline.complete || graph.any_unresolved(ROUTE, "route_table_id") || graph.may_lack(ROUTE);
    let separate = separate.map(|link| match link.is_sure() {
        true => is_way_out(graph, &graph.node(link.from)),
        false => Answer::Unknown,
    });
    let routes = inline.nodes.iter().map(|route| is_way_out(graph, route));
    Answer::any(routes.chain(separate).chain([Answer::unless(open)]))
}

/// Whether a route leads to addresses outside the network. By an internet gateway nobody gets out
/// who has no address of the internet: for IPv4, an internal load balancer has none.
fn is_way_out(graph: &Graph<'_>, route: &Node<'_>) -> Answer {
    let gateway = graph.follow(route, "gateway_id").sure();
    let by_gateway = gateway.is_some_and(|id| graph.type_of(id) == "aws_internet_gateway");
    Answer::any(DESTINATIONS.map(|name| match route.text(name) {
        Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
        Attr::Known(range) if name.ends_with("cidr_block") => match range_reaches(range) {
            Reach::Inside | Reach::Nobody => Answer::No,
            Reach::Internet if by_gateway && !range.contains(':') => Answer::No,
            Reach::Internet => Answer::Yes,
            Reach::Unknown => Answer::Unknown,
        },
        Attr::Known(_) => Answer::Yes,
    }))
}
