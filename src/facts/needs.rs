//! The vocabulary of what a service may need from its front.

use std::fmt;
use std::str::FromStr;

macro_rules! needs {
    ($($variant:ident = $name:literal,)*) => {
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
        }
    };
}

needs! {
    Jwt = "jwt",
    OidcLogin = "oidc-login",
    Cognito = "cognito",
    IamAuth = "iam-auth",
    LambdaAuth = "lambda-auth",
    Mtls = "mtls",
    ApiKeys = "api-keys",
    UsageQuota = "usage-quota",
    RateLimit = "rate-limit",
    PerClientRateLimit = "per-client-rate-limit",
    HeaderTransform = "header-transform",
    BodyTransform = "body-transform",
    RequestValidation = "request-validation",
    ResponseCache = "response-cache",
    EdgeCache = "edge-cache",
    Websocket = "websocket",
    Grpc = "grpc",
    Http3 = "http3",
    Streaming = "streaming",
    LargeRequest = "large-request",
    LargeResponse = "large-response",
    LongRequest = "long-request",
    Waf = "waf",
    CustomDomain = "custom-domain",
    Private = "private",
    StaticIp = "static-ip",
    MixedBackends = "mixed-backends",
    HostRouting = "host-routing",
    PathRouting = "path-routing",
    HeaderRouting = "header-routing",
    MethodRouting = "method-routing",
    SourceIpRouting = "source-ip-routing",
    PathRewrite = "path-rewrite",
    WeightedRouting = "weighted-routing",
    StickySessions = "sticky-sessions",
    HealthChecks = "health-checks",
    Openapi = "openapi",
    DeveloperPortal = "developer-portal",
    Cors = "cors",
    Compression = "compression",
    AccessLogs = "access-logs",
    Tracing = "tracing",
    Tls13Only = "tls13-only",
    PostQuantumTls = "post-quantum-tls",
    FipsTls = "fips-tls",
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
