authorization_type = "JWT"
authorizer_id      = AUTHORIZER.id
