//! Changes of one attribute, in the text.

use super::super::{Calls, File, Rewrite, Sought, Sources, Step};

fn path(dotted: &str) -> Vec<Step> {
    let step = |name: &str| Step {
        name: name.into(),
        block: None,
    };
    dotted.split('.').map(step).collect()
}

/// The text of a resource `x.a` after a rewrite; `None` where none is offered.
#[track_caller]
fn check(name: &str, text: &str, dotted: &str, rewrite: &Rewrite, expected: Option<&str>) {
    let file = File {
        path: name.into(),
        text: text.into(),
    };
    let sources = Sources::parse(vec![file], &Calls::new());
    assert_eq!(sources.broken(), []);
    let patch = sources.patch(
        &Sought {
            module: &[],
            data: false,
            type_name: "x",
            name: "a",
            path: &path(dotted),
        },
        rewrite,
    );
    let after = patch.map(|patch| {
        let (before, after) = (&text[..patch.start], &text[patch.end..]);
        format!("{before}{}{after}", patch.text)
    });
    assert_eq!(after.as_deref(), expected, "{text}");
}

#[track_caller]
fn value(body: &str, dotted: &str, expected: Option<&str>) {
    let block = |body: &str| format!("resource \"x\" \"a\" {{\n{body}\n}}\n");
    let rewrite = Rewrite::Value("\"new\"".into());
    let expected = expected.map(block);
    check(
        "main.tf",
        &block(body),
        dotted,
        &rewrite,
        expected.as_deref(),
    );
}

#[test]
fn writes_over_literals_alone() {
    value("  k = \"old\" # why", "k", Some("  k = \"new\" # why"));
    value("  k = 7", "k", Some("  k = \"new\""));
    value("  k = [\"a\", \"b\"]", "k", Some("  k = \"new\""));
    value("  k = \"new\"", "k", None);
    for expression in [
        "var.k",
        "local.k",
        "\"${var.k}\"",
        "var.b ? \"x\" : \"y\"",
        "[var.k]",
        "lower(\"K\")",
        "<<EOT\nold\nEOT",
    ] {
        value(&format!("  k = {expression}"), "k", None);
    }
}

#[test]
fn goes_into_blocks_that_no_other_can_be() {
    value(
        "  b {\n    k = \"old\"\n  }",
        "b.k",
        Some("  b {\n    k = \"new\"\n  }"),
    );
    value(
        "  b {\n    k = \"old\"\n  }\n  b {\n    k = \"old\"\n  }",
        "b.k",
        None,
    );
    value(
        "  dynamic \"b\" {\n    for_each = [1]\n    content {\n      k = \"old\"\n    }\n  }",
        "b.k",
        None,
    );
    value("  j = 1", "b.k", None);
}

#[test]
fn adds_what_is_missing() {
    value(
        "  name = 1\n\n  b {\n  }",
        "k",
        Some("  name = 1\n  k    = \"new\"\n\n  b {\n  }"),
    );
    value(
        "  j = 1 # why",
        "key",
        Some("  j = 1 # why\n\n  key = \"new\""),
    );
    value("  b {\n  }", "k", Some("  b {\n  }\n\n  k = \"new\""));
    value(
        "  b {\n    j = 1\n  }",
        "b.k",
        Some("  b {\n    j = 1\n    k = \"new\"\n  }"),
    );
    value("  j = [\n    1,\n  ]", "k", None);
    value("  b { j = 1 }", "b.k", None);
    value("  j = 1 /* a\n  b */", "k", None);
    let rewrite = Rewrite::Value("1".into());
    check("main.tf", "resource \"x\" \"a\" {}\n", "k", &rewrite, None);
    let after = "resource \"x\" \"a\" {\n  k = 1\n}\n";
    check(
        "main.tf",
        "resource \"x\" \"a\" {\n}\n",
        "k",
        &rewrite,
        Some(after),
    );
    let (before, after) = (
        "resource \"x\" \"a\" {\r\n  j = 2\r\n}\r\n",
        "resource \"x\" \"a\" {\r\n  j = 2\r\n  k = 1\r\n}\r\n",
    );
    check("main.tf", before, "k", &rewrite, Some(after));
}

#[test]
fn takes_other_attributes_members_and_dependencies() {
    let block = |value: &str| format!("resource \"x\" \"a\" {{\n  k = {value}\n}}\n");
    let check = |written: &str, rewrite: &Rewrite, expected: Option<&str>| {
        let expected = expected.map(block);
        check(
            "main.tf",
            &block(written),
            "k",
            rewrite,
            expected.as_deref(),
        );
    };
    let other = Rewrite::Attribute {
        of: "y",
        name: "uri",
    };
    check("y.b.arn", &other, Some("y.b.uri"));
    check("y.b[each.key].arn", &other, Some("y.b[each.key].uri"));
    for reference in [
        "z.b.arn",
        "module.y.arn",
        "y.b.arn[0]",
        "\"${y.b.arn}\"",
        "var.y",
    ] {
        check(reference, &other, None);
    }
    let members = Rewrite::Members(vec![("get".into(), "GET".into())]);
    check("[\"PUT\", \"get\"]", &members, Some("[\"PUT\", \"GET\"]"));
    check("[\"PUT\", var.x]", &members, None);
    check("[\"PUT\"]", &members, None);
    let also = Rewrite::Also("y.b".into());
    check("[z.c]", &also, Some("[z.c, y.b]"));
    check("[]", &also, Some("[y.b]"));
    check(
        "[\n    z.c,\n  ]",
        &also,
        Some("[\n    z.c,\n    y.b,\n  ]"),
    );
    for list in [
        "[\n    z.c\n  ]",
        "[\n    z.c, # why\n  ]",
        "[z.c,\n  ]",
        "[\n  ]",
    ] {
        check(list, &also, None);
    }
    let prefix = Rewrite::Prefix("https://");
    check("\"a/b\"", &prefix, Some("\"https://a/b\""));
    check("x_y.b.id", &prefix, Some("\"https://${x_y.b.id}\""));
    check("\"${x_y.b.id}\"", &prefix, Some("\"https://${x_y.b.id}\""));
    for value in ["var.x", "module.x_y.id", "\"${var.x}\"", "\"${x_y.b.id}/\""] {
        check(value, &prefix, None);
    }
}

#[test]
fn leaves_json_alone() {
    let text = r#"{"resource": {"x": {"a": {"k": "old"}}}}"#;
    let rewrite = Rewrite::Value("\"new\"".into());
    check("main.tf.json", text, "k", &rewrite, None);
}
