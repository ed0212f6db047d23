//! Which clients a front answers.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::dns::is_in_private_zone;
use crate::plan::{Node, ResourceId};

/// Whether a domain answers in networks alone.
fn is_private(domain: &Node<'_>) -> bool {
    let endpoints = domain.blocks("endpoint_configuration").nodes;
    let mut types = endpoints
        .iter()
        .filter_map(|block| block.texts("types").known());
    types.any(|types| types.contains(&"PRIVATE"))
}

/// Whether an App Runner service takes requests from its network alone.
fn is_closed(service: &Node<'_>) -> bool {
    let network = service.blocks("network_configuration").nodes;
    let mut ingress = network
        .iter()
        .flat_map(|block| block.blocks("ingress_configuration").nodes);
    ingress.any(|block| block.bool("is_publicly_accessible").known() == Some(false))
}

/// Whether a front has addresses on the internet; unknown for what is none.
pub fn is_on_internet(graph: &Graph<'_>, id: ResourceId) -> Answer {
    let node = graph.node(id);
    match graph.type_of(id) {
        "aws_lb" => graph.load_balancer(id).is_public(),
        "aws_elb" => match node.bool("internal").or_default(false) {
            Some(true) => Answer::No,
            Some(false) | None => Answer::Unknown,
        },
        "aws_api_gateway_rest_api" if graph.rest_api(id).is_private() == Answer::Yes => Answer::No,
        "aws_appsync_graphql_api" if node.text("visibility").known() == Some("PRIVATE") => {
            Answer::No
        }
        // A name in a private zone is found from its networks alone.
        "aws_route53_record" if is_in_private_zone(graph, &node) == Answer::Yes => Answer::No,
        "aws_api_gateway_domain_name" if is_private(&node) => Answer::No,
        "aws_apprunner_service" if is_closed(&node) => Answer::No,
        "aws_vpc_endpoint" | "aws_vpclattice_service" => Answer::No,
        _ => Answer::Unknown,
    }
}
