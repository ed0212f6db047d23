//! The vocabulary of what a service may need from its front.

use std::fmt;
use std::str::FromStr;

macro_rules! needs {
    ($($variant:ident = $name:literal: $about:literal,)*) => {
        /// Something a service needs from whatever fronts it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Need {
            $($variant,)*
        }

        impl Need {
            /// All needs, in the order they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in configuration and tags.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What a picture says where it is not met.
            pub fn unmet(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("unmet need ", $name),)*
                }
            }

            /// What it asks for, in words.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => $about,)*
                }
            }
        }
    };
}

needs! {
    Jwt = "jwt": "bearer tokens are verified before a request reaches the service",
    OidcLogin = "oidc-login": "people log in with an OpenID Connect provider in their browser",
    Cognito = "cognito": "people log in with a Cognito user pool, or its tokens are verified",
    IamAuth = "iam-auth": "callers sign requests with IAM credentials",
    LambdaAuth = "lambda-auth": "a function decides who may call",
    Mtls = "mtls": "clients show a certificate, and it is verified",
    ApiKeys = "api-keys": "callers show an API key",
    UsageQuota = "usage-quota": "each key has a quota for a day, a week or a month",
    RateLimit = "rate-limit": "requests above a rate are turned away",
    PerClientRateLimit = "per-client-rate-limit": "each client has a rate of its own",
    HeaderTransform = "header-transform": "headers, paths or queries are changed on the way",
    BodyTransform = "body-transform": "bodies are changed on the way",
    RequestValidation = "request-validation": "requests that do not fit a schema are turned away",
    ResponseCache = "response-cache": "answers are kept and served again",
    EdgeCache = "edge-cache": "answers are kept near the clients",
    Websocket = "websocket": "clients open WebSocket connections",
    Grpc = "grpc": "clients speak gRPC",
    Http3 = "http3": "clients may use HTTP/3",
    Streaming = "streaming": "answers are passed on while they are made",
    LargeRequest = "large-request": "requests of more than 1 MB, or of the size that is said",
    LargeResponse = "large-response": "answers of more than 1 MB, or of the size that is said",
    LongRequest = "long-request": "answers that take more than 30 seconds, or as long as is said",
    Waf = "waf": "a web ACL filters requests",
    CustomDomain = "custom-domain": "clients use a name of your own",
    Private = "private": "only private networks reach it",
    StaticIp = "static-ip": "clients may list fixed addresses",
    MixedBackends = "mixed-backends": "functions, containers and instances behind one front",
    HostRouting = "host-routing": "requests are routed by host",
    PathRouting = "path-routing": "requests are routed by path",
    HeaderRouting = "header-routing": "requests are routed by header",
    MethodRouting = "method-routing": "requests are routed by method",
    SourceIpRouting = "source-ip-routing": "requests are routed by the address they come from",
    PathRewrite = "path-rewrite": "paths are rewritten on the way",
    WeightedRouting = "weighted-routing": "requests are shared out by weight",
    StickySessions = "sticky-sessions": "a client keeps to one target",
    HealthChecks = "health-checks": "targets that fail get no requests",
    Openapi = "openapi": "the API is made from an OpenAPI document",
    DeveloperPortal = "developer-portal": "developers find the API, its documents and keys in a portal",
    Cors = "cors": "pages of other origins may call, and preflights are answered",
    Compression = "compression": "answers are compressed on the way",
    AccessLogs = "access-logs": "each request is logged",
    Tracing = "tracing": "requests are traced by X-Ray",
    Tls13Only = "tls13-only": "nothing older than TLS 1.3 is spoken",
    PostQuantumTls = "post-quantum-tls": "keys are exchanged in a post-quantum way",
    FipsTls = "fips-tls": "TLS is done by FIPS modules",
}

impl FromStr for Need {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|need| need.name() == text)
            .ok_or(())
    }
}

impl Need {
    /// Whether it takes a setting that a plan shows; for others the front, or the
    /// routes themselves, are what meets them.
    pub fn takes_setting(self) -> bool {
        !matches!(
            self,
            Self::HeaderTransform
                | Self::BodyTransform
                | Self::Websocket
                | Self::LargeRequest
                | Self::LargeResponse
                | Self::MixedBackends
                | Self::HostRouting
                | Self::PathRouting
                | Self::HeaderRouting
                | Self::MethodRouting
                | Self::SourceIpRouting
                | Self::PathRewrite
                | Self::WeightedRouting
                | Self::Openapi
                | Self::DeveloperPortal
        )
    }
}

/// Two needs that nothing can meet together, and why.
const CONTRADICTIONS: [(Need, Need, &str); 1] = [(
    Need::Private,
    Need::EdgeCache,
    "what is private is not reached by way of the edge, which is on the internet",
)];

/// Two of the needs that contradict each other, the later one last, and why.
pub fn contradiction(needs: &[Need]) -> Option<(Need, Need, &'static str)> {
    CONTRADICTIONS.iter().find_map(|(one, other, why)| {
        let at = |need: &Need| needs.iter().position(|known| known == need);
        let (first, second) = (at(one)?, at(other)?);
        Some(match first < second {
            true => (*one, *other, *why),
            false => (*other, *one, *why),
        })
    })
}

/// A need as it is declared: some may carry a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Needed {
    pub need: Need,
    value: Option<Value>,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Seconds(f64),
    Megabytes(f64),
    Audience(String),
}

impl From<Need> for Needed {
    fn from(need: Need) -> Self {
        Self { need, value: None }
    }
}

impl Needed {
    /// Reads a value that a need was declared with: `60s` or `2m` for
    /// `long-request`, `5MB` or `500KB` for sizes, an audience for `jwt`.
    pub fn with(need: Need, text: &str) -> Option<Self> {
        let value = match need {
            Need::LongRequest => Value::Seconds(seconds(text)?),
            Need::LargeRequest | Need::LargeResponse => Value::Megabytes(megabytes(text)?),
            Need::Jwt if !text.is_empty() => Value::Audience(text.to_owned()),
            _ => return None,
        };
        Some(Self {
            need,
            value: Some(value),
        })
    }

    /// What values the need may be declared with, for those that may.
    pub fn form(need: Need) -> Option<&'static str> {
        match need {
            Need::LongRequest => Some("a time such as \"60s\" or \"2m\""),
            Need::LargeRequest | Need::LargeResponse => Some("a size such as \"5MB\""),
            Need::Jwt => Some("{ audience = \"…\" }"),
            _ => None,
        }
    }

    /// Whether it was declared with a value.
    pub fn is_measured(&self) -> bool {
        self.value.is_some()
    }

    /// How long a request takes; over 30 seconds where it is not said.
    pub fn seconds(&self) -> f64 {
        match self.value {
            Some(Value::Seconds(seconds)) => seconds,
            _ => 30.0_f64.next_up(),
        }
    }

    /// How large a request or an answer is; over a megabyte where it is not said.
    fn megabytes(&self) -> f64 {
        match self.value {
            Some(Value::Megabytes(megabytes)) => megabytes,
            _ => 1.0_f64.next_up(),
        }
    }

    /// Whom the tokens must be for.
    pub fn audience(&self) -> Option<&str> {
        match &self.value {
            Some(Value::Audience(audience)) => Some(audience),
            _ => None,
        }
    }

    /// What is compared with a limit: seconds or megabytes.
    pub fn amount(&self) -> Option<f64> {
        match self.need {
            Need::LongRequest => Some(self.seconds()),
            Need::LargeRequest | Need::LargeResponse => Some(self.megabytes()),
            _ => None,
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.need.name())?;
        match &self.value {
            Some(Value::Seconds(seconds)) => write!(f, "={seconds}s"),
            Some(Value::Megabytes(megabytes)) => write!(f, "={megabytes}MB"),
            Some(Value::Audience(_)) | None => Ok(()),
        }
    }
}

fn seconds(text: &str) -> Option<f64> {
    scaled(
        text,
        &[
            ("ms", 0.001),
            ("min", 60.0),
            ("s", 1.0),
            ("m", 60.0),
            ("h", 3_600.0),
            ("", 1.0),
        ],
    )
}

fn megabytes(text: &str) -> Option<f64> {
    scaled(
        text,
        &[("kb", 0.001), ("mb", 1.0), ("gb", 1_000.0), ("", 1.0)],
    )
}

/// A positive number with one of the units behind it.
fn scaled(text: &str, units: &[(&str, f64)]) -> Option<f64> {
    let text = text.trim().to_ascii_lowercase();
    let (number, scale) = units
        .iter()
        .find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)))?;
    let number: f64 = number.trim_end().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(need: Need, text: &str, expected: Option<&str>) {
        let read = Needed::with(need, text).map(|needed| needed.to_string());
        assert_eq!(read.as_deref(), expected);
    }

    #[test]
    fn reads_values() {
        check(Need::LongRequest, "60s", Some("long-request=60s"));
        check(Need::LongRequest, "2m", Some("long-request=120s"));
        check(Need::LongRequest, "1500ms", Some("long-request=1.5s"));
        check(Need::LongRequest, "0s", None);
        check(Need::LongRequest, "soon", None);
        check(Need::LargeRequest, "5MB", Some("large-request=5MB"));
        check(Need::LargeResponse, "500 kb", Some("large-response=0.5MB"));
        check(Need::Jwt, "orders", Some("jwt"));
        check(Need::Waf, "1", None);
    }
}
