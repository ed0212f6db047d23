//! Which requests a step on the way request_label, in as few words as a box has room for.

use crate::graph::architecture::Graph;
use crate::graph::gateway::RestMethod;
use crate::plan::{Attr, Node, ResourceId};

fn shown(node: &Node<'_>, name: &str) -> Option<String> {
    let is_known = !node.attr(name).is_unset() && !node.attr(name).is_unknown();
    (is_known && !node.is_sensitive(name)).then(|| node.shown(name))
}

fn several(node: &Node<'_>, name: &str) -> Option<String> {
    match node.texts(name) {
        Attr::Known(all) if !node.is_sensitive(name) => {
            enumerated(all.into_iter().map(str::to_owned))
        }
        _ => None,
    }
}

/// The first, and how many more there are.
fn enumerated(all: impl Iterator<Item = String>) -> Option<String> {
    let mut all = all;
    let first = all.next()?;
    Some(match all.count() {
        0 => first,
        more => format!("{first} +{more}"),
    })
}

/// `HTTPS:443`
fn port(protocol: Option<&str>, port: Option<String>) -> Option<String> {
    match (protocol, port) {
        (Some(protocol), Some(port)) => Some(format!("{protocol}:{port}")),
        (None, port) => port.map(|port| format!(":{port}")),
        (protocol, None) => protocol.map(str::to_owned),
    }
}

/// `GET app.example.com/orders/*`; of what else a rule looks at the names alone,
/// since what it compares with may be a secret.
fn by_conditions(rule: &Node<'_>) -> Option<String> {
    let conditions = rule.blocks("condition");
    let part = |name: &str| {
        let blocks = conditions.nodes.iter();
        let inner = blocks.flat_map(|block| block.blocks(name).nodes);
        let mut said = inner.filter_map(|block| {
            let regex = || several(&block, "regex_values");
            several(&block, "values").or_else(regex)
        });
        said.next()
    };
    let place: String = ["host_header", "path_pattern"]
        .into_iter()
        .filter_map(part)
        .collect::<Vec<_>>()
        .join(" ");
    let rest = [
        ("http_header", "by header"),
        ("query_string", "by query"),
        ("source_ip", "by address"),
    ];
    let rest = rest.into_iter().filter_map(|(name, said)| {
        let mut blocks = conditions.nodes.iter();
        let is_there = blocks.any(|block| !block.blocks(name).nodes.is_empty());
        is_there.then(|| said.to_owned())
    });
    let all = part("http_request_method")
        .into_iter()
        .chain((!place.is_empty()).then_some(place))
        .chain(rest)
        .collect::<Vec<_>>()
        .join(" ");
    (!all.is_empty()).then_some(all)
}

/// What of a request leads to it: a name, a port, a path. Nothing where the plan
/// does not tell, or marks it sensitive.
pub fn request_label(graph: &Graph<'_>, id: ResourceId) -> Option<String> {
    let node = graph.node(id);
    match graph.type_of(id) {
        "aws_route53_record" => shown(&node, "name"),
        "aws_cloudfront_distribution" => several(&node, "aliases"),
        "aws_cloudfront_distribution_tenant" => {
            let domains = node.blocks("domain").nodes;
            enumerated(domains.iter().filter_map(|block| shown(block, "domain")))
        }
        "aws_api_gateway_domain_name"
        | "aws_apigatewayv2_domain_name"
        | "aws_appsync_domain_name" => shown(&node, "domain_name"),
        "aws_lb_listener" => port(graph.listener(id).protocol(), shown(&node, "port")),
        "aws_vpclattice_listener" => {
            port(shown(&node, "protocol").as_deref(), shown(&node, "port"))
        }
        "aws_lb_listener_rule" => by_conditions(&node),
        "aws_api_gateway_method" => {
            let method = RestMethod::new(graph, node.clone());
            Some(format!(
                "{} {}",
                shown(&node, "http_method")?,
                method.path()?
            ))
        }
        "aws_apigatewayv2_route" => shown(&node, "route_key"),
        _ => None,
    }
}

/// The priority_of of a rule among those of its listener: its priority.
pub fn priority_of(graph: &Graph<'_>, id: ResourceId) -> Option<u32> {
    let rules = ["aws_lb_listener_rule", "aws_vpclattice_listener_rule"];
    let node = graph.node(id);
    if !rules.contains(&graph.type_of(id)) || node.is_sensitive("priority") {
        return None;
    }
    let priority = node.number("priority").known()?;
    // Above zero, so that the number holds in 32 bits whatever the plan says.
    (priority >= 1.0 && priority < f64::from(u32::MAX)).then_some(priority as u32)
}
