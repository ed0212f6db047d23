//! Whether a load balancer is there for one function alone.

use super::service::Service;
use crate::answer::Answer;
use crate::graph::balancer::groups_of;
use crate::graph::balancer::{Action, Forwarder, LoadBalancer, Rule};
use crate::plan::{Confidence, ResourceId};
use std::collections::HashSet;

impl<'g> LoadBalancer<'g> {
    /// Whether all that it hands on goes to one service, whatever the host, and nobody
    /// logs in before: it does no more then than an API would.
    pub fn only_leads_to(&self, service: &Service<'_>) -> Answer {
        let groups = groups_of(self.graph, service.node.id).into_iter();
        let sure = groups.filter(|(_, how)| *how <= Confidence::SameKey);
        let own: HashSet<ResourceId> = sure.map(|(group, _)| group).collect();
        let mut all = vec![Answer::unless(self.may_have_more_listeners())];
        for listener in self.listeners() {
            let Some(rules) = listener.rules() else {
                return Answer::Unknown;
            };
            all.push(Answer::unless(!listener.knows_actions()));
            all.extend(rules.iter().map(Rule::asks_for_host));
            let rules = rules.into_iter().map(Forwarder::Rule);
            let forwarders = rules.chain([Forwarder::Default(listener)]);
            let actions = forwarders.flat_map(|forwarder| forwarder.actions());
            all.extend(actions.map(|action| does_more(&action, &own)));
        }
        !Answer::any(all)
    }
}

impl Rule<'_> {
    /// Whether it is for some hosts.
    fn asks_for_host(&self) -> Answer {
        let asked = self.asked();
        let hosts = asked.conditions.iter().any(|it| it.part == "host_header");
        match hosts {
            true => Answer::Yes,
            false => Answer::unless(!asked.complete),
        }
    }
}

/// Whether an action logs people in, or hands requests to other groups.
fn does_more(action: &Action<'_>, own: &HashSet<ResourceId>) -> Answer {
    match action.kind() {
        None => Answer::Unknown,
        Some("authenticate-oidc" | "authenticate-cognito") => Answer::Yes,
        Some("forward") => {
            let groups = action.target_groups();
            let others = groups
                .iter()
                .map(|(group, how)| match own.contains(&group.id()) {
                    true => Answer::No,
                    false if *how <= Confidence::SameKey => Answer::Yes,
                    false => Answer::Unknown,
                });
            match groups.is_empty() {
                true => Answer::Unknown,
                false => Answer::any(others),
            }
        }
        Some(_) => Answer::No,
    }
}
