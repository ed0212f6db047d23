BLOCK {
  type = "jwt-validation"
  jwt_validation {
    issuer        = "https://login.example.com"
    jwks_endpoint = "https://login.example.com/.well-known/jwks.json"
    additional_claim {
      name   = "aud"
      format = "single-string"
      values = [AUDIENCE]
    }
  }
}
