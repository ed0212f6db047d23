//! Security groups in their three styles, subnets and routes.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const GROUPS: &[&str] = &["aws_security_group", "aws_default_security_group"];
const RULES: &[&str] = &[
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
];
const OLD_RULES: &[&str] = &["aws_security_group_rule"];
const ASSOCIATION: &[&str] = &["aws_route_table_association"];
const TABLES: &[&str] = &["aws_route_table", "aws_default_route_table"];

const ROUTE_TABLES: &[Target] = &[
    ("aws_route_table", &["id"]),
    ("aws_default_route_table", &["id"]),
    (
        "aws_vpc",
        &["main_route_table_id", "default_route_table_id"],
    ),
];
const GATEWAYS: &[Target] = &[("aws_internet_gateway", &["id"])];
const NAT_GATEWAYS: &[Target] = &[("aws_nat_gateway", &["id"])];
const INTERFACE: Target = ("aws_network_interface", &["id"]);

pub(super) const REFERENCES: &[Reference] = &[
    formed(
        GROUPS,
        "ingress|egress.security_groups",
        SECURITY_GROUPS,
        Form::Peer,
    ),
    plain(GROUPS, "ingress|egress.prefix_list_ids", PREFIX_LISTS),
    plain(OLD_RULES, "security_group_id", SECURITY_GROUPS),
    formed(
        OLD_RULES,
        "source_security_group_id",
        SECURITY_GROUPS,
        Form::Peer,
    ),
    plain(OLD_RULES, "prefix_list_ids", PREFIX_LISTS),
    plain(RULES, "security_group_id", SECURITY_GROUPS),
    formed(
        RULES,
        "referenced_security_group_id",
        SECURITY_GROUPS,
        Form::Peer,
    ),
    plain(RULES, "prefix_list_id", PREFIX_LISTS),
    plain(
        &["aws_ec2_managed_prefix_list_entry"],
        "prefix_list_id",
        PREFIX_LISTS,
    ),
    plain(
        &["aws_network_interface_sg_attachment"],
        "security_group_id",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_network_interface_sg_attachment"],
        "network_interface_id",
        &[
            INTERFACE,
            ("aws_instance", &["primary_network_interface_id"]),
        ],
    ),
    plain(
        &["aws_network_interface"],
        "security_groups",
        SECURITY_GROUPS,
    ),
    plain(&["aws_network_interface"], "subnet_id", SUBNETS),
    plain(&["aws_eip"], "instance", &[INSTANCE]),
    plain(&["aws_eip_association"], "instance_id", &[INSTANCE]),
    plain(&["aws_eip_association"], "allocation_id", &[ADDRESS]),
    plain(
        &[
            "aws_subnet",
            "aws_lb_target_group",
            "aws_internet_gateway",
            "aws_route_table",
            "aws_security_group",
        ],
        "vpc_id",
        VPC,
    ),
    plain(&["aws_nat_gateway"], "subnet_id", SUBNETS),
    plain(&["aws_nat_gateway"], "allocation_id", &[ADDRESS]),
    plain(ASSOCIATION, "subnet_id", SUBNETS),
    plain(ASSOCIATION, "route_table_id", ROUTE_TABLES),
    plain(ASSOCIATION, "gateway_id", GATEWAYS),
    plain(&["aws_main_route_table_association"], "vpc_id", VPC),
    plain(
        &["aws_main_route_table_association"],
        "route_table_id",
        ROUTE_TABLES,
    ),
    plain(
        &["aws_default_route_table"],
        "default_route_table_id",
        &[(
            "aws_vpc",
            &["default_route_table_id", "main_route_table_id"],
        )],
    ),
    plain(TABLES, "route.gateway_id", GATEWAYS),
    plain(TABLES, "route.nat_gateway_id", NAT_GATEWAYS),
    plain(&["aws_route"], "route_table_id", ROUTE_TABLES),
    plain(&["aws_route"], "gateway_id", GATEWAYS),
    plain(&["aws_route"], "nat_gateway_id", NAT_GATEWAYS),
    plain(&["aws_vpc_endpoint"], "subnet_ids", SUBNETS),
    plain(&["aws_vpc_endpoint"], "security_group_ids", SECURITY_GROUPS),
    plain(
        &["aws_vpc_endpoint"],
        "service_name",
        &[("aws_vpc_endpoint_service", &["service_name"])],
    ),
];
