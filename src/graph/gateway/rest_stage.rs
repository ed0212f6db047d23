//! Stages of REST APIs: what guards them, and who comes first.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::edge::Distribution;
use crate::graph::firewall::has_association;
use crate::plan::{Node, Place, ResourceId};

/// A stage of a REST API.
#[derive(Clone)]
pub struct RestStage<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn rest_stages(&self) -> impl Iterator<Item = RestStage<'_>> {
        self.of_type("aws_api_gateway_stage")
            .map(|id| self.rest_stage(id))
    }

    pub fn rest_stage(&self, id: ResourceId) -> RestStage<'_> {
        RestStage {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> RestStage<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// The API it belongs to, when that is in the plan for sure.
    fn api(&self) -> Option<Node<'g>> {
        let id = self.graph.follow(&self.node, "rest_api_id").sure()?;
        (self.graph.type_of(id) == "aws_api_gateway_rest_api").then(|| self.graph.node(id))
    }

    /// Whether the internet reaches it: its API is not private.
    pub fn is_public(&self) -> Answer {
        let Some(api) = self.api() else {
            return Answer::Unknown;
        };
        !self.graph.rest_api(api.id).is_private()
    }

    /// Whether a web ACL is associated with it. One that names its API instead is
    /// meant for it.
    pub fn has_web_acl(&self) -> Answer {
        let api = self.api().map(|api| api.id);
        let named = [Some(self.node.id), api].into_iter().flatten();
        Answer::any(named.map(|id| has_association(self.graph, id)))
    }

    /// The distributions that surely lead to it: by its own URL, that of its API,
    /// or a domain of the API.
    pub fn distributions(&self) -> Vec<Distribution<'g>> {
        let mapping = "aws_api_gateway_base_path_mapping";
        let api = self.api().map(|api| api.id);
        let domains = api.into_iter().flat_map(|api| {
            let mappings = self.graph.referrers(api, mapping, "api_id");
            mappings.filter_map(|link| {
                let mapping = self.graph.node(link.from);
                self.graph.follow(&mapping, "domain_name").sure()
            })
        });
        let hosts = [Some(self.node.id), api]
            .into_iter()
            .flatten()
            .chain(domains);
        let links = hosts.flat_map(|host| {
            self.graph
                .referrers(host, "aws_cloudfront_distribution", "domain_name")
        });
        let sure = links.filter(|link| link.is_sure());
        sure.map(|link| self.graph.distribution(link.from))
            .collect()
    }

    /// Whether every method of its API asks for an API key, which a distribution
    /// may add. A method for preflights carries none.
    fn asks_for_keys(&self, api: ResourceId) -> Answer {
        let method = "aws_api_gateway_method";
        let links: Vec<_> = self.graph.referrers(api, method, "rest_api_id").collect();
        let open = links.iter().map(|link| {
            let method = self.graph.node(link.from);
            if method.text("http_method").known() == Some("OPTIONS") {
                return Answer::No;
            }
            !Answer::of(method.bool("api_key_required").or_default(false))
        });
        match links.is_empty() {
            true => Answer::No,
            false => !Answer::any(open),
        }
    }

    /// Whether a distribution with a web ACL comes before it, and its API answers
    /// at its domains alone, or those alone who have a key.
    pub fn is_guarded_at_the_edge(&self) -> Answer {
        let filtered = self
            .distributions()
            .into_iter()
            .any(|it| it.has_web_acl() == Answer::Yes);
        let Some(api) = self.api().filter(|_| filtered) else {
            return Answer::No;
        };
        let by_domain = api.bool("disable_execute_api_endpoint").or_default(false);
        Answer::any([Answer::of(by_domain), self.asks_for_keys(api.id)])
    }
}

impl Graph<'_> {
    /// Whether a web ACL filters what comes to an API by the host of a stage, of the API or of
    /// a domain of it: by each of its stages.
    pub(in crate::graph) fn api_has_web_acl(&self, id: ResourceId) -> Answer {
        match self.type_of(id) {
            "aws_api_gateway_stage" => self.rest_stage(id).has_web_acl(),
            "aws_api_gateway_rest_api" => {
                let stages = self.referrers(id, "aws_api_gateway_stage", "rest_api_id");
                let open: Vec<_> = stages
                    .map(|link| !self.rest_stage(link.from).has_web_acl())
                    .collect();
                match open.is_empty() {
                    true => has_association(self, id),
                    false => !Answer::any(open),
                }
            }
            "aws_api_gateway_domain_name" => {
                let mapping = "aws_api_gateway_base_path_mapping";
                let mappings = self.referrers(id, mapping, "domain_name");
                let open: Vec<_> = mappings
                    .map(|link| {
                        let api = self.follow(&self.node(link.from), "api_id").sure();
                        !api.map_or(Answer::Unknown, |api| self.api_has_web_acl(api))
                    })
                    .collect();
                match open.is_empty() {
                    true => Answer::No,
                    false => !Answer::any(open),
                }
            }
            _ => Answer::No,
        }
    }
}
