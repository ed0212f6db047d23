//! The host names on the certificates of a listener.

use super::listener::Listener;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId};

/// The names that a listener can prove to be.
pub struct CertificateNames {
    /// In lower case; a first label `*` stands for any one label.
    names: Vec<String>,
    /// Whether the plan shows every certificate, and every name on each.
    complete: bool,
}

impl<'g> Listener<'g> {
    /// The names on its certificates: its own and those added to it.
    pub fn certificate_names(&self) -> CertificateNames {
        const MORE: &str = "aws_lb_listener_certificate";
        let graph = self.graph;
        let added: Vec<_> = graph.referrers(self.id(), MORE, "listener_arn").collect();
        let mut found = CertificateNames {
            names: Vec::new(),
            complete: added.iter().all(|link| link.is_sure())
                && !graph.any_unresolved(MORE, "listener_arn")
                && !graph.may_lack(MORE),
        };
        found.add(graph, &self.node);
        for link in added {
            found.add(graph, &graph.node(link.from));
        }
        found
    }
}

impl CertificateNames {
    /// Adds the names on the certificate that `certificate_arn` leads to.
    fn add(&mut self, graph: &Graph<'_>, node: &Node<'_>) {
        let certificate = graph.follow(node, "certificate_arn").sure();
        let names = certificate.and_then(|id| names_of(graph, id));
        self.complete &= names.is_some();
        self.names.extend(names.into_iter().flatten());
    }

    /// Whether some host that the pattern takes is on a certificate.
    pub fn cover(&self, pattern: &str) -> Answer {
        let pattern = pattern.to_lowercase();
        let covered = self.names.iter().any(|name| meets(&pattern, name));
        Answer::any([Answer::of(Some(covered)), Answer::unless(!self.complete)])
    }
}

/// The names on a certificate of the plan; `None` where they are not all known. Of one that is
/// only looked up, the plan knows no alternative names.
fn names_of(graph: &Graph<'_>, id: ResourceId) -> Option<Vec<String>> {
    let node = graph.node(id);
    if graph.type_of(id) != "aws_acm_certificate" || graph.plan()[id].parsed.data {
        return None;
    }
    let mut names = vec![node.text("domain_name").known()?.to_lowercase()];
    match node.texts("subject_alternative_names") {
        Attr::Known(others) => names.extend(others.into_iter().map(str::to_lowercase)),
        Attr::Unset => {}
        Attr::Unknown => return None,
    }
    Some(names)
}

/// Whether some host is both taken by a condition's pattern and proven by a name.
fn meets(pattern: &str, name: &str) -> bool {
    let literal = !pattern.contains(['*', '?']);
    match name.strip_prefix("*.") {
        Some(base) if literal => pattern
            .split_once('.')
            .is_some_and(|(label, rest)| !label.is_empty() && rest == base),
        _ => {
            crate::graph::request::Glob::new(pattern).meets(&crate::graph::request::Glob::new(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::meets;

    #[test]
    fn a_wildcard_stands_for_one_label() {
        for (pattern, name, expected) in [
            ("app.example.com", "app.example.com", true),
            ("app.example.com", "*.example.com", true),
            ("a.app.example.com", "*.example.com", false),
            ("example.com", "*.example.com", false),
            ("example.com", "example.com", true),
            ("app.example.org", "*.example.com", false),
            ("*.example.com", "*.example.com", true),
            ("*.example.com", "example.com", false),
            ("*.app.example.com", "*.example.com", true),
            ("app?.example.com", "app1.example.com", true),
            ("*", "app.example.com", true),
        ] {
            assert_eq!(meets(pattern, name), expected, "{pattern} {name}");
        }
    }
}
