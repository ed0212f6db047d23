//! Cache behaviors of distributions: which requests they take, and what they do
//! with them.

use super::distribution::Distribution;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::links::{End, Ends};
use crate::graph::request::{Conditions, Part, Scheme};
use crate::plan::{Attr, Node, Place};

/// A cache behavior.
#[derive(Clone)]
pub struct Behavior<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// The behaviors of a distribution.
pub struct Behaviors<'g> {
    /// In the order in which they are asked, the one for all other paths last.
    pub all: Vec<Behavior<'g>>,
    /// Whether these are all.
    pub complete: bool,
}

/// What a behavior does with requests by plain HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainHttp {
    Served,
    Redirected,
    Refused,
    Unknown,
}

/// A policy that a behavior names.
#[derive(Clone)]
pub enum EdgePolicy<'g> {
    /// One of the plan.
    Own(Node<'g>),
    /// One elsewhere, by its id: of another stack, or the service's own.
    Id(&'g str),
    None,
    Unknown,
}

/// Code at the edge, and the event at which it runs.
#[derive(Clone)]
pub struct EdgeCode<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'g> Distribution<'g> {
    /// Its behaviors, the one for all other paths last.
    pub fn behaviors(&self) -> Behaviors<'g> {
        let ordered = self.node.blocks("ordered_cache_behavior");
        let default = self.node.blocks("default_cache_behavior");
        let nodes = ordered.nodes.into_iter().chain(default.nodes);
        let graph = self.graph;
        Behaviors {
            all: nodes.map(|node| Behavior { graph, node }).collect(),
            complete: ordered.complete && default.complete,
        }
    }

    /// Whether code at the edge sees each request, which may check anything.
    pub fn runs_code(&self) -> Answer {
        let behaviors = self.behaviors();
        // A number of functions that is unknown is taken for some.
        let runs = behaviors.all.iter().any(|behavior| {
            let (code, complete) = behavior.edge_code();
            !code.is_empty() || !complete
        });
        match runs {
            true => Answer::Yes,
            false => Answer::unless(!behaviors.complete),
        }
    }
}

impl<'g> Behaviors<'g> {
    /// Those with a path pattern.
    pub fn ordered(&self) -> impl Iterator<Item = &Behavior<'g>> {
        self.all.iter().filter(|behavior| !behavior.is_default())
    }
}

impl<'g> Behavior<'g> {
    /// The pattern for the paths it takes; unset for the one that takes all others.
    pub fn path_pattern(&self) -> Attr<&'g str> {
        self.node.text("path_pattern")
    }

    pub fn is_default(&self) -> bool {
        let block = self.node.path.0.last();
        block.is_some_and(|block| block.name == "default_cache_behavior")
    }

    /// The place to speak of the behavior as a whole.
    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// Which requests it takes, unless one before it does.
    pub fn conditions(&self) -> Conditions {
        let conditions = match self.path_pattern() {
            // Longer ones the service does not take.
            Attr::Known(pattern) if pattern.len() <= 255 => Conditions::of_behavior(Some(pattern)),
            Attr::Unset => Conditions::of_behavior(None),
            Attr::Known(_) | Attr::Unknown => Conditions::unknown(),
        };
        match self.node.is_sensitive("path_pattern") {
            true => conditions.hiding(Part::Path),
            false => conditions,
        }
    }

    /// Which requests it passes on to its origin: those by HTTPS, where it
    /// redirects or refuses others.
    pub fn served(&self) -> Conditions {
        let conditions = self.conditions();
        match self.plain_http() {
            PlainHttp::Served => conditions,
            PlainHttp::Redirected | PlainHttp::Refused => conditions.by(Scheme::Https),
            PlainHttp::Unknown => conditions.perhaps_fewer(),
        }
    }

    /// What it does with requests by plain HTTP.
    pub fn plain_http(&self) -> PlainHttp {
        match self.node.text("viewer_protocol_policy").known() {
            Some("allow-all") => PlainHttp::Served,
            Some("redirect-to-https") => PlainHttp::Redirected,
            Some("https-only") => PlainHttp::Refused,
            _ => PlainHttp::Unknown,
        }
    }

    /// Whether viewers must sign their requests, by a key group or an account.
    pub fn asks_for_signature(&self) -> Answer {
        let signers = ["trusted_key_groups", "trusted_signers"];
        Answer::any(signers.map(|name| {
            match self.node.texts(name) {
                Attr::Known(_) => Answer::Yes,
                Attr::Unset => Answer::No,
                // A list with something in it, whatever that is.
                Attr::Unknown if self.node.attr(name).known().is_some() => Answer::Yes,
                Attr::Unknown
                    if self
                        .graph
                        .follow(&self.node, name)
                        .resources()
                        .next()
                        .is_some() =>
                {
                    Answer::Yes
                }
                Attr::Unknown => Answer::Unknown,
            }
        }))
    }

    /// The key groups whose signatures it takes.
    pub fn key_groups(&self) -> Ends<'g> {
        self.graph.follow(&self.node, "trusted_key_groups")
    }

    pub fn cache_policy(&self) -> EdgePolicy<'g> {
        self.policy("cache_policy_id")
    }

    /// Whether a data source says that it keeps nothing: the service's own policy by
    /// its name.
    pub fn is_uncached(&self) -> bool {
        let ends = self.graph.follow(&self.node, "cache_policy_id");
        let mut named = ends.links.iter().filter_map(|link| match link.to {
            End::Elsewhere(Some(id)) => self.graph.node(id).text("name").known(),
            _ => None,
        });
        named.any(|name| name == "Managed-CachingDisabled")
    }

    pub fn origin_request_policy(&self) -> EdgePolicy<'g> {
        self.policy("origin_request_policy_id")
    }

    pub fn response_headers_policy(&self) -> EdgePolicy<'g> {
        self.policy("response_headers_policy_id")
    }

    fn policy(&self, attribute: &str) -> EdgePolicy<'g> {
        if let Some(own) = self.graph.follow(&self.node, attribute).sure() {
            return EdgePolicy::Own(self.graph.node(own));
        }
        match self.node.text(attribute) {
            Attr::Known("") | Attr::Unset => EdgePolicy::None,
            Attr::Known(id) => EdgePolicy::Id(id),
            Attr::Unknown => EdgePolicy::Unknown,
        }
    }

    /// The code that runs at the edge for it, and whether this is all.
    pub fn edge_code(&self) -> (Vec<EdgeCode<'g>>, bool) {
        let kinds = ["function_association", "lambda_function_association"];
        let blocks = kinds.map(|kind| self.node.blocks(kind));
        let complete = blocks.iter().all(|blocks| blocks.complete);
        let nodes = blocks.into_iter().flat_map(|blocks| blocks.nodes);
        let graph = self.graph;
        let code = nodes.map(|node| EdgeCode { graph, node }).collect();
        (code, complete)
    }
}

impl<'g> EdgeCode<'g> {
    /// `viewer-request`, `origin-response`, …
    pub fn event(&self) -> Option<&'g str> {
        self.node.text("event_type").known()
    }

    /// The function, or the version of it, that runs.
    pub fn function(&self) -> Ends<'g> {
        let attributes = ["function_arn", "lambda_arn"];
        let set = attributes.into_iter().find(|name| self.node.is_set(name));
        self.graph.follow(&self.node, set.unwrap_or("function_arn"))
    }
}
