//! The lints that need Rust, one file each.
//!
//! A pass is a function from a [`Graph`] to [`Findings`]. It asks the graph in
//! the domain's words and names places; it never sees JSON, files or lines.

mod alb_invoke_permission_missing;
mod alb_origin_open;
mod all_weights_zero;
mod api_v2_route_open;
mod catch_all_not_last;
mod cloudfront_behaviour_unknown_origin;
mod cloudfront_without_waf;
mod function_timeout_over_api;
mod jwt_needed_but_alb_chosen;
mod lb_access_logs_off;
mod listener_allows_tls10_or_tls11;
mod listener_http_forwards;
mod listener_port_duplicate;
mod listener_without_tls13;
mod method_condition_lower_case;
mod path_pattern_never_matches;
mod public_alb_without_waf;
mod redirect_loop;
mod redirect_to_http;
mod redirect_to_port_without_listener;
mod rest_method_open;
mod rule_on_network_lb;
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
        Coded::AllWeightsZero => all_weights_zero::check,
        Coded::ApiV2RouteOpen => api_v2_route_open::check,
        Coded::CatchAllNotLast => catch_all_not_last::check,
        Coded::CloudfrontBehaviourUnknownOrigin => cloudfront_behaviour_unknown_origin::check,
        Coded::CloudfrontWithoutWaf => cloudfront_without_waf::check,
        Coded::FunctionTimeoutOverApi => function_timeout_over_api::check,
        Coded::JwtNeededButAlbChosen => jwt_needed_but_alb_chosen::check,
        Coded::LbAccessLogsOff => lb_access_logs_off::check,
        Coded::ListenerAllowsTls10OrTls11 => listener_allows_tls10_or_tls11::check,
        Coded::ListenerHttpForwards => listener_http_forwards::check,
        Coded::ListenerPortDuplicate => listener_port_duplicate::check,
        Coded::ListenerWithoutTls13 => listener_without_tls13::check,
        Coded::MethodConditionLowerCase => method_condition_lower_case::check,
        Coded::PathPatternNeverMatches => path_pattern_never_matches::check,
        Coded::PublicAlbWithoutWaf => public_alb_without_waf::check,
        Coded::RedirectLoop => redirect_loop::check,
        Coded::RedirectToHttp => redirect_to_http::check,
        Coded::RedirectToPortWithoutListener => redirect_to_port_without_listener::check,
        Coded::RestMethodOpen => rest_method_open::check,
        Coded::RuleOnNetworkLb => rule_on_network_lb::check,
        Coded::RulePriorityDuplicate => rule_priority_duplicate::check,
        Coded::RuleShadowed => rule_shadowed::check,
        Coded::RuntimeDeprecated => runtime_deprecated::check,
    }
}
