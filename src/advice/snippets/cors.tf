cors_configuration {
  allow_origins = ["https://www.example.com"]
  allow_methods = ["GET", "POST"]
  allow_headers = ["authorization", "content-type"]
}
