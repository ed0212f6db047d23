cors {
  allow_origins = ["https://www.example.com"]
  allow_methods = ["GET", "POST"]
}
