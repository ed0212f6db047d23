variable "of" {
  type = object({ function = any })
}

resource "aws_lb_target_group" "this" {
  name_prefix = "f-"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "this" { #~ permission-not-before-attachment
  target_group_arn = aws_lb_target_group.this.arn
  target_id        = var.of.function.arn
}
