variable "name" {}
variable "internal" {}
variable "vpc_id" {}
variable "subnet_ids" {}
variable "certificate_arn" { default = null }
variable "groups" {}
resource "aws_security_group" "this" {
  name   = var.name
  vpc_id = var.vpc_id
}
resource "aws_lb" "this" {
  name            = var.name
  internal        = var.internal
  subnets         = var.subnet_ids
  security_groups = concat([aws_security_group.this.id], [])
}
resource "aws_lb_target_group" "this" {
  for_each    = var.groups
  name        = "${var.name}-${each.key}"
  port        = each.value.port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id
}
resource "aws_lb_listener" "https" {
  count             = var.internal ? 0 : 1
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = var.certificate_arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  dynamic "default_action" {
    for_each = var.internal ? [1] : []
    content {
      type = "fixed-response"
      fixed_response { content_type = "text/plain" }
    }
  }
  dynamic "default_action" {
    for_each = var.internal ? [] : [1]
    content {
      type = "redirect"
      redirect {
        port        = "443"
        protocol    = "HTTPS"
        status_code = "HTTP_301"
      }
    }
  }
}
resource "aws_lb_listener_rule" "this" {
  for_each     = var.groups
  listener_arn = var.internal ? aws_lb_listener.http.arn : try(aws_lb_listener.https[0].arn, aws_lb_listener.http.arn)
  priority     = each.value.priority
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }
  condition {
    path_pattern { values = each.value.paths }
  }
}
output "arn" { value = aws_lb.this.arn }
output "dns_name" { value = aws_lb.this.dns_name }
output "zone_id" { value = aws_lb.this.zone_id }
output "security_group_id" { value = aws_security_group.this.id }
output "target_groups" { value = { for k, g in aws_lb_target_group.this : k => g.arn } }
