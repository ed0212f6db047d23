variable "name" {
  type = string
}

variable "target_group_arn" {
  type = string
}

variable "container_port" {
  type = number
}

variable "subnets" {
  type = list(string)
}

variable "security_groups" {
  type = list(string)
}

variable "public" {
  type    = bool
  default = false
}

locals {
  containers = [
    {
      name         = var.name
      image        = "example/${var.name}:1"
      portMappings = [{ containerPort = 8080 }]
    },
  ]
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode(local.containers)
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = "main"
  launch_type     = "FARGATE"
  desired_count   = 2
  task_definition = aws_ecs_task_definition.this.arn

  network_configuration {
    subnets          = var.subnets
    security_groups  = var.security_groups
    assign_public_ip = var.public #~ ecs-public-ip-behind-lb
  }

  load_balancer {
    target_group_arn = var.target_group_arn
    container_name   = var.name
    container_port   = var.container_port #~ ecs-container-port-missing
  }
}
