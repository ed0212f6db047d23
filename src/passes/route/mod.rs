//! Which request goes where: rules, routes, methods, redirects, deployments.

pub(super) mod all_weights_zero;
pub(super) mod api_v2_route_without_integration;
pub(super) mod api_v2_without_deployment;
pub(super) mod base_path_conflict;
pub(super) mod catch_all_not_last;
pub(super) mod cloudfront_behavior_shadowed;
pub(super) mod cloudfront_behavior_unknown_origin;
pub(super) mod cloudfront_http_origin_meets_https_redirect;
pub(super) mod conditions_contradict;
pub(super) mod greedy_proxy_not_last;
pub(super) mod host_rule_not_on_certificate;
pub(super) mod listener_port_duplicate;
pub(super) mod method_condition_lower_case;
pub(super) mod path_pattern_never_matches;
pub(super) mod redirect_loop;
pub(super) mod redirect_to_http;
pub(super) mod redirect_to_port_without_listener;
pub(super) mod rest_deployment_misses_integrations;
pub(super) mod rest_deployment_of_another_api;
pub(super) mod rest_deployment_without_triggers;
pub(super) mod rest_method_without_integration;
pub(super) mod rest_without_deployment_or_stage;
pub(super) mod route_key_malformed;
pub(super) mod rule_on_network_lb;
pub(super) mod rule_priority_duplicate;
pub(super) mod rule_shadowed;
