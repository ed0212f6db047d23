//! The vocabulary of what a service may need from its front.

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
