//! Ways: from the client, through whatever fronts it, to a service.

use super::{
    Answer, Distribution, Forwarder, Graph, HttpRoute, Integration, LoadBalancer, RestMethod,
    Service, TargetGroup,
};
use crate::plan::{Confidence, ResourceId};

/// One way from a client to a service, the client's end first.
pub struct Way<'g> {
    pub steps: Vec<Step<'g>>,
    /// Whether every link on it is sure.
    pub sure: bool,
}

/// A stop on a way.
#[derive(Clone)]
pub enum Step<'g> {
    Distribution(Distribution<'g>),
    Method(RestMethod<'g>),
    Route(HttpRoute<'g>),
    Integration(Integration<'g>),
    LoadBalancer(LoadBalancer<'g>),
    Forwarder(Forwarder<'g>),
    Group(TargetGroup<'g>),
    Service(Service<'g>),
}

/// A network load balancer stands before an application load balancer at most.
const BALANCERS_IN_A_ROW: usize = 2;

impl<'p> Graph<'p> {
    /// All ways to a service that the plan shows.
    pub fn ways_to(&self, service: &Service<'_>) -> Vec<Way<'_>> {
        let id = service.node.id;
        let mut ways = self.ways_by_api(id);
        for (group, how) in self.groups_of(id) {
            for (forwarder, forwarded) in self.forwarders_to(group) {
                let tail = [
                    Step::Group(self.target_group(group)),
                    Step::Service(self.service(id)),
                ];
                let sure = how.max(forwarded) <= Confidence::SameKey;
                ways.extend(self.ways_through(&forwarder).into_iter().map(|mut way| {
                    way.steps.extend(tail.clone());
                    way.sure &= sure;
                    way
                }));
            }
        }
        ways
    }

    /// All ways to a rule or default action, whatever it forwards to.
    pub fn ways_through<'g>(&'g self, forwarder: &Forwarder<'g>) -> Vec<Way<'g>> {
        let balancer = forwarder
            .listener()
            .and_then(|listener| listener.load_balancer());
        let fronts = match &balancer {
            Some(balancer) => self.fronts_before(balancer, BALANCERS_IN_A_ROW),
            None => vec![Vec::new()],
        };
        let ways = fronts.into_iter().map(|mut steps| {
            steps.push(Step::Forwarder(forwarder.clone()));
            Way { steps, sure: true }
        });
        ways.collect()
    }

    /// The resource and the aliases that point to it.
    pub(super) fn names_of(&self, id: ResourceId) -> Vec<(ResourceId, Confidence)> {
        let aliases = self.referrers(id, "aws_lambda_alias", "function_name");
        std::iter::once((id, Confidence::Exact))
            .chain(aliases.map(|link| (link.from, link.how)))
            .collect()
    }

    /// Rules and default actions that forward to a target group.
    fn forwarders_to(&self, group: ResourceId) -> Vec<(Forwarder<'_>, Confidence)> {
        let direct = ["target_group_arn", "arn"];
        let rules = direct
            .into_iter()
            .flat_map(|attribute| self.referrers(group, "aws_lb_listener_rule", attribute))
            .map(|link| (Forwarder::Rule(self.rule(link.from)), link.how));
        let defaults = direct
            .into_iter()
            .flat_map(|attribute| self.referrers(group, "aws_lb_listener", attribute))
            .map(|link| (Forwarder::Default(self.listener(link.from)), link.how));
        rules.chain(defaults).collect()
    }

    /// What stands before a load balancer, up to and with itself: nothing, a
    /// distribution, an API's private integration, another load balancer.
    fn fronts_before<'g>(
        &'g self,
        balancer: &LoadBalancer<'g>,
        in_a_row: usize,
    ) -> Vec<Vec<Step<'g>>> {
        let own = Step::LoadBalancer(balancer.clone());
        let distributions = self.origins_before(balancer.id()).into_iter();
        let distributions =
            distributions.map(|(distribution, _)| vec![Step::Distribution(distribution)]);
        let mut before: Vec<Vec<Step<'g>>> = distributions.collect();
        for integration in self.integrations_to(balancer) {
            before.extend(self.entrances_of(integration));
        }
        if in_a_row > 1 {
            for (group, _) in self.groups_of(balancer.id()) {
                for (forwarder, _) in self.forwarders_to(group) {
                    let front = forwarder
                        .listener()
                        .and_then(|listener| listener.load_balancer());
                    let Some(front) = front else { continue };
                    for mut steps in self.fronts_before(&front, in_a_row - 1) {
                        steps.push(Step::Forwarder(forwarder.clone()));
                        before.push(steps);
                    }
                }
            }
        }
        // Whatever has addresses on the internet is a way by itself.
        if before.is_empty() || balancer.is_public() != Answer::No {
            before.insert(0, Vec::new());
        }
        for steps in &mut before {
            steps.push(own.clone());
        }
        before
    }

    /// Integrations of APIs that lead to a load balancer.
    fn integrations_to(&self, balancer: &LoadBalancer<'_>) -> Vec<ResourceId> {
        const REST: &str = "aws_api_gateway_integration";
        let id = balancer.id();
        let listeners = balancer.listeners();
        let private = listeners.iter().flat_map(|listener| {
            self.referrers(
                listener.id(),
                "aws_apigatewayv2_integration",
                "integration_uri",
            )
        });
        let linked = self
            .referrers(id, "aws_api_gateway_vpc_link", "target_arns")
            .flat_map(|link| self.referrers(link.from, REST, "connection_id"));
        private
            .chain(self.referrers(id, REST, "integration_target"))
            .chain(self.referrers(id, REST, "uri"))
            .chain(linked)
            .map(|link| link.from)
            .collect()
    }

    /// The routes or methods that hand requests to an integration, each with it.
    fn entrances_of(&self, integration: ResourceId) -> Vec<Vec<Step<'_>>> {
        let routes = self
            .referrers(integration, "aws_apigatewayv2_route", "target")
            .map(|link| Step::Route(self.http_route(link.from)));
        let methods = self.methods_of(integration).into_iter().map(Step::Method);
        let own = Step::Integration(self.integration(integration));
        routes
            .chain(methods)
            .map(|entrance| vec![entrance, own.clone()])
            .collect()
    }

    /// Ways through an API's own integration.
    fn ways_by_api(&self, service: ResourceId) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        for (name, how) in self.names_of(service) {
            let http = self.referrers(name, "aws_apigatewayv2_integration", "integration_uri");
            let rest = self.referrers(name, "aws_api_gateway_integration", "uri");
            for link in http.chain(rest) {
                for mut steps in self.entrances_of(link.from) {
                    steps.push(Step::Service(self.service(service)));
                    ways.push(Way {
                        steps,
                        sure: link.how.max(how) <= Confidence::SameKey,
                    });
                }
            }
        }
        ways
    }
}

impl<'g> Way<'g> {
    /// Whether some front on this way verifies bearer tokens.
    pub fn verifies_jwt(&self) -> Answer {
        Answer::any(self.steps.iter().map(|step| match step {
            // Code at the edge may verify anything.
            Step::Distribution(distribution) => match distribution.runs_code() {
                Answer::No => Answer::No,
                Answer::Yes | Answer::Unknown => Answer::Unknown,
            },
            Step::Route(route) => route.verifies_jwt(),
            Step::Method(method) => method.verifies_jwt(),
            Step::Forwarder(forwarder) => forwarder.verifies_jwt(),
            Step::Integration(_) | Step::LoadBalancer(_) | Step::Group(_) | Step::Service(_) => {
                Answer::No
            }
        }))
    }

    /// The application load balancer's rule or default action on this way, if
    /// there is one.
    pub fn forwarder(&self) -> Option<&Forwarder<'g>> {
        self.steps.iter().find_map(|step| match step {
            Step::Forwarder(forwarder) => Some(forwarder),
            _ => None,
        })
    }

    pub fn addresses(&self) -> Vec<String> {
        self.steps
            .iter()
            .map(|step| step.address().to_owned())
            .collect()
    }
}

impl<'g> Step<'g> {
    pub fn address(&self) -> &'g str {
        match self {
            Self::Distribution(distribution) => distribution.address(),
            Self::Method(method) => method.address(),
            Self::Route(route) => route.address(),
            Self::Integration(integration) => integration.address(),
            Self::LoadBalancer(balancer) => balancer.address(),
            Self::Forwarder(Forwarder::Rule(rule)) => rule.address(),
            Self::Forwarder(Forwarder::Default(listener)) => listener.address(),
            Self::Group(group) => group.address(),
            Self::Service(service) => service.address(),
        }
    }
}
