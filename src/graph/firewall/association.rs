//! What web ACLs are associated with, and whether that can be.

use super::reference::AclReference;
use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::graph::links::Ends;
use crate::plan::{Node, ResourceId};

/// What an association names as the resource to guard (facts.md section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Associated {
    /// Something that a web ACL can be associated with, as far as is known.
    Fit,
    /// A distribution, which names its web ACL itself.
    Distribution,
    /// A REST API, of which only a stage can have a web ACL.
    RestApi,
    /// What cannot have a web ACL at all, in words.
    Unfit(&'static str),
}

const HTTP_API: Associated = Associated::Unfit("an HTTP or WebSocket API");
const NETWORK: Associated = Associated::Unfit("a network load balancer");
const GATEWAY: Associated = Associated::Unfit("a gateway load balancer");
const CLASSIC: Associated = Associated::Unfit("a classic load balancer");
const FUNCTION: Associated = Associated::Unfit("a Lambda function");
const ACCELERATOR: Associated = Associated::Unfit("an accelerator");
const LATTICE: Associated = Associated::Unfit("VPC Lattice");
const LISTENER: Associated =
    Associated::Unfit("a listener or target group, which is not the load balancer itself");

/// The types of associations: of this generation of WAF, and of WAF Classic.
pub(in crate::graph) const ASSOCIATIONS: [&str; 2] = [
    "aws_wafv2_web_acl_association",
    "aws_wafregional_web_acl_association",
];

/// An association of a web ACL, of either generation.
#[derive(Clone)]
pub struct Association<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    /// The associations of web ACLs of either generation.
    pub fn web_acl_associations(&self) -> impl Iterator<Item = Association<'_>> {
        let of_type = |name| self.of_type(name).collect::<Vec<_>>();
        let ids = ASSOCIATIONS.into_iter().flat_map(of_type);
        ids.map(|id| self.web_acl_association(id))
    }

    pub(in crate::graph) fn web_acl_association(&self, id: ResourceId) -> Association<'_> {
        Association {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> Association<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The resource that it is with, as far as the plan shows.
    pub fn ends(&self) -> Ends<'g> {
        self.graph.follow(&self.node, "resource_arn")
    }

    /// The ARN of the resource that it is with.
    pub fn arn(&self) -> Option<Arn> {
        Arn::of(self.graph, &self.node, "resource_arn")
    }

    /// What it is with; `None` when the plan does not show.
    pub fn with(&self) -> Option<Associated> {
        let by_type = self.ends().sure().and_then(|end| by_type(self.graph, end));
        match self.arn() {
            Some(arn) => by_arn(&arn, by_type),
            // Without the text, an API in it may still be part of a stage's ARN.
            None => by_type.filter(|with| *with != Associated::RestApi),
        }
    }

    /// Whether it takes a web ACL of scope REGIONAL, once it names a stage where it names the
    /// API: all do but what takes none by an association, and Amplify apps, which stand behind
    /// CloudFront.
    pub fn takes_regional_acl(&self) -> bool {
        let end = self.ends().sure();
        let amplify = end.is_some_and(|end| self.graph.type_of(end) == "aws_amplify_app")
            || self.arn().is_some_and(|arn| arn.service == "amplify");
        let takes_none = matches!(
            self.with(),
            Some(Associated::Distribution | Associated::Unfit(_))
        );
        !amplify && !takes_none
    }

    /// The web ACL that it names.
    pub fn acl(&self) -> AclReference<'g> {
        AclReference::new(self.graph, self.node.clone(), "web_acl_arn")
    }

    /// Whether AWS surely refuses it, for what it names or for the scope of its web ACL.
    pub fn is_refused(&self) -> bool {
        let unfit = self.with().is_some_and(|with| with != Associated::Fit);
        unfit || self.acl().scope() == Some("CLOUDFRONT")
    }
}

fn by_type(graph: &Graph<'_>, id: ResourceId) -> Option<Associated> {
    Some(match graph.type_of(id) {
        "aws_cloudfront_distribution" | "aws_cloudfront_multitenant_distribution" => {
            Associated::Distribution
        }
        "aws_api_gateway_rest_api" => Associated::RestApi,
        "aws_apigatewayv2_api" | "aws_apigatewayv2_stage" => HTTP_API,
        "aws_lambda_function" | "aws_lambda_function_url" => FUNCTION,
        "aws_globalaccelerator_accelerator" => ACCELERATOR,
        "aws_lb" => match graph.load_balancer(id).kind()? {
            "application" => Associated::Fit,
            "network" => NETWORK,
            "gateway" => GATEWAY,
            _ => return None,
        },
        _ => Associated::Fit,
    })
}

fn by_arn(arn: &Arn, by_type: Option<Associated>) -> Option<Associated> {
    let is = |start: &str| arn.rest.starts_with(start);
    Some(match arn.service.as_str() {
        "cloudfront" => Associated::Distribution,
        "apigateway" if is("/restapis/") && !arn.rest.contains("/stages/") => Associated::RestApi,
        "apigateway" if is("/apis/") => HTTP_API,
        // The ARN by which an API is called: of a REST API unless it is known for another.
        "execute-api" => by_type.unwrap_or(Associated::RestApi),
        "lambda" => FUNCTION,
        "globalaccelerator" => ACCELERATOR,
        "vpc-lattice" => LATTICE,
        "elasticloadbalancing" if is("loadbalancer/app/") => Associated::Fit,
        "elasticloadbalancing" if is("loadbalancer/net/") => NETWORK,
        "elasticloadbalancing" if is("loadbalancer/gwy/") => GATEWAY,
        "elasticloadbalancing" if is("loadbalancer/") => CLASSIC,
        "elasticloadbalancing" => LISTENER,
        service if service.contains(Arn::OPEN) => return None,
        _ => Associated::Fit,
    })
}
