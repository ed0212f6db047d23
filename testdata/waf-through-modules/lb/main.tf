variable "name" {}
resource "aws_lb" "this" {
  name    = var.name
  subnets = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  access_logs {
    bucket  = "logs"
    enabled = true
  }
}
output "arn" { value = aws_lb.this.arn }
output "dns" { value = aws_lb.this.dns_name }
