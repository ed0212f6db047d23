# REST + Cognito -> VPC link v1 -> NLB -> ALB -> ECS
resource "aws_api_gateway_rest_api" "api" { #~ rest-without-deployment-or-stage
  name = "api"
  endpoint_configuration { types = ["REGIONAL"] }
}
resource "aws_api_gateway_authorizer" "pool" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  name          = "pool"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc"]
}
resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_rest_api.api.root_resource_id
  http_method   = "ANY"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.pool.id
}
resource "aws_api_gateway_vpc_link" "l" {
  name        = "l"
  target_arns = [aws_lb.nlb.arn]
}
resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_rest_api.api.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "ANY"
  uri                     = "http://${aws_lb.nlb.dns_name}/"
  connection_type         = "VPC_LINK"
  connection_id           = aws_api_gateway_vpc_link.l.id
}
resource "aws_lb" "nlb" {
  name               = "nlb"
  internal           = true
  load_balancer_type = "network"
  subnets            = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
}
resource "aws_lb_listener" "tcp" {
  load_balancer_arn = aws_lb.nlb.arn
  port              = 80
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.alb.arn
  }
}
resource "aws_lb_target_group" "alb" {
  name        = "alb"
  port        = 80
  protocol    = "TCP"
  target_type = "alb"
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
}
resource "aws_lb_target_group_attachment" "alb" { #~ alb-behind-nlb-unfit
  target_group_arn = aws_lb_target_group.alb.arn
  target_id        = aws_lb.alb.arn
}
resource "aws_lb" "alb" {
  name     = "alb"
  internal = true
  subnets  = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  access_logs {
    bucket  = "logs"
    enabled = true
  }
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.alb.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.ip.arn
  }
}
resource "aws_lb_target_group" "ip" { #~ health-check-missing
  name        = "ip"
  port        = 80
  protocol    = "HTTP"
  target_type = "ip" #~ awsvpc-needs-ip-targets
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
}
resource "aws_ecs_service" "orders" { #~ ecs-service-not-ordered-after-listener
  name            = "orders"
  cluster         = "main"
  task_definition = "orders:1"
  load_balancer {
    target_group_arn = aws_lb_target_group.ip.arn
    container_name   = "orders"
    container_port   = 80
  }
  tags = { "frontlint:needs" = "jwt" }
}
