//! What a load balancer sends to: target groups, their health checks, containers, instances.

pub(super) mod alb_behind_nlb_unfit;
pub(super) mod asg_on_lb_without_elb_health;
pub(super) mod awsvpc_needs_ip_targets;
pub(super) mod dynamic_host_port_needs_traffic_port;
pub(super) mod ecs_container_port_missing;
pub(super) mod ecs_public_ip_behind_lb;
pub(super) mod ecs_service_not_ordered_after_listener;
pub(super) mod health_check_missing;
pub(super) mod health_check_port_not_exposed;
pub(super) mod health_check_timeout_not_below_interval;
pub(super) mod lambda_group_many_targets;
pub(super) mod target_group_attached_to_no_listener;
pub(super) mod target_group_on_two_lbs;
pub(super) mod target_in_other_vpc;
pub(super) mod target_zone_not_enabled;
