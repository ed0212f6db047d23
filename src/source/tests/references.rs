//! References that the plan leaves out.

use super::{path, sources};

#[track_caller]
fn check_references(expression: &str, expected: &str) {
    let sources = sources(&[("main.tf", &format!("locals {{\n  x = {expression}\n}}\n"))]);
    assert_eq!(sources.broken(), []);
    let found = sources
        .local_references(&[], "x")
        .expect("the local is there");
    assert_eq!(found.join(" "), expected);
}

#[test]
fn local_references() {
    let check = check_references;
    check("aws_lb.a.arn", "aws_lb.a.arn aws_lb.a");
    check("resource.aws_lb.a.arn", "aws_lb.a.arn aws_lb.a");
    check("aws_lb.a", "aws_lb.a");
    check("aws_lb.a[0].arn", "aws_lb.a[0].arn aws_lb.a[0] aws_lb.a");
    check("aws_lb.a.0.arn", "aws_lb.a[0].arn aws_lb.a[0] aws_lb.a");
    check(
        r#"aws_lb.a["k"].arn"#,
        r#"aws_lb.a["k"].arn aws_lb.a["k"] aws_lb.a"#,
    );
    check(
        "aws_lb.a.tags[\"x\"].y",
        "aws_lb.a.tags[\"x\"].y aws_lb.a.tags[\"x\"] aws_lb.a.tags aws_lb.a",
    );
    check("aws_lb.a[*].arn", "aws_lb.a");
    check("aws_lb.a.*.arn", "aws_lb.a");
    check("aws_lb.a[each.key].arn", "aws_lb.a each.key");
    check(
        "aws_lb.a[count.index].x[each.value.y]",
        "aws_lb.a count.index each.value.y each.value",
    );
    check(r#"aws_lb.a["${each.key}"].arn"#, "aws_lb.a each.key");
    check("aws_lb.a[local.k].arn", "aws_lb.a local.k");
    check("(aws_lb.a).arn", "aws_lb.a");
    check("data.aws_lb.a.arn", "data.aws_lb.a.arn data.aws_lb.a");
    check(
        "data.aws_lb.a[0].arn",
        "data.aws_lb.a[0].arn data.aws_lb.a[0] data.aws_lb.a",
    );
    check("module.m.out", "module.m.out module.m");
    check("module.m", "module.m");
    check("module.m.out.p", "module.m.out.p module.m.out module.m");
    check(
        r#"module.m["k"].out.p"#,
        r#"module.m["k"].out.p module.m["k"].out module.m["k"]"#,
    );
    check("module.m[0]", "module.m[0] module.m");
    check("module.m[each.key].out", "module.m each.key");
    check("var.o.a", "var.o.a var.o");
    check("local.other", "local.other");
    check("local.a.b", "local.a.b local.a");
    check("path.module", "path.module");
    check("self.arn", "self.arn self");
    check("each.value.arn", "each.value.arn each.value");
    check(
        "var.x ? aws_lb.a.arn : aws_lb.b.arn",
        "var.x aws_lb.a.arn aws_lb.a aws_lb.b.arn aws_lb.b",
    );
    check(
        "merge(a_b.c, {x = a_b.d, (var.k) = 1})",
        "a_b.c a_b.d var.k",
    );
    check("{ a_b.c = 1, x = 2 }", "a_b.c");
    check("1 + var.a * -var.b", "var.a var.b");
    check(
        r#""http://${aws_lb.a.dns_name}/""#,
        "aws_lb.a.dns_name aws_lb.a",
    );
    check(
        "<<-EOT\n  %{ for x in var.xs ~}${x.y}${var.z}%{ endfor }\n  %{ if var.c }${var.t}%{ else }${var.e}%{ endif }\n  EOT",
        "var.xs var.z var.c var.t var.e",
    );
    check(
        "[for k, v in aws_lb.a : v.arn if k != var.x]",
        "aws_lb.a var.x",
    );
    check(
        "{ for lb in var.lbs : lb.name => aws_lb.a[lb.name].arn... }",
        "var.lbs aws_lb.a",
    );
    check("[for x in var.a : [for x in x.y : x.z]]", "var.a");
    check("toset([\"a\"])", "");
    check("null", "");
    check("aws_lb", "");
    check("data.x", "");
    check("f(aws_lb.a.arn)[var.i].x", "aws_lb.a.arn aws_lb.a var.i");
    check(
        r#"a_b.c["$${x}\"\\\t"].d["$${y}"]"#,
        r#"a_b.c["$${x}\"\\\t"].d["${y}"] a_b.c["$${x}\"\\\t"].d a_b.c["$${x}\"\\\t"] a_b.c"#,
    );
}

#[test]
fn locals_of_modules_and_overrides() {
    let sources = sources(&[
        ("main.tf", "locals {\n  x = var.a\n}\nlocals {\n  y = 1\n}"),
        ("override.tf", "locals {\n  x = var.b\n}"),
        ("modules/app/main.tf", "locals {\n  x = var.c\n}"),
    ]);
    let local = |module, name| sources.local_references(&path(module), name);
    assert_eq!(local("", "x"), Some(&["var.b".to_owned()][..]));
    assert_eq!(local("", "y"), Some(&[][..]));
    assert_eq!(local("app", "x"), Some(&["var.c".to_owned()][..]));
    assert_eq!(local("", "z"), None);
    assert_eq!(local("far", "x"), None);
}

#[test]
fn dynamic_references() {
    let text = r#"
resource "a_b" "c" {
  name = var.outside
  dynamic "origin" {
    for_each = { for k, lb in aws_lb.all : k => lb.arn }
    content {
      domain_name = origin.value.dns_name
      path        = var.path
      both        = "${var.x}${origin.key}${origin.value}"
      custom {
        id = aws_lb.b.id
      }
      dynamic "header" {
        for_each = origin.value.headers
        iterator = each_header
        content {
          name = each_header.value
          id   = "${origin.key}${var.y}"
        }
      }
    }
  }
  action {
    static = var.static
    dynamic "forward" {
      for_each = local.groups
      content { arn = forward.value.arn }
    }
  }
}
"#;
    let sources = sources(&[("main.tf", text)]);
    let check = |path: &[&str], expected: &str| {
        let found = sources.dynamic_references(&[], ("managed", "a_b", "c"), path);
        assert_eq!(found.join(" "), expected, "{path:?}");
    };
    check(&["name"], "");
    check(&["origin", "domain_name"], "aws_lb.all");
    check(&["origin", "path"], "var.path");
    check(&["origin", "both"], "var.x aws_lb.all");
    check(&["origin", "custom", "id"], "aws_lb.b.id aws_lb.b");
    check(&["origin", "header", "name"], "aws_lb.all");
    check(&["origin", "header", "id"], "var.y aws_lb.all");
    check(
        &["origin"],
        "aws_lb.all var.path var.x aws_lb.b.id aws_lb.b var.y",
    );
    check(&["action", "forward", "arn"], "local.groups");
    check(&["action", "static"], "");
    check(&["action"], "");
    check(&["gone"], "");
    assert!(
        sources
            .dynamic_references(&[], ("data", "a_b", "c"), &["origin"])
            .is_empty()
    );
}
