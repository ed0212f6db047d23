variable "domain" {}

variable "others" {
  type = list(string)
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.domain
  subject_alternative_names = var.others
  validation_method         = "DNS"
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn = aws_acm_certificate.this.arn
}

output "arn" {
  value = aws_acm_certificate_validation.this.certificate_arn
}
