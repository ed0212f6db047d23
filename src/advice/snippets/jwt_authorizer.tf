resource "aws_apigatewayv2_authorizer" "NAME_jwt" {
  api_id           = FRONT.id
  name             = "NAME-jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = [AUDIENCE]
  }
}
