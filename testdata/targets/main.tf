# Services behind one load balancer: `orders` is right, each other one has a fault.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  zones       = { a = "eu-central-1a", b = "eu-central-1b", c = "eu-central-1c" }
  services    = toset(["orders", "products", "reports"])
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "old" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "main" {
  for_each          = local.zones
  vpc_id            = aws_vpc.main.id
  availability_zone = each.value
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, index(keys(local.zones), each.key))
}

resource "aws_security_group" "balancer" {
  name   = "balancer"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.balancer.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "locked" {
  name   = "locked"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "locked" {
  security_group_id            = aws_security_group.locked.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.balancer.id
}

resource "aws_security_group" "open" {
  name   = "open"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "main" {
  name            = "main"
  subnets         = [aws_subnet.main["a"].id, aws_subnet.main["b"].id] #~ target-zone-not-enabled
  security_groups = [aws_security_group.balancer.id]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_wafv2_web_acl_association" "main" {
  resource_arn = aws_lb.main.arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/main/12345678-1234-1234-1234-123456789012"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.service["orders"].arn
  }
}

resource "aws_lb_listener_rule" "service" {
  for_each     = { products = 10, reports = 20 }
  listener_arn = aws_lb_listener.https.arn
  priority     = each.value

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.service[each.key].arn
  }

  condition {
    path_pattern {
      values = ["/${each.key}", "/${each.key}/*"]
    }
  }
}

resource "aws_lb_target_group" "service" {
  for_each    = local.services
  name        = each.key
  target_type = "ip"
  port        = 8080
  protocol    = "HTTP"
  vpc_id      = aws_vpc.main.id

  health_check {
    path = "/health"
    port = each.key == "reports" ? 9000 : "traffic-port" #~ health-check-port-not-exposed
  }
}

module "orders" {
  source           = "./service"
  name             = "orders"
  target_group_arn = aws_lb_target_group.service["orders"].arn
  container_port   = 8080
  subnets          = [aws_subnet.main["a"].id, aws_subnet.main["b"].id]
  security_groups  = [aws_security_group.locked.id]
  public           = true
  depends_on       = [aws_lb_listener.https]
}

module "products" {
  source           = "./service"
  name             = "products"
  target_group_arn = aws_lb_target_group.service["products"].arn
  container_port   = 80
  subnets          = [for zone in ["a", "b"] : aws_subnet.main[zone].id]
  security_groups  = [aws_security_group.open.id]
  public           = true
  depends_on       = [aws_lb_listener_rule.service]
}

module "reports" {
  source           = "./service"
  name             = "reports"
  target_group_arn = aws_lb_target_group.service["reports"].arn
  container_port   = 8080
  subnets          = [aws_subnet.main["c"].id]
  security_groups  = [aws_security_group.locked.id]
  depends_on       = [aws_lb_listener_rule.service]
}

# Another module of the same source: no dependency, no listener.

resource "aws_lb_target_group" "batch" { #~ target-group-attached-to-no-listener
  name        = "batch"
  target_type = "ip"
  port        = 8080
  protocol    = "HTTP"
  vpc_id      = aws_vpc.main.id

  health_check {
    path = "/health"
  }
}

module "batch" {
  source           = "./service"
  name             = "batch"
  target_group_arn = aws_lb_target_group.batch.arn
  container_port   = 8080
  subnets          = [aws_subnet.main["a"].id]
  security_groups  = [aws_security_group.locked.id]
}

# Instances: a group of the wrong VPC, and nobody asks the load balancer for their health.

resource "aws_lb_target_group" "machines" {
  name     = "machines"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.old.id #~ target-in-other-vpc

  health_check {
    path     = "/health"
    interval = 15
    timeout  = 20 #~ health-check-timeout-not-below-interval
  }
}

resource "aws_lb_listener_rule" "machines" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 30

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.machines.arn
  }

  condition {
    path_pattern {
      values = ["/machines/*"]
    }
  }
}

resource "aws_autoscaling_group" "machines" { #~ asg-on-lb-without-elb-health
  name                = "machines"
  min_size            = 1
  max_size            = 3
  vpc_zone_identifier = [aws_subnet.main["b"].id]

  launch_template {
    id = "lt-0123456789abcdef0"
  }
}

resource "aws_autoscaling_attachment" "machines" {
  autoscaling_group_name = aws_autoscaling_group.machines.name
  lb_target_group_arn    = aws_lb_target_group.machines.arn
}

# A service in bridge mode: instances are registered, by ports chosen anew.

resource "aws_ecs_task_definition" "legacy" {
  family = "legacy"
  container_definitions = jsonencode([
    {
      name         = "legacy"
      image        = "example/legacy:1"
      memory       = 256
      portMappings = [{ containerPort = 8080, hostPort = 0 }]
    },
  ])
}

resource "aws_lb_target_group" "legacy" {
  name     = "legacy"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id

  health_check {
    path = "/health"
    port = 8080 #~ dynamic-host-port-needs-traffic-port
  }
}

resource "aws_lb_listener_rule" "legacy" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 40

  action {
    type = "forward"

    forward {
      target_group {
        arn = aws_lb_target_group.legacy.arn
      }
    }
  }

  condition {
    path_pattern {
      values = ["/legacy/*"]
    }
  }
}

resource "aws_ecs_service" "legacy" { #~ ecs-service-not-ordered-after-listener
  name            = "legacy"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.legacy.arn

  load_balancer {
    target_group_arn = aws_lb_target_group.legacy.arn
    container_name   = "legacy"
    container_port   = 8080
  }
}
