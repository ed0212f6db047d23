//! ARNs, also those that are not yet known: what they are made of tells of
//! which kind they will be.

use crate::graph::architecture::Graph;
use crate::graph::types::canonical;
use crate::plan::{Node, Piece, ResourceId};

/// What an attribute names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arn {
    /// `execute-api`, `elasticloadbalancing`, …
    pub service: String,
    /// What stands behind the account; names that are not known yet are [`Arn::OPEN`].
    pub rest: String,
    /// The resources that stand in it and are not known yet.
    pub of: Vec<ResourceId>,
}

impl Arn {
    /// Stands for what is known only after apply.
    pub const OPEN: char = '\u{fffd}';

    /// Takes a text apart; `None` when it is no ARN.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        let starts = parts.next() == Some("arn");
        let service = parts.nth(1)?;
        let rest = parts.nth(2)?;
        starts.then(|| Self {
            service: service.to_owned(),
            rest: rest.to_owned(),
            of: Vec::new(),
        })
    }

    /// The ARN that an attribute holds or will hold. `None` when it is none, or
    /// when nothing tells.
    pub fn of<'p>(graph: &Graph<'p>, node: &Node<'p>, attribute: &str) -> Option<Self> {
        let mut text = String::new();
        let mut of = Vec::new();
        for piece in graph.pieces(node, attribute)? {
            match piece {
                Piece::Text(known) => text.push_str(&known),
                Piece::Of { id, attribute } => {
                    of.push(id);
                    text.push_str(&sketch(graph, id, &attribute));
                }
            }
        }
        Some(Self {
            of,
            ..Self::parse(&text)?
        })
    }
}

/// What an attribute of a resource will look like.
fn sketch(graph: &Graph<'_>, id: ResourceId, attribute: &str) -> String {
    let node = graph.node(id);
    let open = Arn::OPEN;
    let named = |name: &str| match node.text(name).known() {
        Some(name) => name.to_owned(),
        None => open.to_string(),
    };
    let type_name = canonical(&graph.plan[id].parsed.type_name);
    let rest = match (type_name, attribute) {
        ("aws_lb", "arn" | "id") => {
            let kind = match node.text("load_balancer_type").or_default("application") {
                Some("application") => "app",
                Some("network") => "net",
                Some("gateway") => "gwy",
                _ => return open.to_string(),
            };
            format!("elasticloadbalancing::loadbalancer/{kind}/{open}")
        }
        ("aws_elb", "arn") => format!("elasticloadbalancing::loadbalancer/{open}"),
        ("aws_lb_listener", "arn" | "id") => format!("elasticloadbalancing::listener/{open}"),
        ("aws_lb_listener_rule", "arn" | "id") => {
            format!("elasticloadbalancing::listener-rule/{open}")
        }
        ("aws_lb_target_group", "arn" | "id") => {
            format!("elasticloadbalancing::targetgroup/{open}")
        }
        ("aws_api_gateway_rest_api", "arn") => format!("apigateway::/restapis/{open}"),
        ("aws_apigatewayv2_api", "arn") => format!("apigateway::/apis/{open}"),
        ("aws_api_gateway_rest_api" | "aws_apigatewayv2_api", "execution_arn") => {
            format!("execute-api::{open}")
        }
        ("aws_api_gateway_stage", "arn") => {
            format!(
                "apigateway::/restapis/{open}/stages/{}",
                named("stage_name")
            )
        }
        ("aws_apigatewayv2_stage", "arn") => {
            format!("apigateway::/apis/{open}/stages/{}", named("name"))
        }
        ("aws_api_gateway_stage" | "aws_api_gateway_deployment", "execution_arn") => {
            format!("execute-api::{open}/{}", named("stage_name"))
        }
        ("aws_apigatewayv2_stage", "execution_arn") => {
            format!("execute-api::{open}/{}", named("name"))
        }
        ("aws_cloudfront_distribution", "arn") => format!("cloudfront::distribution/{open}"),
        ("aws_lambda_function", "arn") | ("aws_lambda_function_url", "function_arn") => {
            format!("lambda::function:{open}")
        }
        ("aws_lambda_function", "qualified_arn") => format!("lambda::function:{open}:{open}"),
        ("aws_lambda_alias", "arn" | "id") => {
            format!("lambda::function:{open}:{}", named("name"))
        }
        ("aws_lambda_function" | "aws_lambda_alias", "invoke_arn" | "qualified_invoke_arn") => {
            format!("apigateway::path/2015-03-31/functions/{open}/invocations")
        }
        ("aws_lambda_function", "response_streaming_invoke_arn") => {
            format!("apigateway::path/2021-11-15/functions/{open}/response-streaming-invocations")
        }
        ("aws_wafv2_web_acl", "arn") => {
            let scope = match node.text("scope").known() {
                Some("REGIONAL") => "regional",
                Some("CLOUDFRONT") => "global",
                _ => return open.to_string(),
            };
            format!("wafv2::{scope}/webacl/{open}/{open}")
        }
        ("aws_globalaccelerator_accelerator", "arn" | "id") => {
            format!("globalaccelerator::accelerator/{open}")
        }
        ("aws_cognito_user_pool", "arn") => format!("cognito-idp::userpool/{open}"),
        ("aws_appsync_graphql_api", "arn") => format!("appsync::apis/{open}"),
        ("aws_vpclattice_target_group", "arn") => format!("vpc-lattice::targetgroup/{open}"),
        ("aws_s3_bucket", "arn") => format!("s3::{}", named("bucket")),
        ("aws_cloudwatch_log_group", "arn") => format!("logs::log-group:{}", named("name")),
        ("aws_cloudwatch_event_rule", "arn") => format!("events::rule/{open}"),
        ("aws_sns_topic", "arn" | "id") => format!("sns::{open}"),
        ("aws_sqs_queue", "arn") => format!("sqs::{open}"),
        ("aws_kinesis_firehose_delivery_stream", "arn") => {
            format!("firehose::deliverystream/{}", named("name"))
        }
        _ => return open.to_string(),
    };
    match rest.split_once("::") {
        Some((service, rest)) => format!("arn:{open}:{service}:{open}:{open}:{rest}"),
        None => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_arns_apart() {
        let arn = Arn::parse("arn:aws:lambda:eu-west-1:123456789012:function:orders:live");
        let arn = arn.map(|arn| (arn.service, arn.rest));
        assert_eq!(arn, Some(("lambda".into(), "function:orders:live".into())));
        assert_eq!(Arn::parse("function:orders"), None);
        assert_eq!(Arn::parse("arn:aws:s3"), None);
    }
}
