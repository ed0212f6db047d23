variable "name" {}
variable "port" {}
variable "target_group_arn" {}
variable "security_groups" {}
variable "subnets" {}
resource "aws_ecs_task_definition" "this" {
  family                = var.name
  network_mode          = "awsvpc"
  container_definitions = jsonencode([{ name = "c", image = "x", portMappings = [{ containerPort = var.port }] }])
}
resource "aws_ecs_service" "this" {
  name            = var.name
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.this.arn
  dynamic "load_balancer" {
    for_each = [var.target_group_arn]
    iterator = tg
    content {
      target_group_arn = tg.value
      container_name   = "c"
      container_port   = var.port
    }
  }
  network_configuration {
    subnets         = var.subnets
    security_groups = var.security_groups
  }
}
