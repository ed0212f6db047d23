//! The lints that need Rust, one file each.
//!
//! A pass is a function from a [`Graph`] to [`Findings`]. It asks the graph in
//! the domain's words and names places; it never sees JSON, files or lines.

mod alb_behind_nlb_unfit;
mod alb_cognito_callback_missing;
mod alb_cognito_client_unfit;
mod alb_cognito_domain_missing;
mod alb_for_one_small_lambda;
mod alb_invoke_permission_missing;
mod alb_jwt_audience_unchecked;
mod alb_login_bypass_bare_path;
mod alb_login_bypass_by_sibling_rule;
mod alb_login_bypass_host;
mod alb_login_on_http_listener;
mod alb_oidc_egress_blocked;
mod alb_origin_open;
mod all_weights_zero;
mod api_key_required_without_usage_plan;
mod api_keys_needed_front_cannot;
mod api_v2_api_without_stage_or_deploy;
mod api_v2_route_open;
mod api_v2_route_without_integration;
mod appsync_without_waf;
mod around;
mod asg_on_lb_without_elb_health;
mod association_targets_cloudfront;
mod association_to_api_instead_of_stage;
mod association_unsupported_resource;
mod authorization_type_contradicts_authorizer;
mod authorizer_id_missing;
mod authorizer_of_another_api;
mod authorizer_type_impossible_on_api;
mod awsvpc_needs_ip_targets;
mod backend_door_without_authorizer;
mod base_path_conflict;
mod browser_login_needed_on_api_gateway;
mod catch_all_not_last;
mod classic_lb_certificate_not_acm;
mod classic_lb_listener_plain;
mod classic_lb_policy_weak;
mod classic_load_balancer_used;
mod client_mtls_needed_not_configured;
mod cloudfront_behaviour_shadowed;
mod cloudfront_behaviour_unknown_origin;
mod cloudfront_default_certificate;
mod cloudfront_http_origin_meets_https_redirect;
mod cloudfront_https_origin_lb_has_no_https;
mod cloudfront_https_origin_name_not_on_certificate;
mod cloudfront_min_tls_weak;
mod cloudfront_origin_old_tls;
mod cloudfront_origin_plain_http;
mod cloudfront_scope_outside_us_east_1;
mod cloudfront_without_waf;
mod cognito_mfa_off;
mod cognito_password_weak;
mod cognito_threat_protection_off;
mod concurrency_unbounded;
mod conditions_contradict;
mod cors_credentials_with_wildcard;
mod cors_wildcard;
mod declared_need_on_unknown_route;
mod dlq_on_synchronous_function;
mod dynamic_host_port_needs_traffic_port;
mod ecs_container_port_missing;
mod ecs_public_ip_behind_lb;
mod ecs_service_not_ordered_after_listener;
mod edge_function_not_us_east_1;
mod edge_function_over_limits;
mod edge_function_unqualified;
mod edge_optimized_rest_behind_cloudfront;
mod edge_role_trust_missing;
mod fips_or_pq_needed_policy_without;
mod function_env_not_cmk_or_code_unsigned;
mod function_outside_vpc_demanded;
mod function_timeout_over_api;
mod function_url_open;
mod function_url_permission_incomplete;
mod function_url_public_without_cdn;
mod greedy_proxy_not_last;
mod grpc_needed_front_cannot;
mod grpc_needed_target_group_not_grpc;
mod header_or_ip_routing_needed_front_cannot;
mod health_check_missing;
mod health_check_plain_http;
mod health_check_port_not_exposed;
mod health_check_timeout_not_below_interval;
mod hidden;
mod hinges;
mod host_rule_not_on_certificate;
mod hsts_missing_on_cdn;
mod http3_needed_not_on_cloudfront;
mod http_invoke_permission_missing;
mod http_listener_rule_forwards;
mod integration_method_not_post;
mod integration_plain_http_over_internet;
mod integration_uses_function_arn;
mod jwt_audience_empty;
mod jwt_issuer_audience_from_different_pools;
mod jwt_issuer_malformed;
mod jwt_needed_but_alb_chosen;
mod jwt_needed_front_cannot_verify;
mod jwt_needed_rest_without_authorizer;
mod lambda_authorizer_without_permission;
mod lambda_group_many_targets;
mod large_payload_needed_over_limit;
mod lb_access_logs_off;
mod listener_allows_tls10_or_tls11;
mod listener_http_forwards;
mod listener_policy_without_forward_secrecy;
mod listener_port_duplicate;
mod listener_without_tls13;
mod log_destination_name_wrong;
mod long_request_needed_over_ceiling;
mod method_condition_lower_case;
mod mtls_domain_with_open_execute_api;
mod mtls_listener_not_on_every_path;
mod need;
mod nlb_for_http_needs_alb_features;
mod nlb_tls_to_plain_targets;
mod operations;
mod path_pattern_never_matches;
mod per_client_quota_needed_missing;
mod permission_and_resource_policy_mixed;
mod permission_for_wrong_front;
mod permission_not_before_attachment;
mod permission_public;
mod permission_qualifier_mismatch;
mod permission_source_arn_wrong;
mod permission_without_source;
mod private_integration_plain_http;
mod private_needed_public_front;
mod private_rest_without_policy;
mod public_alb_without_https_listener;
mod public_alb_without_waf;
mod rate_rule_counts_cdn_addresses;
mod redirect_loop;
mod redirect_to_http;
mod redirect_to_port_without_listener;
mod request_validation_needed_front_cannot;
mod reserved_concurrency_zero;
mod resource_has_two_acls;
mod response_cache_needed_missing;
mod rest_client_certificate_missing;
mod rest_deployment_misses_integrations;
mod rest_deployment_of_another_api;
mod rest_deployment_without_triggers;
mod rest_invoke_permission_missing;
mod rest_method_open;
mod rest_method_without_integration;
mod rest_policy_open;
mod rest_request_not_validated;
mod rest_stage_without_waf;
mod rest_where_http_api_suffices;
mod rest_without_deployment_or_stage;
mod route_key_malformed;
mod rule_on_network_lb;
mod rule_or_group_empty;
mod rule_priority_duplicate;
mod rule_references_other_scope;
mod rule_shadowed;
mod rule_without_action;
mod runtime_deprecated;
mod secret_in_environment;
mod signed_behaviour_bypassed;
mod source_ip_gate_bypassed;
mod spoofable_header_used_as_gate;
mod stage_variable_secret;
mod static_ip_needed_on_alb;
mod stream_mode_mismatch;
mod streaming_needed_buffered_front;
mod target_group_attached_to_no_listener;
mod target_group_on_two_lbs;
mod target_in_other_vpc;
mod target_zone_not_enabled;
mod tls13_only_needed_front_cannot;
mod tracing_off;
mod two_fronts_offer_different_controls;
mod vpc_function_single_az;
mod waf_at_edge_origin_open;
mod waf_needed_on_front_without_waf_support;
mod web_acl_allow_rule_shadows_rest;
mod web_acl_logging_off;
mod web_acl_only_counts;
mod web_acl_priority_duplicate;
mod web_acl_scope_mismatch;
mod web_acl_without_known_bad_inputs;
mod web_acl_without_rules;
mod websocket_authorization_on_non_connect;
mod websocket_connect_open;
mod websocket_invoke_permission_missing;
mod websocket_needed_http_or_rest_api;
mod websocket_to_lambda_behind_alb;

pub use hinges::hinges;

use crate::catalog::Coded;
use crate::finding::Findings;
use crate::graph::Graph;

/// A lint's check.
pub type Pass = fn(&Graph<'_>, &mut Findings);

/// The check of a lint. A page without one does not compile.
pub fn pass(lint: Coded) -> Pass {
    match lint {
        Coded::AlbBehindNlbUnfit => alb_behind_nlb_unfit::check,
        Coded::AlbCognitoCallbackMissing => alb_cognito_callback_missing::check,
        Coded::AlbCognitoClientUnfit => alb_cognito_client_unfit::check,
        Coded::AlbCognitoDomainMissing => alb_cognito_domain_missing::check,
        Coded::AlbForOneSmallLambda => alb_for_one_small_lambda::check,
        Coded::AlbInvokePermissionMissing => alb_invoke_permission_missing::check,
        Coded::AlbJwtAudienceUnchecked => alb_jwt_audience_unchecked::check,
        Coded::AlbLoginBypassBarePath => alb_login_bypass_bare_path::check,
        Coded::AlbLoginBypassBySiblingRule => alb_login_bypass_by_sibling_rule::check,
        Coded::AlbLoginBypassHost => alb_login_bypass_host::check,
        Coded::AlbLoginOnHttpListener => alb_login_on_http_listener::check,
        Coded::AlbOidcEgressBlocked => alb_oidc_egress_blocked::check,
        Coded::AlbOriginOpen => alb_origin_open::check,
        Coded::AllWeightsZero => all_weights_zero::check,
        Coded::ApiKeyRequiredWithoutUsagePlan => api_key_required_without_usage_plan::check,
        Coded::ApiKeysNeededFrontCannot => api_keys_needed_front_cannot::check,
        Coded::ApiV2ApiWithoutStageOrDeploy => api_v2_api_without_stage_or_deploy::check,
        Coded::ApiV2RouteOpen => api_v2_route_open::check,
        Coded::ApiV2RouteWithoutIntegration => api_v2_route_without_integration::check,
        Coded::AppsyncWithoutWaf => appsync_without_waf::check,
        Coded::AsgOnLbWithoutElbHealth => asg_on_lb_without_elb_health::check,
        Coded::AssociationTargetsCloudfront => association_targets_cloudfront::check,
        Coded::AssociationToApiInsteadOfStage => association_to_api_instead_of_stage::check,
        Coded::AssociationUnsupportedResource => association_unsupported_resource::check,
        Coded::AuthorizationTypeContradictsAuthorizer => {
            authorization_type_contradicts_authorizer::check
        }
        Coded::AuthorizerIdMissing => authorizer_id_missing::check,
        Coded::AuthorizerOfAnotherApi => authorizer_of_another_api::check,
        Coded::AuthorizerTypeImpossibleOnApi => authorizer_type_impossible_on_api::check,
        Coded::AwsvpcNeedsIpTargets => awsvpc_needs_ip_targets::check,
        Coded::BackendDoorWithoutAuthorizer => backend_door_without_authorizer::check,
        Coded::BasePathConflict => base_path_conflict::check,
        Coded::BrowserLoginNeededOnApiGateway => browser_login_needed_on_api_gateway::check,
        Coded::CatchAllNotLast => catch_all_not_last::check,
        Coded::ClassicLbCertificateNotAcm => classic_lb_certificate_not_acm::check,
        Coded::ClassicLbListenerPlain => classic_lb_listener_plain::check,
        Coded::ClassicLbPolicyWeak => classic_lb_policy_weak::check,
        Coded::ClassicLoadBalancerUsed => classic_load_balancer_used::check,
        Coded::ClientMtlsNeededNotConfigured => client_mtls_needed_not_configured::check,
        Coded::CloudfrontBehaviourShadowed => cloudfront_behaviour_shadowed::check,
        Coded::CloudfrontBehaviourUnknownOrigin => cloudfront_behaviour_unknown_origin::check,
        Coded::CloudfrontDefaultCertificate => cloudfront_default_certificate::check,
        Coded::CloudfrontHttpOriginMeetsHttpsRedirect => {
            cloudfront_http_origin_meets_https_redirect::check
        }
        Coded::CloudfrontHttpsOriginLbHasNoHttps => cloudfront_https_origin_lb_has_no_https::check,
        Coded::CloudfrontHttpsOriginNameNotOnCertificate => {
            cloudfront_https_origin_name_not_on_certificate::check
        }
        Coded::CloudfrontMinTlsWeak => cloudfront_min_tls_weak::check,
        Coded::CloudfrontOriginOldTls => cloudfront_origin_old_tls::check,
        Coded::CloudfrontOriginPlainHttp => cloudfront_origin_plain_http::check,
        Coded::CloudfrontScopeOutsideUsEast1 => cloudfront_scope_outside_us_east_1::check,
        Coded::CloudfrontWithoutWaf => cloudfront_without_waf::check,
        Coded::CognitoMfaOff => cognito_mfa_off::check,
        Coded::CognitoPasswordWeak => cognito_password_weak::check,
        Coded::CognitoThreatProtectionOff => cognito_threat_protection_off::check,
        Coded::ConcurrencyUnbounded => concurrency_unbounded::check,
        Coded::ConditionsContradict => conditions_contradict::check,
        Coded::CorsCredentialsWithWildcard => cors_credentials_with_wildcard::check,
        Coded::CorsWildcard => cors_wildcard::check,
        Coded::DeclaredNeedOnUnknownRoute => declared_need_on_unknown_route::check,
        Coded::DlqOnSynchronousFunction => dlq_on_synchronous_function::check,
        Coded::DynamicHostPortNeedsTrafficPort => dynamic_host_port_needs_traffic_port::check,
        Coded::EcsContainerPortMissing => ecs_container_port_missing::check,
        Coded::EcsPublicIpBehindLb => ecs_public_ip_behind_lb::check,
        Coded::EcsServiceNotOrderedAfterListener => ecs_service_not_ordered_after_listener::check,
        Coded::EdgeFunctionNotUsEast1 => edge_function_not_us_east_1::check,
        Coded::EdgeFunctionOverLimits => edge_function_over_limits::check,
        Coded::EdgeFunctionUnqualified => edge_function_unqualified::check,
        Coded::EdgeOptimizedRestBehindCloudfront => edge_optimized_rest_behind_cloudfront::check,
        Coded::EdgeRoleTrustMissing => edge_role_trust_missing::check,
        Coded::FipsOrPqNeededPolicyWithout => fips_or_pq_needed_policy_without::check,
        Coded::FunctionEnvNotCmkOrCodeUnsigned => function_env_not_cmk_or_code_unsigned::check,
        Coded::FunctionOutsideVpcDemanded => function_outside_vpc_demanded::check,
        Coded::FunctionTimeoutOverApi => function_timeout_over_api::check,
        Coded::FunctionUrlOpen => function_url_open::check,
        Coded::FunctionUrlPermissionIncomplete => function_url_permission_incomplete::check,
        Coded::FunctionUrlPublicWithoutCdn => function_url_public_without_cdn::check,
        Coded::GreedyProxyNotLast => greedy_proxy_not_last::check,
        Coded::GrpcNeededFrontCannot => grpc_needed_front_cannot::check,
        Coded::GrpcNeededTargetGroupNotGrpc => grpc_needed_target_group_not_grpc::check,
        Coded::HeaderOrIpRoutingNeededFrontCannot => {
            header_or_ip_routing_needed_front_cannot::check
        }
        Coded::HealthCheckMissing => health_check_missing::check,
        Coded::HealthCheckPlainHttp => health_check_plain_http::check,
        Coded::HealthCheckPortNotExposed => health_check_port_not_exposed::check,
        Coded::HealthCheckTimeoutNotBelowInterval => health_check_timeout_not_below_interval::check,
        Coded::HostRuleNotOnCertificate => host_rule_not_on_certificate::check,
        Coded::HstsMissingOnCdn => hsts_missing_on_cdn::check,
        Coded::Http3NeededNotOnCloudfront => http3_needed_not_on_cloudfront::check,
        Coded::HttpInvokePermissionMissing => http_invoke_permission_missing::check,
        Coded::HttpListenerRuleForwards => http_listener_rule_forwards::check,
        Coded::IntegrationMethodNotPost => integration_method_not_post::check,
        Coded::IntegrationPlainHttpOverInternet => integration_plain_http_over_internet::check,
        Coded::IntegrationUsesFunctionArn => integration_uses_function_arn::check,
        Coded::JwtAudienceEmpty => jwt_audience_empty::check,
        Coded::JwtIssuerAudienceFromDifferentPools => {
            jwt_issuer_audience_from_different_pools::check
        }
        Coded::JwtIssuerMalformed => jwt_issuer_malformed::check,
        Coded::JwtNeededButAlbChosen => jwt_needed_but_alb_chosen::check,
        Coded::JwtNeededFrontCannotVerify => jwt_needed_front_cannot_verify::check,
        Coded::JwtNeededRestWithoutAuthorizer => jwt_needed_rest_without_authorizer::check,
        Coded::LambdaAuthorizerWithoutPermission => lambda_authorizer_without_permission::check,
        Coded::LambdaGroupManyTargets => lambda_group_many_targets::check,
        Coded::LargePayloadNeededOverLimit => large_payload_needed_over_limit::check,
        Coded::LbAccessLogsOff => lb_access_logs_off::check,
        Coded::ListenerAllowsTls10OrTls11 => listener_allows_tls10_or_tls11::check,
        Coded::ListenerHttpForwards => listener_http_forwards::check,
        Coded::ListenerPolicyWithoutForwardSecrecy => {
            listener_policy_without_forward_secrecy::check
        }
        Coded::ListenerPortDuplicate => listener_port_duplicate::check,
        Coded::ListenerWithoutTls13 => listener_without_tls13::check,
        Coded::LogDestinationNameWrong => log_destination_name_wrong::check,
        Coded::LongRequestNeededOverCeiling => long_request_needed_over_ceiling::check,
        Coded::MethodConditionLowerCase => method_condition_lower_case::check,
        Coded::MtlsDomainWithOpenExecuteApi => mtls_domain_with_open_execute_api::check,
        Coded::MtlsListenerNotOnEveryPath => mtls_listener_not_on_every_path::check,
        Coded::NlbForHttpNeedsAlbFeatures => nlb_for_http_needs_alb_features::check,
        Coded::NlbTlsToPlainTargets => nlb_tls_to_plain_targets::check,
        Coded::PathPatternNeverMatches => path_pattern_never_matches::check,
        Coded::PerClientQuotaNeededMissing => per_client_quota_needed_missing::check,
        Coded::PermissionAndResourcePolicyMixed => permission_and_resource_policy_mixed::check,
        Coded::PermissionForWrongFront => permission_for_wrong_front::check,
        Coded::PermissionNotBeforeAttachment => permission_not_before_attachment::check,
        Coded::PermissionPublic => permission_public::check,
        Coded::PermissionQualifierMismatch => permission_qualifier_mismatch::check,
        Coded::PermissionSourceArnWrong => permission_source_arn_wrong::check,
        Coded::PermissionWithoutSource => permission_without_source::check,
        Coded::PrivateIntegrationPlainHttp => private_integration_plain_http::check,
        Coded::PrivateNeededPublicFront => private_needed_public_front::check,
        Coded::PrivateRestWithoutPolicy => private_rest_without_policy::check,
        Coded::PublicAlbWithoutHttpsListener => public_alb_without_https_listener::check,
        Coded::PublicAlbWithoutWaf => public_alb_without_waf::check,
        Coded::RateRuleCountsCdnAddresses => rate_rule_counts_cdn_addresses::check,
        Coded::RedirectLoop => redirect_loop::check,
        Coded::RedirectToHttp => redirect_to_http::check,
        Coded::RedirectToPortWithoutListener => redirect_to_port_without_listener::check,
        Coded::RequestValidationNeededFrontCannot => request_validation_needed_front_cannot::check,
        Coded::ReservedConcurrencyZero => reserved_concurrency_zero::check,
        Coded::ResourceHasTwoAcls => resource_has_two_acls::check,
        Coded::ResponseCacheNeededMissing => response_cache_needed_missing::check,
        Coded::RestClientCertificateMissing => rest_client_certificate_missing::check,
        Coded::RestDeploymentMissesIntegrations => rest_deployment_misses_integrations::check,
        Coded::RestDeploymentOfAnotherApi => rest_deployment_of_another_api::check,
        Coded::RestDeploymentWithoutTriggers => rest_deployment_without_triggers::check,
        Coded::RestInvokePermissionMissing => rest_invoke_permission_missing::check,
        Coded::RestMethodOpen => rest_method_open::check,
        Coded::RestMethodWithoutIntegration => rest_method_without_integration::check,
        Coded::RestPolicyOpen => rest_policy_open::check,
        Coded::RestRequestNotValidated => rest_request_not_validated::check,
        Coded::RestStageWithoutWaf => rest_stage_without_waf::check,
        Coded::RestWhereHttpApiSuffices => rest_where_http_api_suffices::check,
        Coded::RestWithoutDeploymentOrStage => rest_without_deployment_or_stage::check,
        Coded::RouteKeyMalformed => route_key_malformed::check,
        Coded::RuleOnNetworkLb => rule_on_network_lb::check,
        Coded::RuleOrGroupEmpty => rule_or_group_empty::check,
        Coded::RulePriorityDuplicate => rule_priority_duplicate::check,
        Coded::RuleReferencesOtherScope => rule_references_other_scope::check,
        Coded::RuleShadowed => rule_shadowed::check,
        Coded::RuleWithoutAction => rule_without_action::check,
        Coded::RuntimeDeprecated => runtime_deprecated::check,
        Coded::SecretInEnvironment => secret_in_environment::check,
        Coded::SignedBehaviourBypassed => signed_behaviour_bypassed::check,
        Coded::SourceIpGateBypassed => source_ip_gate_bypassed::check,
        Coded::SpoofableHeaderUsedAsGate => spoofable_header_used_as_gate::check,
        Coded::StageVariableSecret => stage_variable_secret::check,
        Coded::StaticIpNeededOnAlb => static_ip_needed_on_alb::check,
        Coded::StreamModeMismatch => stream_mode_mismatch::check,
        Coded::StreamingNeededBufferedFront => streaming_needed_buffered_front::check,
        Coded::TargetGroupAttachedToNoListener => target_group_attached_to_no_listener::check,
        Coded::TargetGroupOnTwoLbs => target_group_on_two_lbs::check,
        Coded::TargetInOtherVpc => target_in_other_vpc::check,
        Coded::TargetZoneNotEnabled => target_zone_not_enabled::check,
        Coded::Tls13OnlyNeededFrontCannot => tls13_only_needed_front_cannot::check,
        Coded::TracingOff => tracing_off::check,
        Coded::TwoFrontsOfferDifferentControls => two_fronts_offer_different_controls::check,
        Coded::VpcFunctionSingleAz => vpc_function_single_az::check,
        Coded::WafAtEdgeOriginOpen => waf_at_edge_origin_open::check,
        Coded::WafNeededOnFrontWithoutWafSupport => waf_needed_on_front_without_waf_support::check,
        Coded::WebAclAllowRuleShadowsRest => web_acl_allow_rule_shadows_rest::check,
        Coded::WebAclLoggingOff => web_acl_logging_off::check,
        Coded::WebAclOnlyCounts => web_acl_only_counts::check,
        Coded::WebAclPriorityDuplicate => web_acl_priority_duplicate::check,
        Coded::WebAclScopeMismatch => web_acl_scope_mismatch::check,
        Coded::WebAclWithoutKnownBadInputs => web_acl_without_known_bad_inputs::check,
        Coded::WebAclWithoutRules => web_acl_without_rules::check,
        Coded::WebsocketAuthorizationOnNonConnect => websocket_authorization_on_non_connect::check,
        Coded::WebsocketConnectOpen => websocket_connect_open::check,
        Coded::WebsocketInvokePermissionMissing => websocket_invoke_permission_missing::check,
        Coded::WebsocketNeededHttpOrRestApi => websocket_needed_http_or_rest_api::check,
        Coded::WebsocketToLambdaBehindAlb => websocket_to_lambda_behind_alb::check,
    }
}
