//! The lints that need Rust, one file each.
//!
//! A pass is a function from a [`Graph`] to [`Findings`]. It asks the graph in
//! the domain's words and names places; it never sees JSON, files or lines.

mod alb_invoke_permission_missing;
mod alb_origin_open;
mod api_v2_route_open;
mod catch_all_not_last;
mod classic_lb_certificate_not_acm;
mod classic_lb_listener_plain;
mod classic_lb_policy_weak;
mod cloudfront_default_certificate;
mod cloudfront_min_tls_weak;
mod cloudfront_origin_old_tls;
mod cloudfront_without_waf;
mod function_timeout_over_api;
mod integration_plain_http_over_internet;
mod jwt_needed_but_alb_chosen;
mod lb_access_logs_off;
mod listener_allows_tls10_or_tls11;
mod listener_http_forwards;
mod listener_policy_without_forward_secrecy;
mod listener_without_tls13;
mod mtls_domain_with_open_execute_api;
mod private_integration_plain_http;
mod public_alb_without_waf;
mod redirect_loop;
mod rest_method_open;
mod rule_priority_duplicate;
mod rule_shadowed;
mod runtime_deprecated;

use crate::catalog::Coded;
use crate::finding::Findings;
use crate::graph::Graph;

/// A lint's check.
pub type Pass = fn(&Graph<'_>, &mut Findings);

/// The check of a lint. A page without one does not compile.
pub fn pass(lint: Coded) -> Pass {
    match lint {
        Coded::AlbInvokePermissionMissing => alb_invoke_permission_missing::check,
        Coded::AlbOriginOpen => alb_origin_open::check,
        Coded::ApiV2RouteOpen => api_v2_route_open::check,
        Coded::CatchAllNotLast => catch_all_not_last::check,
        Coded::ClassicLbCertificateNotAcm => classic_lb_certificate_not_acm::check,
        Coded::ClassicLbListenerPlain => classic_lb_listener_plain::check,
        Coded::ClassicLbPolicyWeak => classic_lb_policy_weak::check,
        Coded::CloudfrontDefaultCertificate => cloudfront_default_certificate::check,
        Coded::CloudfrontMinTlsWeak => cloudfront_min_tls_weak::check,
        Coded::CloudfrontOriginOldTls => cloudfront_origin_old_tls::check,
        Coded::CloudfrontWithoutWaf => cloudfront_without_waf::check,
        Coded::FunctionTimeoutOverApi => function_timeout_over_api::check,
        Coded::IntegrationPlainHttpOverInternet => integration_plain_http_over_internet::check,
        Coded::JwtNeededButAlbChosen => jwt_needed_but_alb_chosen::check,
        Coded::LbAccessLogsOff => lb_access_logs_off::check,
        Coded::ListenerAllowsTls10OrTls11 => listener_allows_tls10_or_tls11::check,
        Coded::ListenerHttpForwards => listener_http_forwards::check,
        Coded::ListenerPolicyWithoutForwardSecrecy => {
            listener_policy_without_forward_secrecy::check
        }
        Coded::ListenerWithoutTls13 => listener_without_tls13::check,
        Coded::MtlsDomainWithOpenExecuteApi => mtls_domain_with_open_execute_api::check,
        Coded::PrivateIntegrationPlainHttp => private_integration_plain_http::check,
        Coded::PublicAlbWithoutWaf => public_alb_without_waf::check,
        Coded::RedirectLoop => redirect_loop::check,
        Coded::RestMethodOpen => rest_method_open::check,
        Coded::RulePriorityDuplicate => rule_priority_duplicate::check,
        Coded::RuleShadowed => rule_shadowed::check,
        Coded::RuntimeDeprecated => runtime_deprecated::check,
    }
}
