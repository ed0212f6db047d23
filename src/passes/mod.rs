//! The lints that need Rust, one file each.
//!
//! A pass is a function from a [`Graph`] to [`Findings`]. It asks the graph in
//! the domain's words and names places; it never sees JSON, files or lines.

mod alb_invoke_permission_missing;
mod alb_origin_open;
mod api_v2_route_open;
mod appsync_without_waf;
mod association_targets_cloudfront;
mod association_to_api_instead_of_stage;
mod association_unsupported_resource;
mod catch_all_not_last;
mod cloudfront_scope_outside_us_east_1;
mod cloudfront_without_waf;
mod function_timeout_over_api;
mod http_invoke_permission_missing;
mod jwt_needed_but_alb_chosen;
mod lb_access_logs_off;
mod listener_allows_tls10_or_tls11;
mod listener_http_forwards;
mod listener_without_tls13;
mod log_destination_name_wrong;
mod permission_and_resource_policy_mixed;
mod permission_for_wrong_front;
mod permission_not_before_attachment;
mod permission_public;
mod permission_qualifier_mismatch;
mod permission_source_arn_wrong;
mod permission_without_source;
mod public_alb_without_waf;
mod rate_rule_counts_cdn_addresses;
mod redirect_loop;
mod resource_has_two_acls;
mod rest_invoke_permission_missing;
mod rest_method_open;
mod rest_stage_without_waf;
mod rule_or_group_empty;
mod rule_priority_duplicate;
mod rule_references_other_scope;
mod rule_shadowed;
mod rule_without_action;
mod runtime_deprecated;
mod waf_at_edge_origin_open;
mod web_acl_allow_rule_shadows_rest;
mod web_acl_logging_off;
mod web_acl_only_counts;
mod web_acl_priority_duplicate;
mod web_acl_scope_mismatch;
mod web_acl_without_known_bad_inputs;
mod web_acl_without_rules;
mod websocket_invoke_permission_missing;

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
        Coded::AppsyncWithoutWaf => appsync_without_waf::check,
        Coded::AssociationTargetsCloudfront => association_targets_cloudfront::check,
        Coded::AssociationToApiInsteadOfStage => association_to_api_instead_of_stage::check,
        Coded::AssociationUnsupportedResource => association_unsupported_resource::check,
        Coded::CatchAllNotLast => catch_all_not_last::check,
        Coded::CloudfrontScopeOutsideUsEast1 => cloudfront_scope_outside_us_east_1::check,
        Coded::CloudfrontWithoutWaf => cloudfront_without_waf::check,
        Coded::FunctionTimeoutOverApi => function_timeout_over_api::check,
        Coded::HttpInvokePermissionMissing => http_invoke_permission_missing::check,
        Coded::JwtNeededButAlbChosen => jwt_needed_but_alb_chosen::check,
        Coded::LbAccessLogsOff => lb_access_logs_off::check,
        Coded::ListenerAllowsTls10OrTls11 => listener_allows_tls10_or_tls11::check,
        Coded::ListenerHttpForwards => listener_http_forwards::check,
        Coded::ListenerWithoutTls13 => listener_without_tls13::check,
        Coded::LogDestinationNameWrong => log_destination_name_wrong::check,
        Coded::PermissionAndResourcePolicyMixed => permission_and_resource_policy_mixed::check,
        Coded::PermissionForWrongFront => permission_for_wrong_front::check,
        Coded::PermissionNotBeforeAttachment => permission_not_before_attachment::check,
        Coded::PermissionPublic => permission_public::check,
        Coded::PermissionQualifierMismatch => permission_qualifier_mismatch::check,
        Coded::PermissionSourceArnWrong => permission_source_arn_wrong::check,
        Coded::PermissionWithoutSource => permission_without_source::check,
        Coded::PublicAlbWithoutWaf => public_alb_without_waf::check,
        Coded::RateRuleCountsCdnAddresses => rate_rule_counts_cdn_addresses::check,
        Coded::RedirectLoop => redirect_loop::check,
        Coded::ResourceHasTwoAcls => resource_has_two_acls::check,
        Coded::RestInvokePermissionMissing => rest_invoke_permission_missing::check,
        Coded::RestMethodOpen => rest_method_open::check,
        Coded::RestStageWithoutWaf => rest_stage_without_waf::check,
        Coded::RuleOrGroupEmpty => rule_or_group_empty::check,
        Coded::RulePriorityDuplicate => rule_priority_duplicate::check,
        Coded::RuleReferencesOtherScope => rule_references_other_scope::check,
        Coded::RuleShadowed => rule_shadowed::check,
        Coded::RuleWithoutAction => rule_without_action::check,
        Coded::RuntimeDeprecated => runtime_deprecated::check,
        Coded::WafAtEdgeOriginOpen => waf_at_edge_origin_open::check,
        Coded::WebAclAllowRuleShadowsRest => web_acl_allow_rule_shadows_rest::check,
        Coded::WebAclLoggingOff => web_acl_logging_off::check,
        Coded::WebAclOnlyCounts => web_acl_only_counts::check,
        Coded::WebAclPriorityDuplicate => web_acl_priority_duplicate::check,
        Coded::WebAclScopeMismatch => web_acl_scope_mismatch::check,
        Coded::WebAclWithoutKnownBadInputs => web_acl_without_known_bad_inputs::check,
        Coded::WebAclWithoutRules => web_acl_without_rules::check,
        Coded::WebsocketInvokePermissionMissing => websocket_invoke_permission_missing::check,
    }
}
