//! Web ACLs: what they hold, what they guard, and what gets past them.

pub(super) mod appsync_without_waf;
pub(super) mod association_targets_cloudfront;
pub(super) mod association_to_api_instead_of_stage;
pub(super) mod association_unsupported_resource;
pub(super) mod cloudfront_scope_outside_us_east_1;
pub(super) mod cloudfront_without_waf;
pub(super) mod log_destination_name_wrong;
pub(super) mod public_alb_without_waf;
pub(super) mod rate_rule_counts_cdn_addresses;
pub(super) mod resource_has_two_acls;
pub(super) mod rest_stage_without_waf;
pub(super) mod rule_or_group_empty;
pub(super) mod rule_references_other_scope;
pub(super) mod rule_without_action;
pub(super) mod waf_at_edge_origin_open;
pub(super) mod web_acl_allow_rule_shadows_rest;
pub(super) mod web_acl_logging_off;
pub(super) mod web_acl_only_counts;
pub(super) mod web_acl_priority_duplicate;
pub(super) mod web_acl_scope_mismatch;
pub(super) mod web_acl_without_known_bad_inputs;
pub(super) mod web_acl_without_rules;
