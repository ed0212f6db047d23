//! What stages of APIs carry: variables, and a certificate to show to backends.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::{Secret, secrets_in};
use crate::plan::{Attr, Node, ResourceId};

/// A stage of any kind of API.
pub struct Stage<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    /// The stages of all APIs.
    pub fn stages(&self) -> impl Iterator<Item = Stage<'_>> {
        ["aws_api_gateway_stage", "aws_apigatewayv2_stage"]
            .into_iter()
            .flat_map(|type_name| self.of_type(type_name).collect::<Vec<_>>())
            .map(|id| Stage {
                graph: self,
                node: self.node(id),
            })
    }
}

impl<'g> Stage<'g> {
    /// The secrets in its variables.
    pub fn secrets(&self) -> Vec<Secret> {
        secrets_in(&self.node, self.variables_attribute())
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    fn is_rest(&self) -> bool {
        self.graph.type_of(self.node.id) == "aws_api_gateway_stage"
    }

    pub(in crate::graph) fn variables_attribute(&self) -> &'static str {
        match self.is_rest() {
            true => "variables",
            false => "stage_variables",
        }
    }

    /// Whether there are variables that the plan does not have.
    pub fn hides_variables(&self) -> bool {
        self.node.attr(self.variables_attribute()).is_unknown()
    }

    /// Whether it shows backends a certificate.
    pub fn has_certificate(&self) -> Answer {
        self.node.is_given("client_certificate_id")
    }

    /// Whether it calls backends by a URL on the internet, and can show them a
    /// certificate: HTTP APIs have none.
    pub fn calls_the_internet(&self) -> Answer {
        let (own, integration, kind) = match self.is_rest() {
            true => ("rest_api_id", "aws_api_gateway_integration", "type"),
            false => ("api_id", "aws_apigatewayv2_integration", "integration_type"),
        };
        let Some(api) = self.graph.follow(&self.node, own).sure() else {
            return Answer::Unknown;
        };
        let api_node = self.graph.node(api);
        let can_show = match self.is_rest() {
            true => Answer::Yes,
            false => {
                let protocol = api_node.text("protocol_type").known();
                Answer::of(protocol.map(|protocol| protocol == "WEBSOCKET"))
            }
        };
        if can_show != Answer::Yes {
            return can_show;
        }
        let links = self.graph.referrers(api, integration, own);
        let calls = links.map(|link| {
            let node = self.graph.node(link.from);
            let private = node.text("connection_type").known() == Some("VPC_LINK");
            let http = node.text(kind).known().map(|kind| kind.starts_with("HTTP"));
            match http {
                Some(true) if !link.is_sure() && !private => Answer::Unknown,
                http => Answer::of(http.map(|http| http && !private)),
            }
        });
        let more = !matches!(api_node.attr("body"), Attr::Unset);
        Answer::any(calls.chain([Answer::unless(more)]))
    }
}

/// Whether a deployment makes a stage of its own, as old providers let it.
fn has_unnamed_stages(graph: &Graph<'_>, api: ResourceId) -> bool {
    let mut deployments = graph.referrers(api, "aws_api_gateway_deployment", "rest_api_id");
    deployments.any(|link| !graph.node(link.from).attr("stage_name").is_unset())
}

impl<'p> Graph<'p> {
    /// The names of an API's stages; `None` where the plan may leave some out.
    pub(in crate::graph) fn stage_names(&self, api: ResourceId) -> Option<Vec<&'p str>> {
        let (type_name, attribute, name) = match self.type_of(api) {
            "aws_api_gateway_rest_api" => ("aws_api_gateway_stage", "rest_api_id", "stage_name"),
            _ => ("aws_apigatewayv2_stage", "api_id", "name"),
        };
        let brings_one = !self.node(api).attr("target").is_unset();
        if brings_one
            || self.any_unresolved(type_name, attribute)
            || self.may_lack(type_name)
            || has_unnamed_stages(self, api)
        {
            return None;
        }
        let stages = self.referrers(api, type_name, attribute);
        stages
            .map(|link| self.node(link.from).text(name).known())
            .collect()
    }
}
