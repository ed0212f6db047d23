default_route_settings {
  throttling_rate_limit  = 100
  throttling_burst_limit = 200
}
