//! Needs that a plan shows without anybody having declared them. They are hints
//! for whoever writes the configuration, never grounds for a finding.

use super::{Entry, Graph, Service, Step};
use crate::facts::{Front, Need, Needed};
use crate::plan::{Attr, ResourceId};

/// A need that the plan shows, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub need: Need,
    /// Where it is seen: names alone, never values.
    pub evidence: String,
    pub address: String,
}

/// Words in the names of environment variables that speak of verifying tokens.
const TOKEN_WORDS: [&str; 5] = ["JWKS", "ISSUER", "OIDC", "JWT", "COGNITO_USER_POOL"];

impl<'p> Graph<'p> {
    /// The needs that the plan shows for a service, beyond those declared.
    pub fn seen_needs(
        &self,
        service: &Service<'_>,
        entries: &[Entry<'_>],
        declared: &[Needed],
    ) -> Vec<Seen> {
        let mut seen = Vec::new();
        let mut see = |need: Need, at: ResourceId, evidence: String| {
            let address = self.address(at).to_owned();
            let known = declared.iter().any(|needed| needed.need == need)
                || seen.iter().any(|seen: &Seen| seen.need == need);
            if !known {
                seen.push(Seen {
                    need,
                    evidence,
                    address,
                });
            }
        };
        if let Some(function) = self.function(service.node.id) {
            let environment = function.node.blocks("environment").nodes;
            let keys = environment.iter().flat_map(|block| block.map("variables"));
            for (key, _) in keys {
                let name = key.to_ascii_uppercase();
                if TOKEN_WORDS.iter().any(|word| name.contains(word)) {
                    let evidence = format!("its environment names `{key}`");
                    see(Need::Jwt, function.id(), evidence);
                }
            }
            if let Some(timeout) = function.timeout().filter(|timeout| *timeout > 30.0) {
                let evidence = format!("it may run for {timeout} seconds");
                see(Need::LongRequest, function.id(), evidence);
            }
        }
        for entry in entries {
            let at = entry.front.id;
            match entry.fronting.front {
                Front::WebsocketApi => {
                    see(
                        Need::Websocket,
                        at,
                        "clients come by a WebSocket API".to_owned(),
                    );
                }
                Front::RestApi => {
                    let type_name = "aws_api_gateway_usage_plan";
                    if let Some(link) = self.referrers(at, type_name, "api_id").next() {
                        let evidence = "a usage plan covers its API".to_owned();
                        see(Need::UsageQuota, link.from, evidence);
                    }
                }
                _ => {}
            }
            for step in entry.ways.iter().flat_map(|way| &way.steps) {
                match step {
                    Step::Group(group) => {
                        if group.node.text("protocol_version") == Attr::Known("GRPC") {
                            let evidence = "its target group speaks gRPC".to_owned();
                            see(Need::Grpc, group.id(), evidence);
                        }
                        let sticky = group.node.blocks("stickiness").nodes;
                        let sticky = sticky.iter().filter(|block| block.is_written());
                        let mut sticky = sticky.map(|block| block.bool("enabled").or_default(true));
                        if sticky.any(|enabled| enabled == Some(true)) {
                            let evidence =
                                "its target group keeps clients to one target".to_owned();
                            see(Need::StickySessions, group.id(), evidence);
                        }
                    }
                    Step::Integration(integration) => {
                        let mode = integration.node.text("response_transfer_mode");
                        if mode == Attr::Known("STREAM") {
                            let evidence = "its integration streams responses".to_owned();
                            see(Need::Streaming, integration.node.id, evidence);
                        }
                    }
                    Step::Method(method)
                        if method.node.bool("api_key_required") == Attr::Known(true) =>
                    {
                        let evidence = "a method asks for an API key".to_owned();
                        see(Need::ApiKeys, method.node.id, evidence);
                    }
                    _ => {}
                }
            }
        }
        seen
    }
}
