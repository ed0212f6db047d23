# web ACLs of this scope stand in us-east-1
region = "us-east-1"
