secret = "CANARY-7f3a"
