//! The smallest change to the front in use that meets every need: edits to it,
//! something before it, or another front.

use super::choice::Candidate;
use super::snippet;
use crate::facts::{Backend, Front, Fronting, Need, Needed, Offer};
use crate::graph::Entry;

/// What to do so that the needs are met.
pub struct Change {
    /// The front that comes out of it.
    pub to: Fronting,
    pub edits: Vec<Edit>,
    /// The needs that stay unmet.
    pub left: Vec<Needed>,
}

/// One thing to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What to do, as an order.
    pub what: String,
    /// Terraform that does it, where a few lines do.
    pub snippet: Option<String>,
}

impl Change {
    /// All of it on one line.
    pub fn summary(&self) -> String {
        let edits: Vec<&str> = self.edits.iter().map(|edit| edit.what.as_str()).collect();
        edits.join("; ")
    }
}

/// What is to be done to a front for the needs that it does not meet; `None`
/// when it meets them all.
pub(super) fn smallest(
    entry: &Entry<'_>,
    unmet: &[&Needed],
    needs: &[Needed],
    candidates: &[Candidate],
    backend: Backend,
) -> Option<Change> {
    if unmet.is_empty() {
        return None;
    }
    let staying = change(entry, entry.fronting, unmet, backend);
    let before = before(entry.fronting)
        .into_iter()
        .map(|fronting| change(entry, fronting, unmet, backend));
    let others = candidates
        .iter()
        .filter(|candidate| candidate.fronting.front != entry.fronting.front)
        .map(|candidate| replacement(entry, candidate, needs, backend));
    let all = std::iter::once(staying).chain(before).chain(others);
    all.min_by_key(|(change, edits)| (change.left.len(), *edits))
        .map(|(change, _)| change)
}

/// What may be put before a front that stays.
fn before(fronting: Fronting) -> Vec<Fronting> {
    let mut fronts = Vec::new();
    if !fronting.cloudfront && fronting.front != Front::NlbAlb {
        fronts.push(Fronting {
            cloudfront: true,
            ..fronting
        });
    }
    if !fronting.cloudfront && fronting.front == Front::Alb {
        fronts.push(Fronting {
            front: Front::NlbAlb,
            ..fronting
        });
    }
    fronts
}

/// The change to a front that stays, perhaps with another before it, and how
/// many resources it touches.
fn change(entry: &Entry<'_>, to: Fronting, unmet: &[&Needed], backend: Backend) -> (Change, usize) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut left = Vec::new();
    let mut weight = 0;
    if to != entry.fronting {
        edits.push(put_before(entry, to));
        // A distribution with its lock; a load balancer with its group.
        weight += 3;
    }
    for needed in unmet {
        if to.offers(needed, backend).offer == Offer::No {
            left.push((*needed).clone());
            continue;
        }
        let Some(edit) = edit(entry, to, needed) else {
            continue;
        };
        if !edits.contains(&edit) {
            weight += 1;
            edits.push(edit);
        }
    }
    (Change { to, edits, left }, weight)
}

fn put_before(entry: &Entry<'_>, to: Fronting) -> Edit {
    let address = entry.address();
    let what = match to.front {
        Front::NlbAlb => format!(
            "put a network load balancer with Elastic IPs before `{address}` (target type `alb`)"
        ),
        _ => format!(
            "put a CloudFront distribution before `{address}` and lock it to that distribution"
        ),
    };
    Edit {
        what,
        snippet: None,
    }
}

/// Moving to another front.
fn replacement(
    entry: &Entry<'_>,
    candidate: &Candidate,
    needs: &[Needed],
    backend: Backend,
) -> (Change, usize) {
    let pairs = needs.iter().zip(&candidate.cells);
    let left: Vec<Needed> = pairs
        .filter(|(_, cell)| cell.offer == Offer::No)
        .map(|(needed, _)| needed.clone())
        .collect();
    let to = candidate.fronting;
    let edit = Edit {
        what: format!("replace `{}` by {}", entry.address(), to.words()),
        snippet: None,
    };
    let change = Change {
        to,
        edits: vec![edit],
        left,
    };
    (change, to.resources(backend) + candidate.via())
}

/// What to write for one need on a front; nothing where the front does it as it is.
fn edit(entry: &Entry<'_>, to: Fronting, needed: &Needed) -> Option<Edit> {
    let what = match edge(to, needed.need) {
        Some(order) => format!("{order} on the distribution"),
        None => {
            let order = order(entry.fronting.front, needed)?;
            format!("{order} ({})", place(entry, needed.need))
        }
    };
    Some(Edit {
        what,
        snippet: snippet::of(entry, to, needed),
    })
}

/// What the distribution does, where there is one and it is its part.
fn edge(to: Fronting, need: Need) -> Option<&'static str> {
    if !to.cloudfront {
        return None;
    }
    let native = !matches!(to.front, Front::Alb | Front::RestApi);
    Some(match need {
        Need::EdgeCache => "set a cache policy that caches",
        Need::Http3 => "set `http_version = \"http2and3\"`",
        Need::Compression => "set `compress = true` and a cache policy with gzip and Brotli",
        Need::Mtls => "add `viewer_mtls_config` with mode `required` and a trust store",
        Need::Tls13Only => "set `minimum_protocol_version = \"TLSv1.3_2025\"`",
        Need::CustomDomain => "set `aliases` and a certificate",
        Need::Waf if native => "set `web_acl_id` to a web ACL of scope CLOUDFRONT",
        _ => return None,
    })
}

/// Where to write it.
fn place(entry: &Entry<'_>, need: Need) -> String {
    let on_rules = matches!(
        need,
        Need::Jwt
            | Need::OidcLogin
            | Need::Cognito
            | Need::IamAuth
            | Need::LambdaAuth
            | Need::ApiKeys
    );
    let inner = entry.guards().filter(|_| on_rules);
    format!("`{}`", inner.unwrap_or(entry.address()))
}

/// What to do on a front for a need, as an order.
fn order(front: Front, needed: &Needed) -> Option<String> {
    let text = match (needed.need, front) {
        (Need::Jwt, Front::Alb | Front::NlbAlb) => match needed.audience() {
            Some(_) => {
                "put an action `jwt-validation`, with a claim for the audience, before the forward"
            }
            None => "put an action `jwt-validation` before the forward",
        },
        (Need::Jwt, Front::HttpApi) => "give the routes a JWT authorizer",
        (Need::Jwt, Front::RestApi) => "give the methods a Cognito or a Lambda authorizer",
        (Need::Jwt | Need::Cognito | Need::LambdaAuth, Front::WebsocketApi) => {
            "give `$connect` an authorizer of type REQUEST"
        }
        (Need::Cognito, Front::RestApi) => {
            "give the methods an authorizer of type COGNITO_USER_POOLS"
        }
        (Need::Cognito, Front::HttpApi) => {
            "give the routes a JWT authorizer with the pool as issuer"
        }
        (Need::Cognito, Front::Alb | Front::NlbAlb) => {
            "put an action `authenticate-cognito` or `jwt-validation` before the forward"
        }
        (Need::OidcLogin, Front::Alb | Front::NlbAlb) => {
            "put an action `authenticate-oidc` before the forward"
        }
        (Need::IamAuth, Front::RestApi) => "set `authorization = \"AWS_IAM\"` on the methods",
        (Need::IamAuth, Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl) => {
            "set `authorization_type = \"AWS_IAM\"`"
        }
        (Need::LambdaAuth, Front::RestApi) => {
            "give the methods an authorizer of type REQUEST or TOKEN"
        }
        (Need::LambdaAuth, Front::HttpApi) => "give the routes an authorizer of type REQUEST",
        (Need::Mtls, Front::Alb | Front::NlbAlb) => {
            "set `mutual_authentication` with mode `verify` and a trust store on the HTTPS listener"
        }
        (Need::Mtls, Front::RestApi | Front::HttpApi) => {
            "map a domain with `mutual_tls_authentication` and disable the execute-api endpoint"
        }
        (Need::ApiKeys, _) => "set `api_key_required`, with a usage plan and keys",
        (Need::UsageQuota, _) => "add a usage plan with `quota_settings`",
        (Need::PerClientRateLimit, Front::RestApi | Front::WebsocketApi) => {
            "add a usage plan with `throttle_settings` for each client's key"
        }
        (Need::PerClientRateLimit | Need::RateLimit, Front::Alb | Front::NlbAlb) => {
            "associate a web ACL with a rate-based rule"
        }
        (Need::RateLimit, Front::RestApi) => "set `throttling_rate_limit` in method settings",
        (Need::RateLimit, Front::HttpApi | Front::WebsocketApi) => {
            "set `throttling_rate_limit` in the stage's `default_route_settings`"
        }
        (Need::RateLimit, Front::FunctionUrl) => "reserve concurrency for the function",
        (Need::RequestValidation, Front::RestApi) => {
            "give the methods a request validator and models"
        }
        (Need::ResponseCache, Front::RestApi) => {
            "set `cache_cluster_enabled` on the stage and `caching_enabled` in method settings"
        }
        (Need::Grpc, Front::Alb | Front::NlbAlb) => {
            "set `protocol_version = \"GRPC\"` on the target group, behind an HTTPS listener"
        }
        (Need::Streaming, Front::RestApi) => {
            "set `response_transfer_mode = \"STREAM\"` on the integrations"
        }
        (Need::Streaming, Front::FunctionUrl) => "set `invoke_mode = \"RESPONSE_STREAM\"`",
        (Need::LongRequest, _) => return Some(wait(front, needed.seconds())),
        (Need::Waf, Front::Alb | Front::NlbAlb) => "associate a web ACL of scope REGIONAL",
        (Need::Waf, Front::RestApi) => "associate a web ACL of scope REGIONAL with the stage",
        (Need::CustomDomain, Front::RestApi | Front::HttpApi | Front::WebsocketApi) => {
            "add a domain name with a certificate and map it to the stage"
        }
        (Need::CustomDomain, _) => "add a record and a certificate for the name",
        (Need::Private, Front::Alb | Front::Nlb | Front::NlbAlb) => "set `internal = true`",
        (Need::Private, Front::RestApi) => {
            "make the endpoint PRIVATE, with a resource policy for the VPC endpoint"
        }
        (Need::StaticIp, Front::Nlb | Front::NlbAlb) => {
            "give each `subnet_mapping` an Elastic IP by `allocation_id`"
        }
        (Need::HealthChecks, _) => "set `health_check` with `enabled = true` on the target group",
        (Need::StickySessions, _) => "set `stickiness` on the target group",
        (Need::Cors, Front::HttpApi) => "set `cors_configuration`",
        (Need::Cors, Front::FunctionUrl) => "set `cors`",
        (Need::Compression, Front::RestApi) => "set `minimum_compression_size`",
        (Need::AccessLogs, Front::Alb | Front::Nlb | Front::NlbAlb) => {
            "set `access_logs` with a bucket and `enabled = true`"
        }
        (Need::AccessLogs, _) => "set `access_log_settings` on the stage",
        (Need::Tracing, Front::RestApi) => "set `xray_tracing_enabled = true` on the stage",
        (Need::Tls13Only, Front::Alb | Front::Nlb | Front::NlbAlb) => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-3-2021-06\"` on the listener"
        }
        (Need::PostQuantumTls, Front::Alb | Front::Nlb | Front::NlbAlb) => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09\"` on the listener"
        }
        (Need::FipsTls, Front::Alb | Front::Nlb | Front::NlbAlb) => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04\"` on the listener"
        }
        (Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls, Front::RestApi) => {
            "map a domain whose `security_policy` is one for it"
        }
        _ => return None,
    };
    Some(text.to_owned())
}

/// What makes a front wait so many seconds.
fn wait(front: Front, seconds: f64) -> String {
    let seconds = seconds.ceil();
    match front {
        Front::Alb | Front::NlbAlb => {
            format!(
                "set `idle_timeout` to at least {seconds}, and the function's `timeout` where one answers"
            )
        }
        Front::RestApi => format!(
            "raise `timeout_milliseconds` to at least {}000, which above 29000 takes a raised quota or streaming",
            seconds
        ),
        _ => format!("raise the timeouts on the way to at least {seconds} seconds"),
    }
}
