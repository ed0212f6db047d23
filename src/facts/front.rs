//! The fronts there are, and what each offers for a need (facts.md sections 1,
//! 3 and 10, as of 2026-11-24).
//!
//! A cell says what the service can do, not what a plan has set up; that is the
//! graph's to tell.

use super::ceiling::{Ceiling, ceilings};
use super::needs::{Need, Needed};
use std::fmt;

/// What answers requests first, apart from a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Front {
    FunctionUrl,
    HttpApi,
    RestApi,
    WebsocketApi,
    Alb,
    Nlb,
    /// A network load balancer whose target is an application load balancer.
    NlbAlb,
}

/// A front, with or without a distribution before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fronting {
    pub front: Front,
    pub cloudfront: bool,
}

/// What stands behind a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Function,
    /// Containers, instances, addresses: whatever holds a connection itself.
    Server,
}

/// What a front offers for a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Native,
    /// Only with something beside it.
    Via(&'static str),
    No,
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub offer: Offer,
    /// What to know about it.
    pub note: Option<&'static str>,
    /// Whether no source at hand confirms it.
    pub unverified: bool,
}

impl Front {
    pub const ALL: [Self; 7] = [
        Self::Alb,
        Self::Nlb,
        Self::NlbAlb,
        Self::RestApi,
        Self::HttpApi,
        Self::WebsocketApi,
        Self::FunctionUrl,
    ];

    /// The name that scripts build on.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alb => "alb",
            Self::Nlb => "nlb",
            Self::NlbAlb => "nlb+alb",
            Self::RestApi => "rest-api",
            Self::HttpApi => "http-api",
            Self::WebsocketApi => "websocket-api",
            Self::FunctionUrl => "function-url",
        }
    }

    /// The name in sentences.
    pub fn words(self) -> &'static str {
        match self {
            Self::Alb => "an application load balancer",
            Self::Nlb => "a network load balancer",
            Self::NlbAlb => "a network load balancer before an application load balancer",
            Self::RestApi => "a REST API",
            Self::HttpApi => "an HTTP API",
            Self::WebsocketApi => "a WebSocket API",
            Self::FunctionUrl => "a function URL",
        }
    }

    /// Whether it can lead to such a backend at all.
    pub fn reaches(self, backend: Backend) -> bool {
        !matches!(
            (self, backend),
            (Self::FunctionUrl, Backend::Server) | (Self::Nlb, Backend::Function)
        )
    }

    /// How many resources it takes at least, backend included: the measure of
    /// which of two fronts is simpler.
    pub fn resources(self, backend: Backend) -> usize {
        let own = match self {
            Self::FunctionUrl => 1,
            // API, integration, route, stage, permission.
            Self::HttpApi => 5,
            Self::WebsocketApi => 6,
            // API, resource, method, integration, deployment, stage, permission.
            Self::RestApi => 7,
            // Balancer, security group, two listeners, certificate, target group,
            // attachment.
            Self::Alb => 7,
            // Balancer, security group, listener, target group, attachment.
            Self::Nlb => 5,
            Self::NlbAlb => 11,
        };
        let private = matches!(self, Self::HttpApi | Self::RestApi | Self::WebsocketApi)
            && backend == Backend::Server;
        // Behind an API a server needs a VPC link and a load balancer.
        own + if private { 5 } else { 0 }
    }

    fn column(self) -> usize {
        match self {
            Self::RestApi => 1,
            Self::HttpApi => 2,
            Self::WebsocketApi => 3,
            Self::Alb | Self::NlbAlb => 4,
            Self::Nlb => 5,
            Self::FunctionUrl => 6,
        }
    }
}

impl Fronting {
    /// All that advice may name.
    pub fn all() -> impl Iterator<Item = Self> {
        [false, true].into_iter().flat_map(|cloudfront| {
            let fronts = Front::ALL.into_iter();
            let fronts = fronts.filter(move |front| !cloudfront || *front != Front::NlbAlb);
            fronts.map(move |front| Self { front, cloudfront })
        })
    }

    pub fn words(self) -> String {
        match self.cloudfront {
            true => format!("CloudFront before {}", self.front.words()),
            false => self.front.words().to_owned(),
        }
    }

    pub fn resources(self, backend: Backend) -> usize {
        self.front.resources(backend) + usize::from(self.cloudfront) * 2
    }

    /// What it offers for a need to such a backend.
    pub fn offers(self, needed: &Needed, backend: Backend) -> Cell {
        let need = needed.need;
        let own = own(self.front, needed, backend);
        if !self.cloudfront {
            return own;
        }
        let edge = match need {
            Need::LongRequest => within(needed.seconds(), EDGE_WAITS),
            _ => row(need).cells[CLOUDFRONT],
        };
        match Part::of(need) {
            Part::Connection => edge,
            Part::Passage => own.worse(edge),
            Part::Any => own.better(edge),
        }
    }
}

impl fmt::Display for Fronting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cloudfront {
            f.write_str("cloudfront+")?;
        }
        f.write_str(self.front.name())
    }
}

/// What a need is about where two fronts stand in a row.
enum Part {
    /// The client's own connection, which ends at the first.
    Connection,
    /// Something that each must let through.
    Passage,
    /// Something that either may do.
    Any,
}

impl Part {
    fn of(need: Need) -> Self {
        match need {
            Need::Mtls
            | Need::Tls13Only
            | Need::PostQuantumTls
            | Need::FipsTls
            | Need::Http3
            | Need::StaticIp
            | Need::Private
            | Need::SourceIpRouting => Self::Connection,
            Need::Websocket
            | Need::Grpc
            | Need::Streaming
            | Need::LongRequest
            | Need::LargeRequest
            | Need::LargeResponse => Self::Passage,
            _ => Self::Any,
        }
    }
}

impl Cell {
    const fn new(offer: Offer) -> Self {
        Self {
            offer,
            note: None,
            unverified: false,
        }
    }

    const fn but(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    const fn unverified(mut self) -> Self {
        self.unverified = true;
        self
    }

    fn rank(&self) -> usize {
        match self.offer {
            Offer::Native => 0,
            Offer::Via(_) => 1,
            Offer::No => 2,
        }
    }

    fn better(self, other: Self) -> Self {
        if other.rank() < self.rank() {
            other
        } else {
            self
        }
    }

    fn worse(self, other: Self) -> Self {
        if other.rank() > self.rank() {
            other
        } else {
            self
        }
    }
}

/// One row: a need, and what each front offers, in the order of the columns.
pub struct Row {
    pub need: Need,
    /// CloudFront, REST, HTTP, WebSocket, ALB, NLB, function URL.
    pub cells: [Cell; 7],
}

const CLOUDFRONT: usize = 0;

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

/// How long CloudFront waits for an origin, in seconds; more by a raised quota.
const EDGE_WAITS: Ceiling = Ceiling {
    native: 120.0,
    with: Some((f64::INFINITY, "a raised quota of CloudFront")),
};

/// What a front offers by itself.
fn own(front: Front, needed: &Needed, backend: Backend) -> Cell {
    match (needed.amount(), ceilings(front, needed.need, backend)) {
        (Some(amount), Some(ceiling)) => within(amount, ceiling),
        _ => cell(front, needed.need, backend),
    }
}

/// What a limit leaves of an amount.
fn within(amount: f64, ceiling: Ceiling) -> Cell {
    match ceiling.with {
        _ if amount <= ceiling.native => N,
        Some((most, what)) if amount <= most => via(what),
        _ => NO,
    }
}

fn cell(front: Front, need: Need, backend: Backend) -> Cell {
    use Front::{Alb, HttpApi, NlbAlb};
    let cell = row(need).cells[front.column()];
    match (front, need, backend) {
        (NlbAlb, Need::StaticIp, _) => N.but("Elastic IPs on the network load balancer"),
        (Alb | NlbAlb, Need::Websocket, Backend::Function) => {
            NO.but("a load balancer answers 400 to an upgrade for a function")
        }
        (Alb | NlbAlb, Need::Grpc, Backend::Function) => NO.but("functions do not speak gRPC"),
        (Alb | NlbAlb, Need::Streaming, Backend::Function) => {
            NO.but("a load balancer waits for a function's whole answer")
        }
        (Alb | NlbAlb, Need::HealthChecks, Backend::Function) => {
            N.but("off by default for functions; each check is an invocation")
        }
        (
            HttpApi | Front::RestApi | Front::WebsocketApi,
            Need::WeightedRouting,
            Backend::Server,
        ) if cell.offer != Offer::Native => NO,
        _ => cell,
    }
}

const N: Cell = Cell::new(Offer::Native);
const NO: Cell = Cell::new(Offer::No);

const fn via(what: &'static str) -> Cell {
    Cell::new(Offer::Via(what))
}

const EDGE_FUNCTION: Cell = via("a function at the edge");
const WAF_RATE: Cell = via("a rate-based rule of a web ACL");
const BEHIND_CDN: Cell = via("a distribution before it");
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
            N.but("provider 6.69.1 has no resource for it: in an OpenAPI body, or a Lambda authorizer"),
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

    #[track_caller]
    fn check(name: &str, need: Need, backend: Backend, expected: Offer) {
        let found = Fronting::all().find(|fronting| fronting.to_string() == name);
        let fronting = found.expect("an fronting");
        let needed = Needed::from(need);
        assert_eq!(fronting.offers(&needed, backend).offer, expected);
    }

    #[test]
    fn a_distribution_adds_and_takes_away() {
        use Backend::{Function, Server};
        let via_cdn = Offer::Via("a distribution before it");
        check("http-api", Need::Waf, Function, via_cdn);
        check("cloudfront+http-api", Need::Waf, Function, Offer::Native);
        check("rest-api", Need::Private, Function, Offer::Native);
        check("cloudfront+rest-api", Need::Private, Function, Offer::No);
        check("alb", Need::Websocket, Server, Offer::Native);
        check("alb", Need::Websocket, Function, Offer::No);
        check("cloudfront+alb", Need::Websocket, Function, Offer::No);
        check("nlb+alb", Need::StaticIp, Function, Offer::Native);
        check("cloudfront+nlb", Need::StaticIp, Server, Offer::No);
    }
}
