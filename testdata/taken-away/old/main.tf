terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" { region = "us-east-1" }
resource "aws_lb" "web" {
  name            = "web"
  subnets         = ["subnet-aaaaaaaaaaaaaaaaa", "subnet-bbbbbbbbbbbbbbbbb"]
  security_groups = ["sg-0123456789abcdef0"]
  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}
resource "aws_wafv2_web_acl" "shared" {
  name  = "shared"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "m"
    sampled_requests_enabled   = true
  }
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
}
resource "aws_lb_listener_rule" "z" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 5
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
  condition {
    path_pattern { values = ["/z/*"] }
  }
}
resource "aws_lb_listener_rule" "a" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 100
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
  condition {
    path_pattern { values = ["/a/*"] }
  }
}
resource "aws_lb_target_group" "t" {
  name     = "t"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0123456789abcdef0"
}
resource "aws_instance" "i" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
resource "aws_wafv2_web_acl_association" "w" {
  resource_arn = aws_lb.web.arn
  web_acl_arn  = aws_wafv2_web_acl.shared.arn
}
resource "aws_acm_certificate" "extra" {
  domain_name       = "x.example.com"
  validation_method = "DNS"
}
resource "aws_lb_listener_certificate" "extra" {
  listener_arn    = aws_lb_listener.https.arn
  certificate_arn = aws_acm_certificate.extra.arn
}
resource "aws_lb_target_group_attachment" "i" {
  target_group_arn = aws_lb_target_group.t.arn
  target_id        = aws_instance.i.id
}
resource "aws_lb_target_group_attachment" "ip" {
  target_group_arn = aws_lb_target_group.t.arn
  target_id        = "10.0.0.9"
}
resource "aws_s3_bucket" "logs" { bucket = "logs-x" }
