//! Which files count, and what they may hold.

use super::*;

#[test]
fn overrides() {
    let base = r#"
resource "a_b" "c" {
  x = 1
  y = 1
  block {
    z = 1
  }
  block {}
  other { z = 1 }
}
"#;
    let over = r#"
resource "a_b" "c" {
  x = 2
  w = 2
  block { z = 2 }
}
resource "a_b" "new" {}
"#;
    let files = [("z_override.tf", over), ("zz.tf", base)];
    check(&files, "a_b.c x", "z_override.tf:3:3 Attribute x = 2");
    check(&files, "a_b.c w", "z_override.tf:4:3 Attribute w = 2");
    check(&files, "a_b.c y", "zz.tf:4:3 Attribute y = 1");
    check(&files, "a_b.c v", "zz.tf:2:1 Block resource \"a_b\" \"c\"");
    check(
        &files,
        "a_b.c block#0 z",
        "z_override.tf:5:11 Attribute z = 2",
    );
    check(&files, "a_b.c other z", "zz.tf:9:11 Attribute z = 1");
    check(
        &files,
        "a_b.new",
        "z_override.tf:7:1 Block resource \"a_b\" \"new\"",
    );
}

#[test]
fn files_of_a_module() {
    let block = "resource \"a_b\" \"c\" {}";
    let found = r#"1:1 Block resource "a_b" "c""#;
    check(
        &[("b.tf", block), ("a.tf", block)],
        "a_b.c",
        &format!("a.tf:{found}"),
    );
    check(
        &[("a.tf", block), ("a.tofu", block)],
        "a_b.c",
        &format!("a.tofu:{found}"),
    );
    check(&[("./a.tf", block)], "a_b.c", &format!("./a.tf:{found}"));
    check(&[("a.tf", block), ("a.tofu", "")], "a_b.c", "nothing");
    check(
        &[("a.txt", block), ("other/a.tf", block), (".a.tf", block)],
        "a_b.c",
        "nothing",
    );

    for name in ["main.tf", "main.tf.json", "x.tofu", "x.tofu.json"] {
        assert!(is_source(name), "{name}");
    }
    for name in [
        "main.tf~",
        ".main.tf",
        "#main.tf#",
        "main.tfvars",
        "x.tftest.hcl",
        "tf",
    ] {
        assert!(!is_source(name), "{name}");
    }
}

#[test]
fn local_and_remote_modules() {
    let root = "module \"app\" {\n source = \"./modules/app\"\n}\n  module \"far\" {\n}\n";
    let app = "module \"inner\" {}\nmodule \"far\" {}\nresource \"a_b\" \"c\" { x = 1 }\n";
    let inner = "resource \"a_b\" \"c\" { x = 2 }\n";
    let files = [
        ("main.tf", root),
        ("modules/app/main.tf", app),
        ("modules/inner/main.tf", inner),
        // Below a remote module nothing is local, whatever stands in the repository.
        ("near/main.tf", inner),
    ];
    check(
        &files,
        "app: a_b.c x",
        "modules/app/main.tf:3:22 Attribute x = 1",
    );
    check(
        &files,
        "app.inner: a_b.c x",
        "modules/inner/main.tf:1:22 Attribute x = 2",
    );
    check(&files, "far: a_b.c x", "main.tf:4:3 Call module \"far\"");
    check(
        &files,
        "far.near: a_b.c x",
        "main.tf:4:3 Call module \"far\"",
    );
    check(
        &files,
        "app.far: a_b.c x",
        "modules/app/main.tf:2:1 Call module \"far\"",
    );
    check(
        &files,
        "app.far.deep: a_b.c x",
        "modules/app/main.tf:2:1 Call module \"far\"",
    );
    check(&files, "gone: a_b.c x", "nothing");
    // Files that were not given: the best that is left.
    check(
        &files[..1],
        "app.inner: a_b.c x",
        "main.tf:1:1 Call module \"app\"",
    );

    let sources = sources(&files);
    let call = |module: &str| describe(&sources, sources.locate_call(&path(module)));
    assert_eq!(call("app"), "main.tf:1:1 Call module \"app\"");
    assert_eq!(
        call("app.inner"),
        "modules/app/main.tf:1:1 Call module \"inner\""
    );
    assert_eq!(call("far.near"), "main.tf:4:3 Call module \"far\"");
    assert_eq!(call(""), "nothing");
}

/// From the innermost call outward, as far as the value is handed on.
#[test]
fn calls_that_lead_to_a_place() {
    let root = "module \"app\" {\n  source = \"./modules/app\"\n  wait = 60\n}\n";
    let app =
        "module \"inner\" {\n  source = \"../inner\"\n  x = \"${var.wait}\"\n  y = local.y\n}\n";
    let inner = "resource \"a_b\" \"c\" {\n  x = var.x\n  y = var.y[0]\n  z = 1\n}\n";
    let sources = sources(&[
        ("main.tf", root),
        ("modules/app/main.tf", app),
        ("modules/inner/main.tf", inner),
    ]);
    let calls = |module: &str, name: &str| {
        let step = Step {
            name: name.into(),
            block: None,
        };
        let sites = sources.calls_to(&Sought {
            module: &path(module),
            data: false,
            type_name: "a_b",
            name: "c",
            path: &[step],
        });
        let sites = sites.into_iter();
        let said = sites.map(|site| {
            let argument = site.argument.unwrap_or_default();
            format!(
                "{}:{} {}={argument}",
                site.at.file,
                site.at.line,
                site.call.join(".")
            )
        });
        said.collect::<Vec<_>>()
    };
    let header = "modules/app/main.tf:1 app.inner=";
    assert_eq!(
        calls("app.inner", "x"),
        [
            header,
            "modules/app/main.tf:3 app.inner=x",
            "main.tf:3 app=wait"
        ]
    );
    assert_eq!(
        calls("app.inner", "y"),
        [header, "modules/app/main.tf:4 app.inner=y"]
    );
    assert_eq!(calls("app.inner", "z"), [header]);
    assert_eq!(calls("app.inner", "gone"), [header]);
    assert!(calls("", "x").is_empty() && calls("gone", "x").is_empty());
}

#[test]
fn directories_of_modules() {
    let calls = [
        ("a", "./x//./a/"),
        ("a.up", "../../.."),
        ("a.up.b", "./b"),
        ("b", "git::https://x"),
        ("b.c", "./c"),
        ("orphan.c", "./c"),
        ("dots", ".."),
        ("windows", ".\\win\\a"),
    ];
    let calls = calls.map(|(call, source)| (path(call), source.to_owned()));
    let found = directories(&Calls::from(calls));
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["", "..", "../b", "win/a", "x/a"]);
}

#[test]
fn json() {
    let text = r#"{
  "//": "a comment",
  "resource": [{"aws_lb": {
    "a": {
      "name": "ü\"\n", "internal": false,
      "access_logs": {"bucket": "b"},
      "subnet_mapping": [
        {"subnet_id": "1"},
        {"subnet_id": "2"}
      ],
      "dynamic": {"tag": [{"for_each": "${var.tags}", "content": {
        "key": "${tag.key}"
      }}]}
    },
    "list": [{"name": 1}]
  }}],
  "module": {"far": {"source": "far"}},
  "locals": {"x": ["${aws_lb.a.arn}", {"${var.y}": "z"}], "y": "plain"}
}"#;
    let files = [("main.tf.json", text)];
    check(&files, "aws_lb.a", "main.tf.json:4:5 Block \"a\"");
    check(
        &files,
        "aws_lb.a internal",
        "main.tf.json:5:24 Attribute \"internal\": false",
    );
    check(&files, "aws_lb.a subnets", "main.tf.json:4:5 Block \"a\"");
    check(
        &files,
        "aws_lb.a access_logs#0 bucket",
        "main.tf.json:6:23 Attribute \"bucket\": \"b\"",
    );
    check(
        &files,
        "aws_lb.a subnet_mapping#1 subnet_id",
        "main.tf.json:9:10 Attribute \"subnet_id\": \"2\"",
    );
    check(
        &files,
        "aws_lb.a tag#0 key",
        "main.tf.json:12:9 Attribute \"key\": \"${tag.key}\"",
    );
    check(
        &files,
        "aws_lb.list name",
        "main.tf.json:15:15 Attribute \"name\": 1",
    );
    check(&files, "far: aws_lb.a", "main.tf.json:17:14 Call \"far\"");

    let sources = sources(&files);
    let local = |name| sources.local_references(&[], name).map(<[String]>::to_vec);
    assert_eq!(
        local("x"),
        Some(
            ["aws_lb.a.arn", "aws_lb.a", "var.y"]
                .map(str::to_owned)
                .to_vec()
        )
    );
    assert_eq!(local("y"), Some(Vec::new()));
    let tags = sources.dynamic_references(&[], ("managed", "aws_lb", "a"), &["tag", "key"]);
    assert_eq!(tags, ["var.tags"]);
}

#[test]
fn broken_files() {
    let good = "resource \"a_b\" \"c\" {}";
    let files = [
        ("a.tf", "\u{feff}resource \"a_b\" \"c\" {\n  x = \n}\n"),
        ("b.tf.json", "{\n \"resource\": {,\n}"),
        ("c.tf.json", &"[".repeat(100_000)),
        ("d.tf", good),
        ("other/e.tf", "{"),
    ];
    check(&files, "a_b.c", "d.tf:1:1 Block resource \"a_b\" \"c\"");
    let sources = sources(&files);
    let broken: Vec<String> = sources.broken().iter().map(Broken::to_string).collect();
    assert_eq!(broken.len(), 3, "{broken:?}");
    assert!(broken[0].starts_with("a.tf:2: "), "{broken:?}");
    assert_eq!(broken[1], "b.tf.json:2: expected a key in quotes");
    assert_eq!(broken[2], "c.tf.json:1: expected less nesting");
    assert!(broken.iter().all(|line| !line.contains('\n')));
    assert!(!sources.is_empty());
    assert!(super::Sources::parse(Vec::new(), &Calls::new()).is_empty());
}

#[test]
fn nothing_panics() {
    let texts = [
        "",
        "\u{feff}",
        "\u{feff}{",
        "\"",
        "{\"",
        "{\"a\\",
        "{\"a\":",
        "[1,",
        "\u{0}",
        "a {",
        "}",
        "locals {\n  x = \"${\n",
        "x = <<EOT\n",
        "data \"x\" {}",
        "dynamic {}",
        "{\"resource\": 3}",
        "resource \"a\" \"b\" {\n  dynamic {}\n  dynamic \"x\" {}\n}",
        "{\"resource\":{\"a\":[[{}]]}}",
    ];
    for text in texts.map(str::to_owned).into_iter().chain([
        format!("x = {}{}", "[".repeat(5_000), "]".repeat(5_000)),
        format!("x = {}1{}", "(".repeat(60), ")".repeat(60)),
        format!(
            "locals {{\n  x = {}1{}\n}}\n",
            "{ a = [".repeat(30),
            "] }".repeat(30)
        ),
        format!("x = {}", "\"${".repeat(200)),
        format!("x = {}1", "!".repeat(10_000)),
        format!("{}{}", "a {\n".repeat(60), "}\n".repeat(60)),
    ]) {
        let sources = sources(&[("a.tf", &text), ("b.tf.json", &text)]);
        sources.locate(&Sought {
            module: &[],
            data: false,
            type_name: "a",
            name: "b",
            path: &[],
        });
    }
}
