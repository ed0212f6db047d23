//! What behaviors pass on to the origin and add to the answer: `Host` and
//! `Strict-Transport-Security`.

use super::behavior::{Behavior, EdgePolicy};
use super::distribution::Origin;
use crate::answer::Answer;
use crate::facts::{HostHeader, adds_hsts, host_under_policy};
use crate::plan::{Attr, Node};

impl Behavior<'_> {
    /// Whether the origin gets the host name that the viewer asked for.
    pub fn forwards_host(&self) -> Answer {
        let legacy = self.node.blocks("forwarded_values");
        let by_values = legacy
            .nodes
            .iter()
            .map(|values| names_host(values, "headers"));
        let policies = [
            host_under(&self.cache_policy()),
            host_under(&self.origin_request_policy()),
            self.rewrites_requests(),
            Answer::unless(!legacy.complete),
        ];
        Answer::any(by_values.chain(policies))
    }

    /// Whether code may change requests on their way to the origin, which it
    /// can do at will.
    fn rewrites_requests(&self) -> Answer {
        let (code, complete) = self.edge_code();
        let changes = code
            .iter()
            .any(|code| code.event().is_none_or(|event| event == "origin-request"));
        Answer::unless(changes || !complete)
    }

    /// Whether answers tell browsers to come by HTTPS alone, by a policy, or
    /// perhaps by code that adds headers.
    pub fn adds_hsts(&self) -> Answer {
        let by_policy = match self.response_headers_policy() {
            EdgePolicy::None => Answer::No,
            EdgePolicy::Unknown => Answer::Unknown,
            EdgePolicy::Id(id) => Answer::of(adds_hsts(id)),
            EdgePolicy::Own(policy) => sets_hsts(&policy),
        };
        let (code, complete) = self.edge_code();
        let answers = code.iter().any(|code| {
            code.event()
                .is_none_or(|event| event.ends_with("-response"))
        });
        Answer::any([by_policy, Answer::unless(answers || !complete)])
    }
}

impl Origin<'_> {
    /// Whether it is asked by the name that the service gave a load balancer,
    /// instead of one of your own that leads there.
    pub fn is_named_by_balancer(&self) -> Answer {
        if let Some(end) = self.graph.follow(&self.node, "domain_name").sure() {
            let balancer = matches!(self.graph.type_of(end), "aws_lb" | "aws_elb");
            return Answer::of(Some(balancer));
        }
        match self.node.text("domain_name") {
            Attr::Known(host) => Answer::of(Some(is_balancer_host(host))),
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
        }
    }
}

/// `NAME.REGION.elb.amazonaws.com`, `NAME.elb.REGION.amazonaws.com`
fn is_balancer_host(host: &str) -> bool {
    let zone = host.strip_suffix(".cn").unwrap_or(host);
    let name = zone.strip_suffix(".amazonaws.com");
    name.is_some_and(|name| name.split('.').any(|label| label == "elb"))
}

/// Whether a policy of the plan adds `Strict-Transport-Security`, as a security
/// header or as one of its own.
fn sets_hsts(policy: &Node<'_>) -> Answer {
    let security = policy.blocks("security_headers_config");
    let mut open = !security.complete;
    let mut found = false;
    for block in &security.nodes {
        let hsts = block.blocks("strict_transport_security");
        found |= !hsts.nodes.is_empty();
        open |= !hsts.complete;
    }
    let custom = policy.blocks("custom_headers_config").nodes;
    let items = custom.iter().flat_map(|block| block.blocks("items").nodes);
    for item in items {
        match item.text("header").known() {
            Some(name) => found |= name.eq_ignore_ascii_case("strict-transport-security"),
            None => open = true,
        }
    }
    if found {
        Answer::Yes
    } else {
        Answer::unless(open)
    }
}

/// Whether a cache policy or an origin request policy passes `Host` on.
fn host_under(policy: &EdgePolicy<'_>) -> Answer {
    let policy = match policy {
        EdgePolicy::None => return Answer::No,
        EdgePolicy::Unknown => return Answer::Unknown,
        EdgePolicy::Id(id) => {
            return Answer::of(host_under_policy(id).map(|host| host == HostHeader::Forwarded));
        }
        EdgePolicy::Own(policy) => policy,
    };
    // A cache policy has its settings one block deeper.
    let key = policy.blocks("parameters_in_cache_key_and_forwarded_to_origin");
    let holders = key.nodes.into_iter().chain([policy.clone()]);
    let configs: Vec<_> = holders
        .map(|holder| holder.blocks("headers_config"))
        .collect();
    let open = !key.complete || configs.iter().any(|config| !config.complete);
    let configs = configs.iter().flat_map(|config| &config.nodes);
    Answer::any(configs.map(host_by_config).chain([Answer::unless(open)]))
}

fn host_by_config(config: &Node<'_>) -> Answer {
    let named = || {
        let lists = config.blocks("headers");
        let named = lists.nodes.iter().map(|list| names_host(list, "items"));
        Answer::any(named.chain([Answer::unless(!lists.complete)]))
    };
    match config.text("header_behavior") {
        Attr::Known("allViewer" | "allViewerAndWhitelistCloudFront") => Answer::Yes,
        Attr::Known("whitelist") => named(),
        Attr::Known("allExcept") => !named(),
        Attr::Known(_) | Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
    }
}

/// Whether a list of headers has `Host`, or all of them.
fn names_host(node: &Node<'_>, attribute: &str) -> Answer {
    match node.texts(attribute) {
        Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
        Attr::Known(names) => {
            let mut names = names.into_iter();
            Answer::of(Some(
                names.any(|name| name == "*" || name.eq_ignore_ascii_case("host")),
            ))
        }
    }
}
