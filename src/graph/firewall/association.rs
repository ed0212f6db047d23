//! What web ACLs are associated with, and whether that can be.

use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
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

impl<'p> Graph<'p> {
    /// What an association is with; `None` when the plan does not tell.
    pub fn associated_with(&self, association: &Node<'p>) -> Option<Associated> {
        let end = self.follow(association, "resource_arn").sure();
        let by_type = end.and_then(|end| self.by_type(end));
        match self.arn(association, "resource_arn") {
            Some(arn) => by_arn(&arn, by_type),
            // Without the text, an API in it may still be part of a stage's ARN.
            None => by_type.filter(|with| *with != Associated::RestApi),
        }
    }

    /// Whether it takes a web ACL of scope REGIONAL, once it names a stage where it names the
    /// API: all do but what takes none by an association, and Amplify apps, which stand behind
    /// CloudFront.
    pub fn takes_regional_acl(&self, association: &Node<'p>) -> bool {
        let end = self.follow(association, "resource_arn").sure();
        let amplify = end.is_some_and(|end| self.type_of(end) == "aws_amplify_app")
            || self
                .arn(association, "resource_arn")
                .is_some_and(|arn| arn.service == "amplify");
        let with = self.associated_with(association);
        let takes_none = matches!(with, Some(Associated::Distribution | Associated::Unfit(_)));
        !amplify && !takes_none
    }

    fn by_type(&self, id: ResourceId) -> Option<Associated> {
        Some(match self.type_of(id) {
            "aws_cloudfront_distribution" | "aws_cloudfront_multitenant_distribution" => {
                Associated::Distribution
            }
            "aws_api_gateway_rest_api" => Associated::RestApi,
            "aws_apigatewayv2_api" | "aws_apigatewayv2_stage" => HTTP_API,
            "aws_lambda_function" | "aws_lambda_function_url" => FUNCTION,
            "aws_globalaccelerator_accelerator" => ACCELERATOR,
            "aws_lb" => match self.load_balancer(id).kind()? {
                "application" => Associated::Fit,
                "network" => NETWORK,
                "gateway" => GATEWAY,
                _ => return None,
            },
            _ => Associated::Fit,
        })
    }
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
