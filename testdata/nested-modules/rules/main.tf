# Listener rules for the services of one site; they answer only what comes through CloudFront.

variable "listener_arn" {
  type = string
}

variable "services" {
  type = map(object({
    path     = string
    priority = number
  }))
}

variable "target_group_arns" {
  type = map(string)
}

variable "origin_secret" {
  type = string
}

resource "aws_lb_listener_rule" "service" {
  for_each = var.services

  listener_arn = var.listener_arn
  priority     = each.value.priority

  action {
    type             = "forward"
    target_group_arn = var.target_group_arns[each.key]
  }

  condition {
    path_pattern { values = [each.value.path] }
  }

  condition {
    http_header {
      http_header_name = "X-Origin-Secret"
      values           = [var.origin_secret]
    }
  }
}
