mod edits;
mod elsewhere;
mod files;
mod references;
mod spelling;

use super::*;

/// Calls that most tests share: one module in the repository that calls another, a remote one,
/// a module inside the remote one that only looks local, and a remote one inside a local one.
const CALLS: [(&str, &str); 5] = [
    ("app", "./modules/app/"),
    ("app.inner", "../inner"),
    ("app.far", "registry.example/far"),
    ("far", "terraform-aws-modules/alb/aws"),
    ("far.near", "./near"),
];

fn path(dotted: &str) -> Vec<String> {
    dotted
        .split('.')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |(path, text): &(&str, &str)| File {
        path: (*path).into(),
        text: (*text).into(),
    };
    let calls = CALLS.map(|(call, source)| (path(call), source.to_owned()));
    Sources::parse(files.iter().map(file).collect(), &Calls::from(calls))
}

fn describe(sources: &Sources, location: Option<Location>) -> String {
    let Some(found) = location else {
        return "nothing".into();
    };
    let text = sources
        .text(&found.file)
        .expect("located in a file we gave");
    assert!(found.end_column >= found.column);
    format!(
        "{}:{}:{} {:?} {}",
        found.file,
        found.line,
        found.column,
        found.at,
        &text[found.start..found.end]
    )
}

/// `sought` is `MODULE: ADDRESS STEP#BLOCK STEP`.
#[track_caller]
fn check(files: &[(&str, &str)], sought: &str, expected: &str) {
    let sources = sources(files);
    let (module, rest) = sought.split_once(':').unwrap_or(("", sought));
    let mut words = rest.split_whitespace();
    let address = words.next().unwrap_or_default();
    let (data, address) = match address.strip_prefix("data.") {
        Some(address) => (true, address),
        None => (false, address),
    };
    let (type_name, name) = address.split_once('.').expect("an address");
    let steps: Vec<Step> = words
        .map(|word| match word.split_once('#') {
            Some((name, block)) => Step {
                name: name.into(),
                block: Some(block.parse().expect("a number")),
            },
            None => Step {
                name: word.into(),
                block: None,
            },
        })
        .collect();
    let module = path(module);
    let place = Sought {
        module: &module,
        data,
        type_name,
        name,
        path: &steps,
    };
    assert_eq!(describe(&sources, sources.locate(&place)), expected);
}

const RULE: &str = r#"
resource "aws_lb_listener_rule" "a" {
  priority = 10 # a comment
  action {
    type = "forward"
    forward {
      target_group { arn = aws_lb_target_group.a.arn }
      target_group {
        weight = 2
      }
    }
  }
  condition {
    host_header {
      values = ["a.example"]
    }
  }
  condition {
    path_pattern {
      values = [ # a comment
        "/x",
      ]
    }
  }
  tags = {
    Name = "x", "a/b" = "c"
  }
}
"#;

#[test]
fn attribute() {
    let files = [("main.tf", RULE)];
    check(
        &files,
        "aws_lb_listener_rule.a priority",
        "main.tf:3:3 Attribute priority = 10",
    );
    check(
        &files,
        "aws_lb_listener_rule.a tags",
        "main.tf:25:3 Attribute tags = {",
    );
    check(
        &files,
        "aws_lb_listener_rule.a tags Name",
        "main.tf:26:5 Attribute Name = \"x\"",
    );
    check(
        &files,
        "aws_lb_listener_rule.a tags a/b",
        "main.tf:26:17 Attribute \"a/b\" = \"c\"",
    );
    check(
        &files,
        "aws_lb_listener_rule.a tags Owner",
        "main.tf:25:3 Attribute tags = {",
    );
}

#[test]
fn absent() {
    let files = [("main.tf", RULE)];
    let header = r#"main.tf:2:1 Block resource "aws_lb_listener_rule" "a""#;
    check(&files, "aws_lb_listener_rule.a", header);
    check(&files, "aws_lb_listener_rule.a listener_arn", header);
    check(&files, "aws_lb_listener_rule.a transform#0 type", header);
    check(&files, "aws_lb_listener_rule.b", "nothing");
    check(&files, "data.aws_lb_listener_rule.a", "nothing");
}

#[test]
fn blocks() {
    let files = [("main.tf", RULE)];
    let check = |sought: &str, expected| {
        check(
            &files,
            &format!("aws_lb_listener_rule.a {sought}"),
            expected,
        );
    };
    check("action#0 order", "main.tf:4:3 Block action");
    check(
        "action forward#0 stickiness#0 enabled",
        "main.tf:6:5 Block forward",
    );
    check(
        "action#0 forward target_group#1 weight",
        "main.tf:9:9 Attribute weight = 2",
    );
    check(
        "action#0 forward target_group#0 weight",
        "main.tf:7:7 Block target_group",
    );
    check(
        "action#0 forward#0 target_group#0 arn",
        "main.tf:7:22 Attribute arn = aws_lb_target_group.a.arn",
    );
    // Without a number, the first that holds what comes next.
    check(
        "action forward target_group weight",
        "main.tf:9:9 Attribute weight = 2",
    );
    check("condition", "main.tf:13:3 Block condition");
    check(
        "condition path_pattern values",
        "main.tf:20:7 Attribute values = [",
    );
    check(
        "condition#1 path_pattern#0 values",
        "main.tf:20:7 Attribute values = [",
    );
    check(
        "condition#2",
        r#"main.tf:2:1 Block resource "aws_lb_listener_rule" "a""#,
    );
}

#[test]
fn dynamic_blocks() {
    let text = r#"
resource "aws_cloudfront_distribution" "a" {
  origin {
    origin_id = "fixed"
  }
  dynamic "origin" {
    for_each = var.origins
    content {
      domain_name = origin.value
    }
  }
  dynamic "custom_error_response" {
    for_each = [404]
    content { error_code = 1 }
  }
}
"#;
    let files = [("cdn.tf", text)];
    let check = |sought: &str, expected| {
        check(
            &files,
            &format!("aws_cloudfront_distribution.a {sought}"),
            expected,
        );
    };
    check("origin#0 domain_name", "cdn.tf:3:3 Block origin");
    // Which it is nobody knows: the one that is written out is not blamed.
    check("origin domain_name", "cdn.tf:6:3 Block dynamic \"origin\"");
    check(
        "origin#1 domain_name",
        "cdn.tf:9:7 Attribute domain_name = origin.value",
    );
    check(
        "origin#3 domain_name",
        "cdn.tf:9:7 Attribute domain_name = origin.value",
    );
    check(
        "origin#3 custom_header#0",
        "cdn.tf:6:3 Block dynamic \"origin\"",
    );
    check(
        "custom_error_response#0 error_code",
        "cdn.tf:14:15 Attribute error_code = 1",
    );
    check(
        "custom_error_response response_code",
        "cdn.tf:12:3 Block dynamic \"custom_error_response\"",
    );
}

#[test]
fn objects_in_attributes() {
    let text = r#"resource "aws_security_group" "a" {
  ingress = [
    { from_port = 80 },
    ({
      from_port = 443, "to_port" : 443
      (local.key) = 1
    }),
  ]
  egress = concat([{ from_port = 1 }], [])
  one = { two = { three = <<-EOT
      text
    EOT
  } }
}"#;
    let files = [("main.tf", text)];
    let check = |sought: &str, expected| {
        check(&files, &format!("aws_security_group.a {sought}"), expected);
    };
    check(
        "ingress#1 from_port",
        "main.tf:5:7 Attribute from_port = 443",
    );
    check(
        "ingress#1 to_port",
        "main.tf:5:24 Attribute \"to_port\" : 443",
    );
    check(
        "ingress to_port",
        "main.tf:5:24 Attribute \"to_port\" : 443",
    );
    check("ingress#0 to_port", "main.tf:2:3 Attribute ingress = [");
    check("ingress#7 to_port", "main.tf:2:3 Attribute ingress = [");
    check("ingress#1 key", "main.tf:2:3 Attribute ingress = [");
    check(
        "egress#0 from_port",
        "main.tf:9:3 Attribute egress = concat([{ from_port = 1 }], [])",
    );
    check("one two three", "main.tf:10:19 Attribute three = <<-EOT");
}

#[test]
fn ends_of_lines() {
    let check = |line: &str, expected: &str| {
        let text = format!("resource \"a_b\" \"c\" {{\n  {line}\n}}\n");
        let expected = format!("main.tf:2:3 Attribute {expected}");
        check(&[("main.tf", &text)], "a_b.c x", &expected);
    };
    check("x = 1 // one", "x = 1");
    check("x = { # one\n y = 1 }", "x = {");
    check("x = { // one\n y = 1 }", "x = {");
    check("x = { /* one */\n y = 1 }", "x = {");
    check(
        "x = [\"#${f(\"}#\")}%{if true}//%{endif}$${#\", # one\n 1]",
        "x = [\"#${f(\"}#\")}%{if true}//%{endif}$${#\",",
    );
    check("x = \"\\\"#${\n1}\"", "x = \"\\\"#${");
}

#[test]
fn columns() {
    let text =
        "\u{feff}resource \"a_b\" \"ü\" {\r\n  /* 🦀 */ x = \"🦀\"\r\n  y = [\r\n  ]\r\n}\r\n";
    let files = [("main.tf", text)];
    check(
        &files,
        "a_b.ü z",
        "main.tf:1:1 Block resource \"a_b\" \"ü\"",
    );
    check(&files, "a_b.ü x", "main.tf:2:12 Attribute x = \"🦀\"");
    check(&files, "a_b.ü y", "main.tf:3:3 Attribute y = [");

    let module = [];
    let steps = [Step {
        name: "x".into(),
        block: None,
    }];
    let place = Sought {
        module: &module,
        data: false,
        type_name: "a_b",
        name: "ü",
        path: &steps,
    };
    let found = sources(&files).locate(&place).expect("found");
    assert_eq!(
        (found.column, found.end_column, found.end - found.start),
        (12, 20, 10)
    );
}
