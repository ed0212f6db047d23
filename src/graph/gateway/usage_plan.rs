//! Usage plans of REST APIs and the keys that belong to them.

use super::deployment::RestApi;
use crate::answer::Answer;
use crate::plan::{Node, ResourceId};

/// Whether any API key opens an API.
pub enum Keys<'g> {
    Some,
    /// No usage plan is for the API.
    NoPlan,
    /// The usage plan has no keys.
    NoKey(Node<'g>),
    Unknown,
}

const PLAN: &str = "aws_api_gateway_usage_plan";
const KEY: &str = "aws_api_gateway_usage_plan_key";

impl<'g> RestApi<'g> {
    /// Whether any key opens it: one that belongs to a usage plan for one of
    /// its stages. Where its stages are another stack's, the plans may be too.
    pub fn keys(&self) -> Keys<'g> {
        let graph = self.graph;
        let plans: Vec<_> = graph.referrers(self.id(), PLAN, "api_id").collect();
        let keyed = |plan: ResourceId| graph.is_referred_to(plan, KEY, "usage_plan_id");
        let answers: Vec<Answer> = plans.iter().map(|link| keyed(link.from)).collect();
        let more = graph.any_unresolved(PLAN, "api_id") || graph.may_lack(PLAN);
        match Answer::any(answers.into_iter().chain([Answer::unless(more)])) {
            Answer::Yes => Keys::Some,
            Answer::Unknown => Keys::Unknown,
            Answer::No => match plans.first() {
                Some(link) => Keys::NoKey(graph.node(link.from)),
                None if self.has_stage() == Answer::Yes => Keys::NoPlan,
                None => Keys::Unknown,
            },
        }
    }
}
