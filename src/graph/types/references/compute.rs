//! What answers requests apart from functions: ECS, EC2, Auto Scaling, EKS.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const SERVICES: &[&str] = &["aws_ecs_service"];
const SCALING: &[&str] = &["aws_autoscaling_group"];
const ATTACHMENTS: &[&str] = &["aws_autoscaling_attachment"];
const TRAFFIC: &[&str] = &["aws_autoscaling_traffic_source_attachment"];
const EXPRESS: &[&str] = &["aws_ecs_express_gateway_service"];

const LATTICE_GROUP: Target = ("aws_vpclattice_target_group", &["arn", "id"]);
const TASK: Target = (
    "aws_ecs_task_definition",
    &["arn", "id", "family", "arn_without_revision"],
);
const TEMPLATE_ID: &[Target] = &[("aws_launch_template", &["id"])];
const TEMPLATE_NAME: &[Target] = &[("aws_launch_template", &["name"])];
const SOURCES: &[Target] = &[GROUP, LATTICE_GROUP, ELB];

pub(super) const REFERENCES: &[Reference] = &[
    plain(SERVICES, "load_balancer.target_group_arn", &[GROUP]),
    plain(SERVICES, "load_balancer.elb_name", &[ELB]),
    plain(
        SERVICES,
        "load_balancer.advanced_configuration.alternate_target_group_arn",
        &[GROUP],
    ),
    plain(
        SERVICES,
        "load_balancer.advanced_configuration.production_listener_rule",
        &[RULE, LISTENER],
    ),
    plain(
        SERVICES,
        "load_balancer.advanced_configuration.test_listener_rule",
        &[RULE, LISTENER],
    ),
    plain(
        SERVICES,
        "vpc_lattice_configurations.target_group_arn",
        &[LATTICE_GROUP],
    ),
    plain(
        SERVICES,
        "network_configuration.security_groups",
        SECURITY_GROUPS,
    ),
    plain(SERVICES, "network_configuration.subnets", SUBNETS),
    plain(
        SERVICES,
        "service_registries.registry_arn",
        &[SERVICE_REGISTRY],
    ),
    plain(
        &["aws_ecs_service", "aws_ecs_task_set"],
        "task_definition",
        &[TASK],
    ),
    plain(
        &["aws_ecs_task_set"],
        "service",
        &[("aws_ecs_service", &["id", "arn", "name"])],
    ),
    plain(
        &["aws_ecs_task_set"],
        "load_balancer.target_group_arn",
        &[GROUP],
    ),
    plain(
        &["aws_ecs_task_set"],
        "load_balancer.load_balancer_name",
        &[ELB],
    ),
    plain(
        &["aws_ecs_task_set"],
        "network_configuration.security_groups",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_ecs_task_set"],
        "network_configuration.subnets",
        SUBNETS,
    ),
    plain(
        EXPRESS,
        "network_configuration.security_groups",
        SECURITY_GROUPS,
    ),
    plain(EXPRESS, "network_configuration.subnets", SUBNETS),
    plain(SCALING, "target_group_arns", &[GROUP]),
    plain(SCALING, "traffic_source.identifier", SOURCES),
    plain(SCALING, "load_balancers", &[ELB]),
    plain(SCALING, "vpc_zone_identifier", SUBNETS),
    plain(SCALING, "launch_template.id", TEMPLATE_ID),
    plain(SCALING, "launch_template.name", TEMPLATE_NAME),
    plain(
        SCALING,
        "launch_configuration",
        &[("aws_launch_configuration", &["name", "id"])],
    ),
    plain(
        SCALING,
        "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
        TEMPLATE_ID,
    ),
    plain(
        SCALING,
        "mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
        TEMPLATE_NAME,
    ),
    plain(
        SCALING,
        "mixed_instances_policy.launch_template.override.launch_template_specification.launch_template_id",
        TEMPLATE_ID,
    ),
    plain(ATTACHMENTS, "autoscaling_group_name", &[SCALING_GROUP]),
    plain(ATTACHMENTS, "lb_target_group_arn", &[GROUP]),
    plain(ATTACHMENTS, "alb_target_group_arn", &[GROUP]),
    plain(ATTACHMENTS, "elb", &[ELB]),
    plain(TRAFFIC, "autoscaling_group_name", &[SCALING_GROUP]),
    plain(TRAFFIC, "traffic_source.identifier", SOURCES),
    plain(&["aws_instance"], "subnet_id", SUBNETS),
    plain(&["aws_instance"], "vpc_security_group_ids", SECURITY_GROUPS),
    plain(&["aws_instance"], "launch_template.id", TEMPLATE_ID),
    plain(&["aws_instance"], "launch_template.name", TEMPLATE_NAME),
    plain(
        &["aws_launch_template"],
        "vpc_security_group_ids",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_launch_template"],
        "network_interfaces.security_groups",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_launch_template"],
        "network_interfaces.subnet_id",
        SUBNETS,
    ),
    plain(
        &["aws_launch_configuration"],
        "security_groups",
        SECURITY_GROUPS,
    ),
    plain(&["aws_eks_cluster"], "vpc_config.subnet_ids", SUBNETS),
    plain(
        &["aws_eks_cluster"],
        "vpc_config.security_group_ids",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_apprunner_service"],
        "network_configuration.egress_configuration.vpc_connector_arn",
        &[("aws_apprunner_vpc_connector", &["arn", "id"])],
    ),
    plain(
        &["aws_apprunner_vpc_connector"],
        "security_groups",
        SECURITY_GROUPS,
    ),
    plain(&["aws_apprunner_vpc_connector"], "subnets", SUBNETS),
    plain(
        &[
            "aws_apprunner_vpc_ingress_connection",
            "aws_apprunner_custom_domain_association",
        ],
        "service_arn",
        &[("aws_apprunner_service", &["arn", "id"])],
    ),
    formed(
        &["aws_apprunner_vpc_ingress_connection"],
        "ingress_vpc_configuration.vpc_endpoint_id",
        &[VPC_ENDPOINT],
        Form::Plain,
    ),
];
