# A load balancer whose ARN leaves the module inside an object.

variable "subnets" {
  type = list(string)
}

variable "ssl_policy" {
  type = string
}

resource "aws_lb" "this" {
  name    = "front"
  subnets = var.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

output "load_balancer" {
  value = {
    arn      = aws_lb.this.arn
    dns_name = aws_lb.this.dns_name
  }
}

output "listener_arn" {
  value = aws_lb_listener.https.arn
}
