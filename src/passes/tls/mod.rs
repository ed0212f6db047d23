//! Encryption of each hop, and the certificates it needs.

pub(super) mod classic_lb_certificate_not_acm;
pub(super) mod classic_lb_listener_plain;
pub(super) mod classic_lb_policy_weak;
pub(super) mod cloudfront_default_certificate;
pub(super) mod cloudfront_https_origin_lb_has_no_https;
pub(super) mod cloudfront_https_origin_name_not_on_certificate;
pub(super) mod cloudfront_min_tls_weak;
pub(super) mod cloudfront_origin_old_tls;
pub(super) mod cloudfront_origin_plain_http;
pub(super) mod health_check_plain_http;
pub(super) mod hsts_missing_on_cdn;
pub(super) mod http_listener_rule_forwards;
pub(super) mod integration_plain_http_over_internet;
pub(super) mod listener_allows_tls10_or_tls11;
pub(super) mod listener_http_forwards;
pub(super) mod listener_policy_without_forward_secrecy;
pub(super) mod listener_without_tls13;
pub(super) mod mtls_domain_with_open_execute_api;
pub(super) mod mtls_listener_not_on_every_path;
pub(super) mod nlb_tls_to_plain_targets;
pub(super) mod private_integration_plain_http;
pub(super) mod public_alb_without_https_listener;
