//! The matrix: what each front offers for each need (facts.md sections 1 and 10, as of
//! 2026-11-24).

use super::needs::Need;
use super::offer::{Cell, Offer};

/// One row: a need, and what each front offers, in the order of the columns.
pub struct Row {
    pub need: Need,
    /// CloudFront, REST, HTTP, WebSocket, ALB, NLB, function URL.
    pub cells: [Cell; 7],
}

pub(super) const CLOUDFRONT: usize = 0;

/// The names of the columns.
pub const COLUMNS: [&str; 7] = [
    "cloudfront",
    "rest-api",
    "http-api",
    "websocket-api",
    "alb",
    "nlb",
    "function-url",
];

/// The row of a need.
pub fn row(need: Need) -> &'static Row {
    MATRIX
        .iter()
        .find(|row| row.need == need)
        .expect("a test finds a row for each need")
}

pub(super) const N: Cell = Cell::new(Offer::Native);
pub(super) const NO: Cell = Cell::new(Offer::No);

const fn via(what: &'static str) -> Cell {
    Cell::new(Offer::Via(what))
}

const EDGE_FUNCTION: Cell = via("a function at the edge");
const WAF_RATE: Cell = via("a rate-based rule of a web ACL");
pub(super) const BEHIND_CDN: Cell = via("a distribution before it");
const AUTHORIZER: Cell = via("a Lambda authorizer on $connect");
const ALIAS: Cell = via("a weighted alias of the function");

const fn needs(need: Need, cells: [Cell; 7]) -> Row {
    Row { need, cells }
}

/// All of it. Columns: CloudFront, REST, HTTP, WebSocket, ALB, NLB, function URL.
pub static MATRIX: &[Row] = &[
    needs(
        Need::Jwt,
        [
            EDGE_FUNCTION,
            N.but("provider 6.69.1 has no resource for it, so in Terraform it takes a Lambda authorizer"),
            N,
            AUTHORIZER,
            N.but("RS256; the audience only where a claim asks for it"),
            NO,
            NO,
        ],
    ),
    needs(Need::OidcLogin, [EDGE_FUNCTION, NO, NO, NO, N, NO, NO]),
    needs(
        Need::Cognito,
        [
            EDGE_FUNCTION,
            N,
            N.but("a JWT authorizer with the pool as issuer"),
            AUTHORIZER,
            N.but("login, or the pool's tokens by `jwt-validation`"),
            NO,
            NO,
        ],
    ),
    needs(
        Need::IamAuth,
        [NO, N, N, N.but("on $connect"), NO, NO, N],
    ),
    needs(
        Need::LambdaAuth,
        [EDGE_FUNCTION, N, N, N.but("on $connect"), NO, NO, NO],
    ),
    needs(
        Need::Mtls,
        [
            N,
            N.but("a Regional custom domain with TLS_1_2"),
            N.but("a custom domain"),
            NO.unverified(),
            N,
            via("TCP passed through to servers that verify"),
            NO,
        ],
    ),
    needs(Need::ApiKeys, [NO, N, NO, N, NO, NO, NO]),
    needs(
        Need::UsageQuota,
        [
            NO,
            N.but("best effort, no guard of costs"),
            NO,
            N.unverified(),
            NO,
            NO,
            NO,
        ],
    ),
    needs(
        Need::RateLimit,
        [
            WAF_RATE,
            N,
            N,
            N,
            WAF_RATE,
            NO,
            via("reserved concurrency of the function"),
        ],
    ),
    needs(
        Need::PerClientRateLimit,
        [WAF_RATE, N.but("a usage plan"), NO, N, WAF_RATE, NO, NO],
    ),
    needs(
        Need::HeaderTransform,
        [
            N,
            N,
            N,
            N,
            N.but("host and URL rewrite, response headers, TLS headers"),
            NO,
            NO,
        ],
    ),
    needs(
        Need::BodyTransform,
        [via("Lambda@Edge"), N, NO, N, NO, NO, NO],
    ),
    needs(
        Need::RequestValidation,
        [
            via("rules of a web ACL"),
            N,
            NO,
            N,
            via("rules of a web ACL"),
            NO,
            NO,
        ],
    ),
    needs(Need::ResponseCache, [N, N, NO, NO, NO, NO, NO]),
    needs(Need::EdgeCache, [N, NO, NO, NO, NO, NO, NO]),
    needs(Need::Websocket, [N, NO, NO, N, N, N, NO]),
    needs(
        Need::Grpc,
        [N, NO, NO, NO, N.but("an HTTPS listener and a GRPC target group"), N, NO],
    ),
    needs(
        Need::Http3,
        [
            N,
            NO,
            NO,
            NO,
            NO,
            via("QUIC passed through to servers that speak it"),
            NO,
        ],
    ),
    needs(
        Need::Streaming,
        [N, N.but("`response_transfer_mode = \"STREAM\"`"), NO, NO, N, N, N],
    ),
    needs(
        Need::LargeRequest,
        [N, N, N, NO.but("128 KB a message"), N, N, N],
    ),
    needs(
        Need::LargeResponse,
        [N, N, N, NO.but("128 KB a message"), N, N, N],
    ),
    needs(
        Need::LongRequest,
        [
            N,
            via("a raised quota, or streaming"),
            NO,
            NO,
            N,
            N,
            N,
        ],
    ),
    needs(
        Need::Waf,
        [N, N.but("on the stage"), BEHIND_CDN, BEHIND_CDN, N, NO, BEHIND_CDN],
    ),
    needs(
        Need::CustomDomain,
        [
            N,
            N,
            N,
            N,
            via("a record and a certificate"),
            via("a record"),
            BEHIND_CDN,
        ],
    ),
    needs(Need::Private, [NO, N, NO, NO, N, N, NO]),
    needs(
        Need::StaticIp,
        [
            NO.but("anycast IP lists give some, at a price of their own"),
            NO,
            NO,
            NO,
            NO.but("Global Accelerator or a network load balancer before it gives some"),
            N.but("Elastic IPs in `subnet_mapping`"),
            NO,
        ],
    ),
    needs(
        Need::MixedBackends,
        [N, N, N, N, N, N, NO.but("one function")],
    ),
    needs(Need::HostRouting, [N, N, N, N, N, NO, NO]),
    needs(
        Need::PathRouting,
        [N, N, N, via("route keys taken from the message"), N, NO, NO],
    ),
    needs(
        Need::HeaderRouting,
        [
            via("a function at the edge"),
            N.but("routing rules of a custom domain"),
            NO,
            NO,
            N,
            NO,
            NO,
        ],
    ),
    needs(Need::MethodRouting, [NO, N, N, NO, N, NO, NO]),
    needs(
        Need::SourceIpRouting,
        [
            via("a web ACL, which filters only"),
            via("a resource policy, which filters only"),
            NO,
            NO,
            N,
            NO.but("by IP family only"),
            NO,
        ],
    ),
    needs(Need::PathRewrite, [N, N, N, NO, N, NO, NO]),
    needs(
        Need::WeightedRouting,
        [
            N.but("continuous deployment"),
            N.but("a stage's canary"),
            ALIAS,
            ALIAS,
            N,
            N.unverified(),
            ALIAS,
        ],
    ),
    needs(
        Need::StickySessions,
        [NO, NO, NO, N.but("a connection"), N, N.but("by source address"), NO],
    ),
    needs(
        Need::HealthChecks,
        [via("an origin group, which fails over"), NO, NO, NO, N, N, NO],
    ),
    needs(Need::Openapi, [NO, N, N, NO, NO, NO, NO]),
    needs(
        Need::DeveloperPortal,
        [NO, N.but("provider 6.69.1 has no resource for it"), NO, NO, NO, NO, NO],
    ),
    needs(
        Need::Cors,
        [
            N,
            via("an OPTIONS method with a MOCK integration"),
            N,
            NO,
            via("a backend that answers preflights"),
            NO,
            N,
        ],
    ),
    needs(Need::Compression, [N, N, NO, NO, NO, NO, NO]),
    needs(
        Need::AccessLogs,
        [N, N, N, N, N, N.but("TLS listeners only"), via("the function's own logs")],
    ),
    needs(
        Need::Tracing,
        [NO, N, NO, NO, NO.but("a trace header only"), NO, via("the function's tracing")],
    ),
    needs(Need::Tls13Only, [N, N, NO, NO, N, N, NO]),
    needs(
        Need::PostQuantumTls,
        [N.unverified(), N, NO, NO, N, N, NO],
    ),
    needs(Need::FipsTls, [NO.unverified(), N, NO, NO, N, N, NO]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_need_has_one_row() {
        for need in Need::ALL {
            let rows = MATRIX.iter().filter(|row| row.need == *need);
            assert_eq!(rows.count(), 1, "{}", need.name());
        }
        assert_eq!(MATRIX.len(), Need::ALL.len());
    }
}
