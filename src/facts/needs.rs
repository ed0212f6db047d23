//! What a service may need from its front: each need once, with all that is known of it.
//!
//! A need is added by a variant of [`Need`] and, at the same place of [`CAPABILITIES`], its entry.
//! What an entry does not name is so for most: a front does not offer it, a setting turns it on,
//! and any front on the way may do it.

use super::cell::{Cell, N, NO, via};
use super::front::Front;
use std::str::FromStr;

/// When the needs were last held against their sources.
pub const AS_OF: &str = "2026-11-24";

/// Something a service needs from whatever fronts it.
#[allow(missing_docs, reason = "the entry of each says what it asks for")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    Jwt,
    OidcLogin,
    Cognito,
    IamAuth,
    LambdaAuth,
    Mtls,
    ApiKeys,
    UsageQuota,
    RateLimit,
    PerClientRateLimit,
    HeaderTransform,
    BodyTransform,
    RequestValidation,
    ResponseCache,
    EdgeCache,
    Websocket,
    Grpc,
    Http3,
    Streaming,
    LargeRequest,
    LargeResponse,
    LongRequest,
    Waf,
    CustomDomain,
    Private,
    StaticIp,
    MixedBackends,
    HostRouting,
    PathRouting,
    HeaderRouting,
    MethodRouting,
    SourceIpRouting,
    PathRewrite,
    WeightedRouting,
    StickySessions,
    HealthChecks,
    Openapi,
    DeveloperPortal,
    Cors,
    Compression,
    AccessLogs,
    Tracing,
    Tls13Only,
    PostQuantumTls,
    FipsTls,
}

/// A need, and what each front offers for it.
pub struct Capability {
    /// The need.
    pub need: Need,
    /// The name in configuration and tags.
    pub name: &'static str,
    /// What it asks for, in words.
    pub about: &'static str,
    /// What it may be declared with.
    pub value: Option<ValueKind>,
    /// What it is about where two fronts stand in a row.
    pub(super) part: Part,
    /// Whether it takes a setting that a plan shows; for others the front, or the routes
    /// themselves, are what meets them.
    pub takes_setting: bool,
    pub(super) cloudfront: Cell,
    pub(super) rest_api: Cell,
    pub(super) http_api: Cell,
    pub(super) websocket_api: Cell,
    pub(super) alb: Cell,
    pub(super) nlb: Cell,
    pub(super) function_url: Cell,
    /// The pages that say so: a site, and the page on it.
    sources: &'static [Page],
}

type Page = (&'static str, &'static str);

/// A value that a need may be declared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// How long a request takes.
    Seconds,
    /// How large a request or an answer is.
    Megabytes,
    /// Whom tokens must be for.
    Audience,
}

/// What a need is about where two fronts stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The client's own connection, which ends at the first.
    Connection,
    /// Something that each must let through.
    Passage,
    /// Something that either may do.
    Any,
}

const fn need(need: Need, name: &'static str, about: &'static str) -> Capability {
    Capability {
        need,
        name,
        about,
        value: None,
        part: Part::Any,
        takes_setting: true,
        cloudfront: NO,
        rest_api: NO,
        http_api: NO,
        websocket_api: NO,
        alb: NO,
        nlb: NO,
        function_url: NO,
        sources: FRONTS,
    }
}

const ALB: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/";
const API: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
const CDN: &str = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/";
const LAMBDA: &str = "https://docs.aws.amazon.com/lambda/latest/dg/";
const FIREWALL: &str = "https://docs.aws.amazon.com/waf/latest/developerguide/";

const API_KINDS: Page = (API, "http-api-vs-rest.html");
const LISTENERS: Page = (ALB, "load-balancer-listeners.html");

const FRONTS: &[Page] = &[API_KINDS, LISTENERS];
const ROUTING: &[Page] = &[LISTENERS, API_KINDS];
const JWT: &[Page] = &[
    (ALB, "listener-verify-jwt.html"),
    (API, "http-api-jwt-authorizer.html"),
    API_KINDS,
];
const LOGIN: &[Page] = &[
    (ALB, "listener-authenticate-users.html"),
    (API, "apigateway-integrate-with-cognito.html"),
];
const IAM: &[Page] = &[API_KINDS, (LAMBDA, "urls-auth.html")];
const MTLS: &[Page] = &[
    (ALB, "mutual-authentication.html"),
    (API, "rest-api-mutual-tls.html"),
    (API, "http-api-mutual-tls.html"),
];
const WEB_ACL: &[Page] = &[(FIREWALL, "how-aws-waf-works-resources.html"), API_KINDS];
const WEBSOCKET: &[Page] = &[LISTENERS, (API, "apigateway-websocket-api.html")];
const GRPC: &[Page] = &[
    (ALB, "load-balancer-target-groups.html"),
    (CDN, "distribution-using-grpc.html"),
];
const EDGE: &[Page] = &[(CDN, "distribution-web-values-specify.html")];
const STREAMING: &[Page] = &[
    (API, "response-transfer-mode.html"),
    (ALB, "lambda-functions.html"),
    (LAMBDA, "configuration-response-streaming.html"),
];
const LIMITS: &[Page] = &[
    (API, "limits.html"),
    (ALB, "lambda-functions.html"),
    (CDN, "cloudfront-limits.html"),
    (LAMBDA, "gettingstarted-limits.html"),
];
const TLS: &[Page] = &[
    (ALB, "describe-ssl-policies.html"),
    (API, "apigateway-security-policies.html"),
    (
        CDN,
        "secure-connections-supported-viewer-protocols-ciphers.html",
    ),
];

const EDGE_FUNCTION: Cell = via("a function at the edge");
const WAF_RATE: Cell = via("a rate-based rule of a web ACL");
/// A distribution has to stand before the front.
pub(super) const BEHIND_CDN: Cell = via("a distribution before it");
const AUTHORIZER: Cell = via("a Lambda authorizer on $connect");
const ALIAS: Cell = via("a weighted alias of the function");

/// All needs, in the order they are documented.
pub const CAPABILITIES: &[Capability] = &[
    Capability {
        value: Some(ValueKind::Audience),
        cloudfront: EDGE_FUNCTION,
        rest_api: N.but(
            "provider 6.69.1 has no resource for it, so in Terraform it takes a Lambda authorizer",
        ),
        http_api: N,
        websocket_api: AUTHORIZER,
        alb: N.but("RS256; the audience only where a claim asks for it"),
        sources: JWT,
        ..need(
            Need::Jwt,
            "jwt",
            "bearer tokens are verified before a request reaches the service",
        )
    },
    Capability {
        cloudfront: EDGE_FUNCTION,
        alb: N,
        sources: LOGIN,
        ..need(
            Need::OidcLogin,
            "oidc-login",
            "people log in with an OpenID Connect provider in their browser",
        )
    },
    Capability {
        cloudfront: EDGE_FUNCTION,
        rest_api: N,
        http_api: N.but("a JWT authorizer with the pool as issuer"),
        websocket_api: AUTHORIZER,
        alb: N.but("login, or the pool's tokens by `jwt-validation`"),
        sources: LOGIN,
        ..need(
            Need::Cognito,
            "cognito",
            "people log in with a Cognito user pool, or its tokens are verified",
        )
    },
    Capability {
        rest_api: N,
        http_api: N,
        websocket_api: N.but("on $connect"),
        function_url: N,
        sources: IAM,
        ..need(
            Need::IamAuth,
            "iam-auth",
            "callers sign requests with IAM credentials",
        )
    },
    Capability {
        cloudfront: EDGE_FUNCTION,
        rest_api: N,
        http_api: N,
        websocket_api: N.but("on $connect"),
        ..need(
            Need::LambdaAuth,
            "lambda-auth",
            "a function decides who may call",
        )
    },
    Capability {
        part: Part::Connection,
        cloudfront: N,
        rest_api: N.but("a Regional custom domain with TLS_1_2"),
        http_api: N.but("a custom domain"),
        websocket_api: NO.unverified(),
        alb: N,
        nlb: via("TCP passed through to servers that verify"),
        sources: MTLS,
        ..need(
            Need::Mtls,
            "mtls",
            "clients show a certificate, and it is verified",
        )
    },
    Capability {
        rest_api: N,
        websocket_api: N,
        ..need(Need::ApiKeys, "api-keys", "callers show an API key")
    },
    Capability {
        rest_api: N.but("best effort, no guard of costs"),
        websocket_api: N.unverified(),
        ..need(
            Need::UsageQuota,
            "usage-quota",
            "each key has a quota for a day, a week or a month",
        )
    },
    Capability {
        cloudfront: WAF_RATE,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: WAF_RATE,
        function_url: via("reserved concurrency of the function"),
        sources: WEB_ACL,
        ..need(
            Need::RateLimit,
            "rate-limit",
            "requests above a rate are turned away",
        )
    },
    Capability {
        cloudfront: WAF_RATE,
        rest_api: N.but("a usage plan"),
        websocket_api: N,
        alb: WAF_RATE,
        sources: WEB_ACL,
        ..need(
            Need::PerClientRateLimit,
            "per-client-rate-limit",
            "each client has a rate of its own",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: N.but("host and URL rewrite, response headers, TLS headers"),
        ..need(
            Need::HeaderTransform,
            "header-transform",
            "headers, paths or queries are changed on the way",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: via("Lambda@Edge"),
        rest_api: N,
        websocket_api: N,
        ..need(
            Need::BodyTransform,
            "body-transform",
            "bodies are changed on the way",
        )
    },
    Capability {
        cloudfront: via("rules of a web ACL"),
        rest_api: N,
        websocket_api: N,
        alb: via("rules of a web ACL"),
        ..need(
            Need::RequestValidation,
            "request-validation",
            "requests that do not fit a schema are turned away",
        )
    },
    Capability {
        cloudfront: N,
        rest_api: N,
        ..need(
            Need::ResponseCache,
            "response-cache",
            "answers are kept and served again",
        )
    },
    Capability {
        cloudfront: N,
        sources: EDGE,
        ..need(
            Need::EdgeCache,
            "edge-cache",
            "answers are kept near the clients",
        )
    },
    Capability {
        part: Part::Passage,
        takes_setting: false,
        cloudfront: N,
        websocket_api: N,
        alb: N,
        nlb: N,
        sources: WEBSOCKET,
        ..need(
            Need::Websocket,
            "websocket",
            "clients open WebSocket connections",
        )
    },
    Capability {
        part: Part::Passage,
        cloudfront: N,
        alb: N.but("an HTTPS listener and a GRPC target group"),
        nlb: N,
        sources: GRPC,
        ..need(Need::Grpc, "grpc", "clients speak gRPC")
    },
    Capability {
        part: Part::Connection,
        cloudfront: N,
        nlb: via("QUIC passed through to servers that speak it"),
        sources: EDGE,
        ..need(Need::Http3, "http3", "clients may use HTTP/3")
    },
    Capability {
        part: Part::Passage,
        cloudfront: N,
        rest_api: N.but("`response_transfer_mode = \"STREAM\"`"),
        alb: N,
        nlb: N,
        function_url: N,
        sources: STREAMING,
        ..need(
            Need::Streaming,
            "streaming",
            "answers are passed on while they are made",
        )
    },
    Capability {
        value: Some(ValueKind::Megabytes),
        part: Part::Passage,
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: NO.but("128 KB a message"),
        alb: N,
        nlb: N,
        function_url: N,
        sources: LIMITS,
        ..need(
            Need::LargeRequest,
            "large-request",
            "requests of more than 1 MB, or of the size that is said",
        )
    },
    Capability {
        value: Some(ValueKind::Megabytes),
        part: Part::Passage,
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: NO.but("128 KB a message"),
        alb: N,
        nlb: N,
        function_url: N,
        sources: LIMITS,
        ..need(
            Need::LargeResponse,
            "large-response",
            "answers of more than 1 MB, or of the size that is said",
        )
    },
    Capability {
        value: Some(ValueKind::Seconds),
        part: Part::Passage,
        cloudfront: N,
        rest_api: via("a raised quota, or streaming"),
        alb: N,
        nlb: N,
        function_url: N,
        sources: LIMITS,
        ..need(
            Need::LongRequest,
            "long-request",
            "answers that take more than 30 seconds, or as long as is said",
        )
    },
    Capability {
        cloudfront: N,
        rest_api: N.but("on the stage"),
        http_api: BEHIND_CDN,
        websocket_api: BEHIND_CDN,
        alb: N,
        function_url: BEHIND_CDN,
        sources: WEB_ACL,
        ..need(Need::Waf, "waf", "a web ACL filters requests")
    },
    Capability {
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: via("a record and a certificate"),
        nlb: via("a record"),
        function_url: BEHIND_CDN,
        ..need(
            Need::CustomDomain,
            "custom-domain",
            "clients use a name of your own",
        )
    },
    Capability {
        part: Part::Connection,
        rest_api: N,
        alb: N,
        nlb: N,
        ..need(Need::Private, "private", "only private networks reach it")
    },
    Capability {
        part: Part::Connection,
        cloudfront: NO.but("anycast IP lists give some, at a price of their own"),
        alb: NO.but("Global Accelerator or a network load balancer before it gives some"),
        nlb: N.but("Elastic IPs in `subnet_mapping`"),
        ..need(
            Need::StaticIp,
            "static-ip",
            "clients may list fixed addresses",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: N,
        nlb: N,
        function_url: NO.but("one function"),
        ..need(
            Need::MixedBackends,
            "mixed-backends",
            "functions, containers and instances behind one front",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: N,
        sources: ROUTING,
        ..need(
            Need::HostRouting,
            "host-routing",
            "requests are routed by host",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: via("route keys taken from the message"),
        alb: N,
        ..need(
            Need::PathRouting,
            "path-routing",
            "requests are routed by path",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: via("a function at the edge"),
        rest_api: N.but("routing rules of a custom domain"),
        alb: N,
        sources: ROUTING,
        ..need(
            Need::HeaderRouting,
            "header-routing",
            "requests are routed by header",
        )
    },
    Capability {
        takes_setting: false,
        rest_api: N,
        http_api: N,
        alb: N,
        sources: ROUTING,
        ..need(
            Need::MethodRouting,
            "method-routing",
            "requests are routed by method",
        )
    },
    Capability {
        part: Part::Connection,
        takes_setting: false,
        cloudfront: via("a web ACL, which filters only"),
        rest_api: via("a resource policy, which filters only"),
        alb: N,
        nlb: NO.but("by IP family only"),
        sources: ROUTING,
        ..need(
            Need::SourceIpRouting,
            "source-ip-routing",
            "requests are routed by the address they come from",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N,
        rest_api: N,
        http_api: N,
        alb: N,
        ..need(
            Need::PathRewrite,
            "path-rewrite",
            "paths are rewritten on the way",
        )
    },
    Capability {
        takes_setting: false,
        cloudfront: N.but("continuous deployment"),
        rest_api: N.but("a stage's canary"),
        http_api: ALIAS,
        websocket_api: ALIAS,
        alb: N,
        nlb: N.unverified(),
        function_url: ALIAS,
        sources: ROUTING,
        ..need(
            Need::WeightedRouting,
            "weighted-routing",
            "requests are shared out by weight",
        )
    },
    Capability {
        websocket_api: N.but("a connection"),
        alb: N,
        nlb: N.but("by source address"),
        sources: ROUTING,
        ..need(
            Need::StickySessions,
            "sticky-sessions",
            "a client keeps to one target",
        )
    },
    Capability {
        cloudfront: via("an origin group, which fails over"),
        alb: N,
        nlb: N,
        sources: ROUTING,
        ..need(
            Need::HealthChecks,
            "health-checks",
            "targets that fail get no requests",
        )
    },
    Capability {
        takes_setting: false,
        rest_api: N,
        http_api: N,
        ..need(
            Need::Openapi,
            "openapi",
            "the API is made from an OpenAPI document",
        )
    },
    Capability {
        takes_setting: false,
        rest_api: N.but("provider 6.69.1 has no resource for it"),
        ..need(
            Need::DeveloperPortal,
            "developer-portal",
            "developers find the API, its documents and keys in a portal",
        )
    },
    Capability {
        cloudfront: N,
        rest_api: via("an OPTIONS method with a MOCK integration"),
        http_api: N,
        alb: via("a backend that answers preflights"),
        function_url: N,
        ..need(
            Need::Cors,
            "cors",
            "pages of other origins may call, and preflights are answered",
        )
    },
    Capability {
        cloudfront: N,
        rest_api: N,
        ..need(
            Need::Compression,
            "compression",
            "answers are compressed on the way",
        )
    },
    Capability {
        cloudfront: N,
        rest_api: N,
        http_api: N,
        websocket_api: N,
        alb: N,
        nlb: N.but("TLS listeners only"),
        function_url: via("the function's own logs"),
        ..need(Need::AccessLogs, "access-logs", "each request is logged")
    },
    Capability {
        rest_api: N,
        alb: NO.but("a trace header only"),
        function_url: via("the function's tracing"),
        ..need(Need::Tracing, "tracing", "requests are traced by X-Ray")
    },
    Capability {
        part: Part::Connection,
        cloudfront: N,
        rest_api: N,
        alb: N,
        nlb: N,
        sources: TLS,
        ..need(
            Need::Tls13Only,
            "tls13-only",
            "nothing older than TLS 1.3 is spoken",
        )
    },
    Capability {
        part: Part::Connection,
        cloudfront: N.unverified(),
        rest_api: N,
        alb: N,
        nlb: N,
        sources: TLS,
        ..need(
            Need::PostQuantumTls,
            "post-quantum-tls",
            "keys are exchanged in a post-quantum way",
        )
    },
    Capability {
        part: Part::Connection,
        cloudfront: NO.unverified(),
        rest_api: N,
        alb: N,
        nlb: N,
        sources: TLS,
        ..need(Need::FipsTls, "fips-tls", "TLS is done by FIPS modules")
    },
];

/// Each entry stands where its variant does.
const _: () = {
    let mut at = 0;
    while at < CAPABILITIES.len() {
        assert!(CAPABILITIES[at].need as usize == at);
        at += 1;
    }
};

impl Need {
    /// All needs, in the order they are documented.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        CAPABILITIES.iter().map(|it| it.need)
    }

    /// What is known of it.
    pub fn capability(self) -> &'static Capability {
        &CAPABILITIES[self as usize]
    }

    /// The name in configuration and tags.
    pub fn name(self) -> &'static str {
        self.capability().name
    }
}

impl FromStr for Need {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::all().find(|need| need.name() == text).ok_or(())
    }
}

impl Capability {
    /// What the front itself offers.
    pub(super) fn cell(&self, front: Front) -> Cell {
        match front {
            Front::RestApi => self.rest_api,
            Front::HttpApi => self.http_api,
            Front::WebsocketApi => self.websocket_api,
            Front::Alb | Front::NlbAlb => self.alb,
            Front::Nlb => self.nlb,
            Front::FunctionUrl => self.function_url,
        }
    }

    /// What each front offers, by its name.
    pub fn cells(&self) -> [(&'static str, &Cell); 7] {
        [
            ("cloudfront", &self.cloudfront),
            ("rest-api", &self.rest_api),
            ("http-api", &self.http_api),
            ("websocket-api", &self.websocket_api),
            ("alb", &self.alb),
            ("nlb", &self.nlb),
            ("function-url", &self.function_url),
        ]
    }

    /// Pages that say what each front offers.
    pub fn sources(&self) -> Vec<String> {
        let pages = self.sources.iter();
        pages.map(|(site, page)| format!("{site}{page}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = Need::all().map(Need::name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
