module "lbs" {
  source   = "./lb"
  for_each = toset(["shop", "blog"])
  name     = each.key
}
module "waf" {
  source = "./waf"
  albs   = { for k, m in module.lbs : k => m.arn }
}
