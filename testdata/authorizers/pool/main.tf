variable "name" {
  type = string
}

resource "aws_cognito_user_pool" "this" {
  name              = var.name
  mfa_configuration = "ON"
  user_pool_tier    = "PLUS"

  software_token_mfa_configuration {
    enabled = true
  }

  user_pool_add_ons {
    advanced_security_mode = "AUDIT" #~ cognito-threat-protection-off
  }
}

resource "aws_cognito_user_pool_client" "this" {
  name         = var.name
  user_pool_id = aws_cognito_user_pool.this.id
}

output "endpoint" {
  value = aws_cognito_user_pool.this.endpoint
}

output "client" {
  value = aws_cognito_user_pool_client.this.id
}
