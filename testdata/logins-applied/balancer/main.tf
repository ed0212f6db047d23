variable "name" {
  type = string
}

variable "outside" {
  type = list(string)
}

variable "vpc" {
  type = string
}

variable "subnets" {
  type = list(string)
}

resource "aws_security_group" "this" { #~ alb-oidc-egress-blocked
  name   = var.name
  vpc_id = var.vpc

  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each          = toset(var.outside)
  security_group_id = aws_security_group.this.id
  ip_protocol       = "-1"
  cidr_ipv4         = each.value
}

resource "aws_lb" "this" { #~ lb-access-logs-off, public-alb-without-waf
  name               = var.name
  load_balancer_type = "application"
  security_groups    = [aws_security_group.this.id]
  subnets            = var.subnets
}

output "arn" {
  value = aws_lb.this.arn
}
