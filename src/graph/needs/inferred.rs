//! Needs that a plan shows without anyone having declared them. They are hints
//! for whoever writes the configuration, never grounds for a finding.

use crate::answer::Answer;
use crate::facts::{Front, Need, Needed};
use crate::graph::architecture::Graph;
use crate::graph::lambda::Function;
use crate::graph::ways::{Endpoint, Service, Step};
use crate::plan::{Attr, ResourceId};

/// A need that the plan shows, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredNeed {
    pub need: Need,
    /// What shows it: names alone, never values.
    pub evidence: String,
    pub address: String,
}

/// Words in the names of environment variables that speak of verifying tokens.
const TOKEN_WORDS: [&str; 5] = ["JWKS", "ISSUER", "OIDC", "JWT", "COGNITO_USER_POOL"];

/// What is seen so far; of each need the first evidence.
struct Finder<'g> {
    graph: &'g Graph<'g>,
    declared: &'g [Needed],
    seen: Vec<InferredNeed>,
}

impl Finder<'_> {
    fn see(&mut self, need: Need, at: ResourceId, evidence: impl Into<String>) {
        let known = self.declared.iter().any(|needed| needed.need == need)
            || self.seen.iter().any(|seen| seen.need == need);
        if !known {
            self.seen.push(InferredNeed {
                need,
                evidence: evidence.into(),
                address: self.graph.address(at).to_owned(),
            });
        }
    }

    fn in_function(&mut self, function: &Function<'_>, entries: &[Endpoint<'_>]) {
        for key in function.names_in_environment() {
            let name = key.to_ascii_uppercase();
            if TOKEN_WORDS.iter().any(|word| name.contains(word)) {
                let evidence = format!("its environment has a variable `{key}`");
                self.see(Need::Jwt, function.id(), evidence);
            }
        }
        let waits = entries.iter().filter_map(Endpoint::least_wait);
        let least = waits.min_by(f64::total_cmp);
        if let (Some(timeout), Some(least)) = (function.timeout(), least)
            && timeout > least
        {
            let evidence = format!("it may run for {timeout} seconds, and its front waits {least}");
            self.see(Need::LongRequest, function.id(), evidence);
        }
    }

    fn at_front(&mut self, entry: &Endpoint<'_>) {
        let at = entry.front.id;
        match entry.fronting.front {
            Front::WebsocketApi => {
                self.see(Need::Websocket, at, "clients come by a WebSocket API");
            }
            Front::RestApi => {
                let graph = self.graph;
                let plan = graph.referrers(at, "aws_api_gateway_usage_plan", "api_id");
                if let Some(link) = plan.into_iter().next() {
                    self.see(Need::UsageQuota, link.from, "a usage plan is for its API");
                }
            }
            Front::FunctionUrl
                if entry.front.text("invoke_mode") == Attr::Known("RESPONSE_STREAM") =>
            {
                self.see(Need::Streaming, at, "its URL streams responses");
            }
            _ => {}
        }
    }

    fn at_step(&mut self, step: &Step<'_>) {
        match step {
            Step::Group(group) => {
                if group.node.text("protocol_version") == Attr::Known("GRPC") {
                    self.see(Need::Grpc, group.id(), "its target group speaks gRPC");
                }
                if group.keeps_clients() == Answer::Yes {
                    let evidence = "its target group keeps a client to one target";
                    self.see(Need::StickySessions, group.id(), evidence);
                }
            }
            Step::Integration(integration)
                if integration.node.text("response_transfer_mode") == Attr::Known("STREAM") =>
            {
                let evidence = "its integration streams responses";
                self.see(Need::Streaming, integration.node.id, evidence);
            }
            Step::Method(method) => {
                if method.node.bool("api_key_required") == Attr::Known(true) {
                    self.see(
                        Need::ApiKeys,
                        method.node.id,
                        "a method asks for an API key",
                    );
                }
                if !method.node.text("request_validator_id").is_unset() {
                    let evidence = "a method validates requests";
                    self.see(Need::RequestValidation, method.node.id, evidence);
                }
            }
            _ => {}
        }
    }
}

impl Service<'_> {
    /// The needs that the plan shows for it, beyond those declared.
    pub fn inferred_needs(
        &self,
        entries: &[Endpoint<'_>],
        declared: &[Needed],
    ) -> Vec<InferredNeed> {
        let mut finder = Finder {
            graph: self.graph,
            declared,
            seen: Vec::new(),
        };
        if let Some(function) = self.graph.function(self.node.id) {
            finder.in_function(&function, entries);
        }
        for entry in entries {
            finder.at_front(entry);
            for step in entry.ways.iter().flat_map(|way| &way.steps) {
                finder.at_step(step);
            }
        }
        finder.seen
    }
}
