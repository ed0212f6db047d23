//! Where the facts about needs were read (as of 2026-11-24).

use super::needs::Need;

/// When the matrix was last held against its sources.
pub const AS_OF: &str = "2026-11-24";

const ALB: &str = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/";
const API: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
const CDN: &str = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/";
const LAMBDA: &str = "https://docs.aws.amazon.com/lambda/latest/dg/";
const WAF: &str = "https://docs.aws.amazon.com/waf/latest/developerguide/";

/// Pages that say what each front offers for a need.
pub fn sources(need: Need) -> Vec<String> {
    let pages: &[(&str, &str)] = match need {
        Need::Jwt => &[
            (ALB, "listener-verify-jwt.html"),
            (API, "http-api-jwt-authorizer.html"),
            (API, "http-api-vs-rest.html"),
        ],
        Need::OidcLogin | Need::Cognito => &[
            (ALB, "listener-authenticate-users.html"),
            (API, "apigateway-integrate-with-cognito.html"),
        ],
        Need::IamAuth => &[(API, "http-api-vs-rest.html"), (LAMBDA, "urls-auth.html")],
        Need::Mtls => &[
            (ALB, "mutual-authentication.html"),
            (API, "rest-api-mutual-tls.html"),
            (API, "http-api-mutual-tls.html"),
        ],
        Need::Waf | Need::RateLimit | Need::PerClientRateLimit => &[
            (WAF, "how-aws-waf-works-resources.html"),
            (API, "http-api-vs-rest.html"),
        ],
        Need::Websocket => &[
            (ALB, "load-balancer-listeners.html"),
            (API, "apigateway-websocket-api.html"),
        ],
        Need::Grpc => &[
            (ALB, "load-balancer-target-groups.html"),
            (CDN, "distribution-using-grpc.html"),
        ],
        Need::Http3 | Need::EdgeCache => &[(CDN, "distribution-web-values-specify.html")],
        Need::Streaming => &[
            (API, "response-transfer-mode.html"),
            (ALB, "lambda-functions.html"),
            (LAMBDA, "configuration-response-streaming.html"),
        ],
        Need::LongRequest | Need::LargeRequest | Need::LargeResponse => &[
            (API, "limits.html"),
            (ALB, "lambda-functions.html"),
            (CDN, "cloudfront-limits.html"),
            (LAMBDA, "gettingstarted-limits.html"),
        ],
        Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls => &[
            (ALB, "describe-ssl-policies.html"),
            (API, "apigateway-security-policies.html"),
            (
                CDN,
                "secure-connections-supported-viewer-protocols-ciphers.html",
            ),
        ],
        Need::HostRouting
        | Need::HeaderRouting
        | Need::MethodRouting
        | Need::SourceIpRouting
        | Need::WeightedRouting
        | Need::HealthChecks
        | Need::StickySessions => &[
            (ALB, "load-balancer-listeners.html"),
            (API, "http-api-vs-rest.html"),
        ],
        _ => &[
            (API, "http-api-vs-rest.html"),
            (ALB, "load-balancer-listeners.html"),
        ],
    };
    let pages = pages.iter();
    pages.map(|(site, page)| format!("{site}{page}")).collect()
}
