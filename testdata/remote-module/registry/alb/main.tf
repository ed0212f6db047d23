# Stands for the registry's module while plan.json is made: inputs, names and blocks of its kind.

variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type = string
}

variable "internal" {
  type    = bool
  default = null
}

variable "subnets" {
  type = list(string)
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "access_logs" {
  type    = any
  default = null
}

variable "listeners" {
  type    = any
  default = {}
}

variable "associate_web_acl" {
  type    = bool
  default = false
}

variable "web_acl_arn" {
  type    = string
  default = null
}

resource "aws_lb" "this" {
  count = var.create ? 1 : 0

  name               = var.name
  internal           = var.internal
  load_balancer_type = "application"
  subnets            = var.subnets
  security_groups    = var.security_groups

  dynamic "access_logs" {
    for_each = var.access_logs == null ? [] : [var.access_logs]

    content {
      bucket  = access_logs.value.bucket
      enabled = try(access_logs.value.enabled, true)
      prefix  = try(access_logs.value.prefix, null)
    }
  }
}

resource "aws_lb_listener" "this" {
  for_each = { for name, listener in var.listeners : name => listener if var.create }

  load_balancer_arn = aws_lb.this[0].arn
  port              = try(each.value.port, 443)
  protocol          = try(each.value.protocol, "HTTPS")
  ssl_policy        = try(each.value.ssl_policy, null)
  certificate_arn   = try(each.value.certificate_arn, null)

  dynamic "default_action" {
    for_each = try([each.value.redirect], [])

    content {
      type = "redirect"

      redirect {
        port        = default_action.value.port
        protocol    = default_action.value.protocol
        status_code = default_action.value.status_code
      }
    }
  }

  dynamic "default_action" {
    for_each = try([each.value.fixed_response], [])

    content {
      type = "fixed-response"

      fixed_response {
        content_type = default_action.value.content_type
        status_code  = default_action.value.status_code
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.create && var.associate_web_acl ? 1 : 0

  resource_arn = aws_lb.this[0].arn
  web_acl_arn  = var.web_acl_arn
}

output "arn" {
  value = try(aws_lb.this[0].arn, null)
}

output "listeners" {
  value = aws_lb_listener.this
}
