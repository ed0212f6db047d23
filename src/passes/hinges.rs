//! What a lint takes for absent, where a partial plan may only leave it out.
//!
//! The graph answers *unknown* where a plan may lack what it is asked for. What a pass concludes
//! from ways that end early, or leaves to another lint that needs more of the plan, is listed here:
//! the types that could make a finding wrong. Where a plan may lack one of them, nothing is claimed.

use crate::catalog::{Coded, Lint, Rule};
use crate::graph::families::{
    ASSOCIATIONS, BALANCING, EDGE, FRONTS, FUNCTIONS, HTTP_API, NAMES, POOLS, REST_API,
    SECURITY_GROUPS, TASKS, Types, URLS,
};

/// The types whose absence a lint may take for proof.
pub fn hinges(lint: &Lint) -> &'static [Types] {
    match lint.rule() {
        Rule::Check(..) => &[],
        Rule::Coded(_) if lint.family() == "front" => FRONTS,
        Rule::Coded(coded) => of(coded),
    }
}

fn of(lint: Coded) -> &'static [Types] {
    match lint {
        Coded::AlbBehindNlbUnfit
        | Coded::AlbLoginBypassBarePath
        | Coded::AlbLoginBypassBySiblingRule
        | Coded::AlbLoginBypassHost
        | Coded::CatchAllNotLast
        | Coded::EcsServiceNotOrderedAfterListener
        | Coded::RuleShadowed
        | Coded::TargetGroupAttachedToNoListener => &[BALANCING],
        Coded::AlbOriginOpen
        | Coded::CloudfrontHttpOriginMeetsHttpsRedirect
        | Coded::CloudfrontHttpsOriginLbHasNoHttps
        | Coded::CloudfrontHttpsOriginNameNotOnCertificate
        | Coded::CloudfrontOriginOldTls
        | Coded::CloudfrontOriginPlainHttp
        | Coded::HostRuleNotOnCertificate
        | Coded::HttpListenerRuleForwards
        | Coded::ListenerHttpForwards
        | Coded::RedirectLoop
        | Coded::RedirectToHttp
        | Coded::RedirectToPortWithoutListener
        | Coded::SourceIpGateBypassed
        | Coded::SpoofableHeaderUsedAsGate
        | Coded::WafAtEdgeOriginOpen => &[EDGE, BALANCING, NAMES, SECURITY_GROUPS],
        Coded::RateRuleCountsCdnAddresses | Coded::SignedBehaviorBypassed => &[EDGE],
        Coded::PublicAlbWithoutWaf | Coded::PublicAlbWithoutHttpsListener => {
            &[EDGE, BALANCING, ASSOCIATIONS, NAMES, SECURITY_GROUPS]
        }
        Coded::AppsyncWithoutWaf | Coded::WebAclScopeMismatch => {
            &[EDGE, BALANCING, ASSOCIATIONS, NAMES]
        }
        Coded::RestStageWithoutWaf => &[EDGE, REST_API, ASSOCIATIONS],
        Coded::CloudfrontWithoutWaf => &[BALANCING, REST_API, ASSOCIATIONS],
        Coded::ApiV2WithoutDeployment
        | Coded::ApiV2RouteOpen
        | Coded::ApiV2RouteWithoutIntegration
        | Coded::AuthorizerIdMissing
        | Coded::AuthorizationTypeContradictsAuthorizer
        | Coded::HttpInvokePermissionMissing
        | Coded::WebsocketConnectOpen
        | Coded::WebsocketInvokePermissionMissing => &[HTTP_API],
        Coded::ApiKeyRequiredWithoutUsagePlan
        | Coded::RestDeploymentMissesIntegrations
        | Coded::RestDeploymentWithoutTriggers
        | Coded::RestInvokePermissionMissing
        | Coded::RestMethodOpen
        | Coded::RestMethodWithoutIntegration
        | Coded::RestPolicyOpen
        | Coded::RestRequestNotValidated
        | Coded::RestWithoutDeploymentOrStage => &[REST_API],
        Coded::BasePathConflict
        | Coded::LambdaAuthorizerWithoutPermission
        | Coded::MtlsDomainWithOpenExecuteApi => &[HTTP_API, REST_API],
        Coded::IntegrationPlainHttpOverInternet | Coded::PrivateIntegrationPlainHttp => {
            &[BALANCING, HTTP_API, REST_API]
        }
        Coded::RestWhereHttpApiSuffices => &[EDGE, REST_API, FUNCTIONS],
        Coded::AlbInvokePermissionMissing => &[BALANCING, URLS],
        Coded::AlbForOneSmallLambda
        | Coded::BackendDoorWithoutAuthorizer
        | Coded::ConcurrencyUnbounded
        | Coded::DeclaredNeedOnUnknownRoute
        | Coded::DlqOnSynchronousFunction
        | Coded::FunctionUrlPublicWithoutCdn
        | Coded::PermissionForWrongFront
        | Coded::PermissionPublic
        | Coded::PermissionQualifierMismatch
        | Coded::PermissionSourceArnWrong
        | Coded::PermissionWithoutSource
        | Coded::TwoFrontsOfferDifferentControls => FRONTS,
        Coded::FunctionUrlOpen | Coded::FunctionUrlPermissionIncomplete => &[EDGE, URLS, FUNCTIONS],
        Coded::AwsvpcNeedsIpTargets
        | Coded::DynamicHostPortNeedsTrafficPort
        | Coded::EcsContainerPortMissing
        | Coded::HealthCheckPortNotExposed => &[TASKS],
        Coded::AlbCognitoCallbackMissing
        | Coded::AlbCognitoClientUnfit
        | Coded::AlbCognitoDomainMissing
        | Coded::CognitoMfaOff
        | Coded::CognitoPasswordWeak
        | Coded::CognitoThreatProtectionOff
        | Coded::JwtIssuerAudienceFromDifferentPools
        | Coded::JwtIssuerMalformed => &[POOLS],
        Coded::EdgeFunctionNotUsEast1
        | Coded::EdgeFunctionOverLimits
        | Coded::EdgeFunctionUnqualified
        | Coded::EdgeRoleTrustMissing => &[FUNCTIONS],
        Coded::LbAccessLogsOff => &[&["aws_cloudwatch_log_delivery_source"]],
        _ => &[],
    }
}
