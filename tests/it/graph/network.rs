//! Security groups and routes.

use super::check;

/// Inline blocks show one expression for all of them.
#[test]
fn security_groups_and_routes() {
    check(
        r#"
        resource "aws_security_group" "lb" {}
        resource "aws_security_group" "admin" {}
        resource "aws_security_group" "one" {
          ingress {
            from_port       = 80
            security_groups = [aws_security_group.lb.id]
          }
        }
        resource "aws_security_group" "two" {
          ingress {
            from_port       = 80
            security_groups = [aws_security_group.lb.id]
          }
          ingress {
            from_port       = 22
            security_groups = [aws_security_group.admin.id]
          }
        }
        resource "aws_security_group_rule" "old" {
          type                     = "ingress"
          security_group_id        = aws_security_group.one.id
          source_security_group_id = aws_security_group.admin.id
        }
        resource "aws_vpc_security_group_ingress_rule" "new" {
          security_group_id            = aws_security_group_rule.old.security_group_id
          referenced_security_group_id = aws_security_group.lb.id
        }
        resource "aws_vpc_security_group_ingress_rule" "edge" {
          security_group_id = aws_security_group.lb.id
          prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
        }
        data "aws_ec2_managed_prefix_list" "cloudfront" {
          name = "com.amazonaws.global.cloudfront.origin-facing"
        }
        resource "aws_subnet" "public" {}
        resource "aws_internet_gateway" "i" {}
        resource "aws_route_table" "t" {
          route {
            cidr_block = "0.0.0.0/0"
            gateway_id = aws_internet_gateway.i.id
          }
        }
        resource "aws_route_table_association" "a" {
          subnet_id      = aws_subnet.public.id
          route_table_id = aws_route_table.t.id
        }
        "#,
        &[
            "aws_route_table.t route[0].gateway_id -> aws_internet_gateway.i exact",
            "aws_route_table_association.a route_table_id -> aws_route_table.t exact",
            "aws_route_table_association.a subnet_id -> aws_subnet.public exact",
            "aws_security_group.one ingress[0].security_groups -> aws_security_group.lb exact",
            "aws_security_group.two ingress[0].security_groups -> aws_security_group.admin ambiguous",
            "aws_security_group.two ingress[0].security_groups -> aws_security_group.lb ambiguous",
            "aws_security_group.two ingress[1].security_groups -> aws_security_group.admin ambiguous",
            "aws_security_group.two ingress[1].security_groups -> aws_security_group.lb ambiguous",
            "aws_security_group_rule.old security_group_id -> aws_security_group.one exact",
            "aws_security_group_rule.old source_security_group_id -> aws_security_group.admin exact",
            "aws_vpc_security_group_ingress_rule.edge prefix_list_id -> data.aws_ec2_managed_prefix_list.cloudfront exact",
            "aws_vpc_security_group_ingress_rule.edge security_group_id -> aws_security_group.lb exact",
            "aws_vpc_security_group_ingress_rule.new referenced_security_group_id -> aws_security_group.lb exact",
            "aws_vpc_security_group_ingress_rule.new security_group_id -> aws_security_group.one exact",
        ],
    );
}
