resource "aws_wafv2_web_acl_association" "NAME" {
  resource_arn = GUARDED.arn
  web_acl_arn  = aws_wafv2_web_acl.NAME.arn
}
