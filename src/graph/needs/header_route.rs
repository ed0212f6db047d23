//! Routing rules of API domains, which choose an API by a header.

use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::ways::Endpoint;

const RULE: &str = "aws_apigatewayv2_routing_rule";

impl Endpoint<'_> {
    /// Whether a rule of a domain leads to the API by a header.
    pub(in crate::graph) fn is_routed_by_headers(&self) -> Answer {
        match self.fronting.front {
            Front::RestApi | Front::HttpApi => {}
            _ => return Answer::No,
        }
        let links = self.graph.referrers(self.front.id, RULE, "api_id");
        let by_header = links.map(|link| {
            let conditions = self.graph.node(link.from).blocks("condition");
            let mut nodes = conditions.nodes.iter();
            let matches =
                nodes.any(|condition| !condition.blocks("match_headers").nodes.is_empty());
            match matches {
                true => Answer::Yes,
                false => Answer::unless(!conditions.complete),
            }
        });
        let more = self.graph.any_unresolved(RULE, "api_id") || self.graph.may_lack(RULE);
        Answer::any(by_header.chain([Answer::unless(more)]))
    }
}
