//! What to do on a front for a need, as an order.

use crate::facts::{Backend, Front, FrontStack, Need, Needed, Offer};

/// What to do on a front for a need; `None` where it cannot be met there.
pub(super) fn order(to: FrontStack, needed: &Needed, backend: Backend) -> Option<String> {
    let cell = to.offers(needed, backend);
    if cell.offer == Offer::No || cell.takes_distribution() {
        return None;
    }
    if let Some(text) = edge(to, needed.need) {
        return Some(text.to_owned());
    }
    match needed.need {
        Need::LongRequest => wait(to, needed.seconds(), backend),
        // What passes as it is takes no setting.
        Need::LargeResponse if cell.offer == Offer::Native => None,
        _ if cell.takes_hashes() => Some(HASHES.to_owned()),
        _ => match (own(to.front, needed), cell.offer) {
            (Some(text), _) => Some(text.to_owned()),
            (None, Offer::Via(means)) => Some(format!("add {means}")),
            (None, _) => None,
        },
    }
}

const HASHES: &str = "let clients send `x-amz-content-sha256`, the hash of the body, with each PUT and POST: an origin access control does not hash bodies";

/// Whether the order is for what stands before the front.
pub(super) fn is_for_edge(to: FrontStack, needed: &Needed) -> bool {
    edge(to, needed.need).is_some() || (to.cloudfront && own(to.front, needed).is_none())
}

/// What keeps clients from going around a distribution, as an order.
pub(super) fn lock(front: Front) -> &'static str {
    match front {
        Front::Alb | Front::NlbAlb | Front::Nlb => {
            "lock the load balancer to it: internal, and reached by a VPC origin"
        }
        Front::FunctionUrl => {
            "lock the URL to it: `authorization_type = \"AWS_IAM\"` and an origin access control of type `lambda`; clients then have to send `x-amz-content-sha256`, the hash of the body, with each PUT and POST"
        }
        Front::RestApi => {
            "lock the API to it: a custom domain, `disable_execute_api_endpoint = true`, and a key or a secret header that the distribution adds"
        }
        Front::HttpApi | Front::WebsocketApi => {
            "lock the API to it: a secret header that the distribution adds and an authorizer checks, or mutual TLS to the origin"
        }
    }
}

/// What the distribution does, where there is one and it is its part.
fn edge(to: FrontStack, need: Need) -> Option<&'static str> {
    if !to.cloudfront {
        return None;
    }
    let own_rate = matches!(
        to.front,
        Front::RestApi | Front::HttpApi | Front::WebsocketApi
    );
    let own_clients = matches!(to.front, Front::RestApi | Front::WebsocketApi);
    Some(match need {
        Need::Waf => "set `web_acl_id` of the distribution to a web ACL of scope CLOUDFRONT",
        Need::RateLimit if !own_rate => "give the distribution a web ACL with a rate-based rule",
        Need::PerClientRateLimit if !own_clients => {
            "give the distribution a web ACL with a rate-based rule"
        }
        Need::Cors
            if !matches!(
                to.front,
                Front::RestApi | Front::HttpApi | Front::FunctionUrl
            ) =>
        {
            "give the distribution's behavior a response headers policy with `cors_config`"
        }
        Need::Grpc if to.front == Front::Nlb => {
            "set `grpc_config` with `enabled = true` in the distribution's behavior"
        }
        Need::Grpc => {
            "set `grpc_config` with `enabled = true` in the distribution's behavior, and `protocol_version = \"GRPC\"` on the target group"
        }
        Need::EdgeCache => "give the distribution's behavior a cache policy that caches",
        Need::ResponseCache if to.front != Front::RestApi => {
            "give the distribution's behavior a cache policy that caches"
        }
        Need::Http3 => "set `http_version = \"http2and3\"` on the distribution",
        Need::Compression => {
            "set `compress = true` in the distribution's behavior, with a cache policy that takes gzip and Brotli"
        }
        Need::Mtls => {
            "give the distribution `viewer_mtls_config` with mode `required` and a trust store"
        }
        Need::Tls13Only => {
            "set `minimum_protocol_version = \"TLSv1.3_2025\"` on the distribution, with a certificate of its own"
        }
        Need::CustomDomain => "give the distribution `aliases` and a certificate of us-east-1",
        _ => return None,
    })
}

/// What to do on the front itself.
fn own(front: Front, needed: &Needed) -> Option<&'static str> {
    match front {
        Front::Alb | Front::NlbAlb => alb(needed),
        Front::Nlb => nlb(needed.need),
        Front::RestApi => rest(needed.need),
        Front::HttpApi => http(needed.need),
        Front::WebsocketApi => websocket(needed.need),
        Front::FunctionUrl => url(needed.need),
    }
}

fn alb(needed: &Needed) -> Option<&'static str> {
    Some(match needed.need {
        Need::Jwt if needed.audience().is_some() => {
            "put an action `jwt-validation`, with a claim for the audience, before the forward"
        }
        Need::Jwt => {
            "put an action `jwt-validation`, with a claim for the audience, before the forward: RS256 alone, on an HTTPS listener"
        }
        Need::Cognito => {
            "put an action `authenticate-cognito` (logins) or `jwt-validation` (tokens) before the forward"
        }
        Need::OidcLogin => {
            "put an action `authenticate-oidc` before the forward, on an HTTPS listener"
        }
        Need::Mtls => {
            "set `mutual_authentication` with mode `verify` and a trust store on the HTTPS listener"
        }
        Need::PerClientRateLimit | Need::RateLimit => {
            "associate a web ACL of scope REGIONAL with a rate-based rule"
        }
        Need::RequestValidation => {
            "associate a web ACL whose rules refuse what is too large or of the wrong shape"
        }
        Need::Waf => "associate a web ACL of scope REGIONAL",
        Need::Grpc => {
            "set `protocol_version = \"GRPC\"` on the target group, behind an HTTPS listener"
        }
        Need::StaticIp => "give each `subnet_mapping` of the network load balancer an Elastic IP",
        Need::HealthChecks => "set `health_check` with `enabled = true` on the target group",
        Need::Cors => "let the backend answer preflights",
        _ => return balancer(needed.need),
    })
}

fn nlb(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::Mtls => "pass TCP through to servers that verify certificates",
        Need::Http3 => "pass QUIC through to servers that speak HTTP/3",
        Need::StaticIp => "give each `subnet_mapping` an Elastic IP by `allocation_id`",
        Need::AccessLogs => {
            "set `access_logs` with a bucket and `enabled = true`: it logs what comes by TLS listeners"
        }
        _ => return balancer(need),
    })
}

fn balancer(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::CustomDomain => "add a record and a certificate for the name",
        Need::Private => "set `internal = true`, which makes a new load balancer",
        Need::StickySessions => "set `stickiness` on the target group",
        Need::AccessLogs => "set `access_logs` with a bucket and `enabled = true`",
        Need::Tls13Only => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-3-2021-06\"` on the listener"
        }
        Need::PostQuantumTls => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09\"` on the listener"
        }
        Need::FipsTls => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04\"` on the listener"
        }
        _ => return None,
    })
}

fn rest(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::Jwt => {
            "give the methods a Lambda authorizer, or a Cognito authorizer where a user pool issues the tokens: provider 6.69.1 has no JWT authorizer for REST APIs"
        }
        Need::Cognito => "give the methods an authorizer of type COGNITO_USER_POOLS",
        Need::IamAuth => "set `authorization = \"AWS_IAM\"` on the methods",
        Need::LambdaAuth => "give the methods an authorizer of type REQUEST or TOKEN",
        Need::Mtls => {
            "map a Regional domain with `mutual_tls_authentication` and set `disable_execute_api_endpoint = true`"
        }
        Need::ApiKeys => "set `api_key_required = true` on the methods, with a usage plan and keys",
        Need::UsageQuota => {
            "add a usage plan with `quota_settings`, and set `api_key_required = true` on the methods: it is for callers with keys alone"
        }
        Need::PerClientRateLimit => {
            "add a usage plan with `throttle_settings` and a key for each client, and set `api_key_required = true` on the methods"
        }
        Need::RateLimit => "set `throttling_rate_limit` in method settings",
        Need::RequestValidation => "give the methods a request validator and models",
        Need::ResponseCache => {
            "set `cache_cluster_enabled` on the stage and `caching_enabled` in method settings"
        }
        Need::Openapi => "write the API as an OpenAPI document in its `body`",
        Need::DeveloperPortal => {
            "make the portal outside of Terraform: provider 6.69.1 has no resource for it"
        }
        Need::Streaming | Need::LargeResponse => {
            "set `response_transfer_mode = \"STREAM\"` on the integrations, with the function's `response_streaming_invoke_arn`"
        }
        Need::Waf => "associate a web ACL of scope REGIONAL with the stage",
        Need::Private => "make the endpoint PRIVATE, with a resource policy for the VPC endpoint",
        Need::Cors => "add an OPTIONS method with a MOCK integration to each resource",
        Need::Compression => "set `minimum_compression_size`",
        Need::Tracing => "set `xray_tracing_enabled = true` on the stage",
        Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls => {
            "set a `security_policy` for it on the API and on its Regional domains"
        }
        _ => return api(need),
    })
}

fn http(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::Jwt => "give the routes a JWT authorizer",
        Need::Cognito => "give the routes a JWT authorizer with the pool as issuer",
        Need::IamAuth => "set `authorization_type = \"AWS_IAM\"` on the routes",
        Need::LambdaAuth => "give the routes an authorizer of type REQUEST",
        Need::Mtls => {
            "map a domain with `mutual_tls_authentication` and set `disable_execute_api_endpoint = true`"
        }
        Need::RateLimit => "set `throttling_rate_limit` in the stage's `default_route_settings`",
        Need::Cors => "set `cors_configuration`",
        Need::Openapi => "write the API as an OpenAPI document in its `body`",
        _ => return api(need),
    })
}

fn websocket(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::Jwt | Need::Cognito | Need::LambdaAuth => {
            "give `$connect` an authorizer of type REQUEST"
        }
        Need::IamAuth => "set `authorization_type = \"AWS_IAM\"` on `$connect`",
        Need::ApiKeys => "set `api_key_required = true` on `$connect`, with a usage plan and keys",
        Need::UsageQuota => "add a usage plan with `quota_settings`",
        Need::PerClientRateLimit => {
            "add a usage plan with `throttle_settings`, and give each client a key"
        }
        Need::RateLimit => "set `throttling_rate_limit` in the stage's `default_route_settings`",
        Need::RequestValidation => "give the routes models",
        _ => return api(need),
    })
}

fn api(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::CustomDomain => "add a domain name with a certificate, and map it to the stage",
        Need::AccessLogs => "set `access_log_settings` on the stage",
        _ => return None,
    })
}

fn url(need: Need) -> Option<&'static str> {
    Some(match need {
        Need::IamAuth => "set `authorization_type = \"AWS_IAM\"`",
        Need::RateLimit => "reserve concurrency for the function",
        Need::Streaming | Need::LargeResponse => "set `invoke_mode = \"RESPONSE_STREAM\"`",
        Need::Cors => "set `cors`",
        Need::Tracing => "set `tracing_config` of the function to `Active`",
        _ => return None,
    })
}

/// What makes a front wait so many seconds.
fn wait(to: FrontStack, seconds: f64, backend: Backend) -> Option<String> {
    let seconds = seconds.ceil();
    let mut settings = Vec::new();
    let mut at_least =
        |what: &str, least: f64| settings.push(format!("{what} be at least {least}"));
    match to.front {
        Front::Alb | Front::NlbAlb => at_least("`idle_timeout` of the load balancer", seconds),
        Front::RestApi => at_least(
            "`timeout_milliseconds` of the integration (above 29000 with a raised quota on a Regional API, or with response streaming)",
            seconds * 1_000.0,
        ),
        Front::HttpApi | Front::WebsocketApi => at_least(
            "`timeout_milliseconds` of the integration",
            seconds * 1_000.0,
        ),
        Front::Nlb | Front::FunctionUrl => {}
    }
    if backend == Backend::Function {
        at_least("`timeout` of the function", seconds);
    }
    if to.cloudfront {
        at_least("`origin_read_timeout` of the distribution", seconds);
    }
    let all = super::choice::list(&settings);
    (!settings.is_empty()).then(|| format!("let {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a plan can show to be missing there is an order for, wherever it can be met.
    #[test]
    fn there_is_an_order_for_all_that_can_be_set_up() {
        let mut missing = Vec::new();
        for need in Need::all().filter(|need| need.capability().takes_setting) {
            for to in FrontStack::all() {
                for backend in [Backend::Function, Backend::Server] {
                    let needed = Needed::from(need);
                    let cell = to.offers(&needed, backend);
                    let possible = cell.offer != Offer::No && !cell.takes_distribution();
                    let nothing_to_do = is_always_on(to, need);
                    if possible && !nothing_to_do && to.front.reaches(backend) {
                        let order = order(to, &needed, backend);
                        if order.is_none() {
                            missing.push(format!("{} on {to}", need.name()));
                        }
                    }
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    /// What such a front does without being asked.
    fn is_always_on(to: FrontStack, need: Need) -> bool {
        match need {
            Need::Streaming => !matches!(to.front, Front::RestApi | Front::FunctionUrl),
            Need::StickySessions => to.front == Front::WebsocketApi,
            Need::HealthChecks => to.front == Front::Nlb,
            Need::Grpc | Need::LongRequest => to.front == Front::Nlb && !to.cloudfront,
            Need::AccessLogs => to.cloudfront || to.front == Front::FunctionUrl,
            Need::PostQuantumTls => to.cloudfront,
            _ => false,
        }
    }
}
