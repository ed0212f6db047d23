//! What makes an API callable: deployments and stages.

use super::rest_stage::RestStage;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId, Written};

/// A REST API.
#[derive(Clone)]
pub struct RestApi<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A snapshot of a REST API, which stages serve.
#[derive(Clone)]
pub struct Deployment<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// An HTTP or WebSocket API.
#[derive(Clone)]
pub struct HttpApi<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A stage of an HTTP or WebSocket API.
#[derive(Clone)]
pub struct HttpStage<'g> {
    pub node: Node<'g>,
    address: &'g str,
}

/// What of an API Terraform makes without regard to its deployment.
pub struct Unordered<'g> {
    pub parts: Vec<Node<'g>>,
    /// Whether the deployment may yet wait for them in a way the plan does not show.
    pub open: bool,
}

const DEPLOYMENT: &str = "aws_api_gateway_deployment";
const METHOD: &str = "aws_api_gateway_method";
const INTEGRATION: &str = "aws_api_gateway_integration";

impl<'p> Graph<'p> {
    pub fn rest_apis(&self) -> impl Iterator<Item = RestApi<'_>> {
        self.of_type("aws_api_gateway_rest_api")
            .map(|id| self.rest_api(id))
    }

    pub fn rest_api(&self, id: ResourceId) -> RestApi<'_> {
        RestApi {
            graph: self,
            node: self.node(id),
        }
    }

    pub fn deployments(&self) -> impl Iterator<Item = Deployment<'_>> {
        self.of_type(DEPLOYMENT).map(|id| deployment(self, id))
    }

    pub fn http_apis(&self) -> impl Iterator<Item = HttpApi<'_>> {
        self.of_type("aws_apigatewayv2_api").map(|id| HttpApi {
            graph: self,
            node: self.node(id),
        })
    }

    pub fn http_stages(&self) -> impl Iterator<Item = HttpStage<'_>> {
        self.of_type("aws_apigatewayv2_stage").map(|id| HttpStage {
            node: self.node(id),
            address: self.address(id),
        })
    }
}

impl<'g> RestApi<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether it has anything to serve: methods, or a document that describes them.
    pub fn has_methods(&self) -> bool {
        let of_its_own = parts_of(self.graph, self.id(), METHOD).into_iter().next();
        of_its_own.is_some() || self.has_document() != Answer::No
    }

    /// Whether a document describes its methods, beside those in resources of their own.
    pub fn has_document(&self) -> Answer {
        let put = "aws_api_gateway_rest_api_put";
        let own = match self.node.attr("body") {
            Attr::Unset => Answer::No,
            Attr::Known(_) | Attr::Unknown => Answer::Yes,
        };
        Answer::any([
            own,
            self.graph.is_referred_to(self.id(), put, "rest_api_id"),
        ])
    }

    /// Whether anything deploys it.
    pub fn is_deployed(&self) -> Answer {
        self.graph
            .is_referred_to(self.id(), DEPLOYMENT, "rest_api_id")
    }

    /// Whether a stage serves it: one of its own, or the one that deployments
    /// of older providers make.
    pub fn has_stage(&self) -> Answer {
        let stage = "aws_api_gateway_stage";
        let own = self.graph.is_referred_to(self.id(), stage, "rest_api_id");
        let deployments = self.graph.referrers(self.id(), DEPLOYMENT, "rest_api_id");
        let named = deployments.map(|link| match self.graph.node(link.from).text("stage_name") {
            Attr::Unset => Answer::No,
            Attr::Known(_) if link.is_sure() => Answer::Yes,
            Attr::Known(_) | Attr::Unknown => Answer::Unknown,
        });
        Answer::any(named.chain([own]))
    }
}

impl<'g> Deployment<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The API that it is a snapshot of, when the plan tells for sure.
    pub fn api(&self) -> Option<RestApi<'g>> {
        let ends = self.graph.follow(&self.node, "rest_api_id");
        let id = ends.sure()?;
        Some(self.graph.rest_api(id))
    }

    /// Whether a change elsewhere makes a new one: by `triggers`, by what else
    /// makes Terraform replace it, or by `replace_triggered_by`, which only the
    /// sources have.
    pub fn is_renewed(&self) -> Answer {
        let replacing = ["triggers", "variables", "stage_description"];
        let written = replacing.iter().any(|name| self.node.is_set(name));
        if written {
            return Answer::Yes;
        }
        match self.node.source_of(&["lifecycle", "replace_triggered_by"]) {
            Written::As(_) => Answer::Yes,
            Written::Nowhere => Answer::No,
            Written::NotAtHand => Answer::Unknown,
        }
    }

    /// The methods and integrations of its API that Terraform may make later.
    pub fn unordered(&self) -> Option<Unordered<'g>> {
        let api = self.api()?;
        let before = self.graph.plan().made_before(self.node.id);
        let parts = [METHOD, INTEGRATION]
            .into_iter()
            .flat_map(|name| parts_of(self.graph, api.id(), name));
        let late = parts.filter(|id| !before.holds(&self.graph.plan()[*id].parsed));
        Some(Unordered {
            parts: late.map(|id| self.graph.node(id)).collect(),
            open: !before.complete,
        })
    }
}

impl<'g> RestStage<'g> {
    /// The API and its deployment's API, when the plan tells both for sure.
    pub fn apis(&self) -> Option<(RestApi<'g>, RestApi<'g>)> {
        let own = self.graph.follow(&self.node, "rest_api_id").sure()?;
        let id = self.graph.follow(&self.node, "deployment_id").sure()?;
        let other = deployment(self.graph, id).api()?;
        Some((self.graph.rest_api(own), other))
    }
}

impl<'g> HttpApi<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether a stage serves it: one of its own, or the one that a quick-created
    /// API brings along.
    pub fn has_stage(&self) -> Answer {
        let quick = self.node.is_given("target");
        let stage = "aws_apigatewayv2_stage";
        let own = self.graph.is_referred_to(self.node.id, stage, "api_id");
        Answer::any([quick, own])
    }
}

impl<'g> HttpStage<'g> {
    pub fn address(&self) -> &'g str {
        self.address
    }

    /// Whether anything is deployed to it: by itself, by a deployment that it
    /// names, or by something else before.
    pub fn is_deployed(&self) -> Answer {
        if self.node.is_set("deployment_id") {
            return self.node.is_given("deployment_id");
        }
        let by_itself = Answer::of(self.node.bool("auto_deploy").or_default(false));
        let before = self.node.text("deployment_id").known().is_some();
        Answer::any([by_itself, Answer::of(Some(before))])
    }
}

/// The resources of a type that surely belong to an API.
fn parts_of(graph: &Graph<'_>, api: ResourceId, type_name: &str) -> Vec<ResourceId> {
    let links = graph.referrers(api, type_name, "rest_api_id");
    let sure = links.filter(|link| link.is_sure());
    sure.map(|link| link.from).collect()
}

fn deployment<'g>(graph: &'g Graph<'g>, id: ResourceId) -> Deployment<'g> {
    Deployment {
        graph,
        node: graph.node(id),
    }
}
