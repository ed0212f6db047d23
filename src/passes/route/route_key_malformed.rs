//! `route-key-malformed`: the key of an HTTP route is none.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports keys of HTTP routes that are neither `$default` nor a method, one
/// space, and a path.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let routes = graph.http_routes();
    for route in routes.filter(|route| !route.is_in_body()) {
        match (route.protocol(), route.key()) {
            (Some("HTTP"), Some(key)) if is_route_key(key) => {}
            (Some("HTTP"), Some(key)) => {
                let finding = findings.at(route.node.place("route_key"));
                if let Some(meant) = meant_by(key) {
                    finding.write(&route.node, "route_key", &meant);
                }
                finding
                    .label(format!(
                        "`{}` is neither `$default` nor a method, a space and a path",
                        route.node.shown("route_key")
                    ))
                    .help("write `GET /orders/{id}`, `ANY /orders/{proxy+}` or `$default`: the method in capitals, one space, a leading slash");
            }
            (Some(protocol), _) if protocol != "HTTP" => {}
            (None, Some(key)) if is_route_key(key) => {}
            _ => findings.undecided(
                route.address(),
                "the plan does not show its key or the protocol of its API",
            ),
        }
    }
}

fn is_route_key(key: &str) -> bool {
    const METHODS: [&str; 8] = [
        "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
    ];
    let parts = key.split_once(' ');
    key == "$default"
        || parts.is_some_and(|(method, path)| {
            METHODS.contains(&method) && path.starts_with('/') && !path.contains(' ')
        })
}

/// The key that is meant where a method and a path are there, if not as they have to be.
fn meant_by(key: &str) -> Option<String> {
    let mut words = key.split_whitespace();
    let (Some(method), Some(path), None) = (words.next(), words.next(), words.next()) else {
        return None;
    };
    let path = path.trim_start_matches('/');
    let meant = format!("{} /{path}", method.to_ascii_uppercase());
    is_route_key(&meant).then_some(meant)
}
