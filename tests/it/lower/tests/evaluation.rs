//! Values and errors of expressions.

use super::{check, lower};
use serde_json::{Value as Json, json};

#[track_caller]
fn check_error(hcl: &str, expected: &str) {
    assert_eq!(lower(hcl), Err(expected.to_owned()));
}

#[test]
fn values() {
    #[track_caller]
    fn check_value(expression: &str, expected: Json) {
        let hcl =
            format!("resource \"a_b\" \"c\" {{\n  x = {expression}\n}}\nvariable \"free\" {{}}\n");
        check(&hcl, "a_b.c:/after/x", expected);
    }
    check_value("var.free", json!("example-free"));
    check_value("null", json!(null));
    check_value("[1.5, -2, 3 * 4, !true]", json!([1.5, -2, 12, false]));
    check_value("true ? \"a\" : b_c.d", json!("a"));
    check_value("b_c.gone.id", json!("absent"));
    check_value("[b_c.gone.id, 1]", json!([null, 1]));
    check_value("{ a = b_c.gone.id, \"b\" = 1 }", json!({ "b": 1 }));
    check_value("\"x${b_c.gone.id}\"", json!("absent"));
    check_value("jsonencode({ a = b_c.gone.id })", json!("absent"));
    check_value("jsonencode({ a = [1] })", json!("{\"a\":[1]}"));
    check_value(
        "merge({ a = 1 }, { a = 2, b = 3 })",
        json!({ "a": 2, "b": 3 }),
    );
    check_value("concat([1], [b_c.gone.id])", json!([1, null]));
    check_value("format(\"%s-%02d\", \"a\", 1)", json!("a-01"));
    check_value("try({ a = 1 }.b, \"c\")", json!("c"));
    check_value("coalesce(null, \"\", \"x\")", json!("x"));
    check_value("<<-EOT\n    a\n      b\n    EOT", json!("a\n  b\n"));
    check_value(
        "[for i, v in [\"a\", \"b\"] : \"${i}${v}\"]",
        json!(["0a", "1b"]),
    );
    check_value("file(\"x.json\")", json!("file of x.json"));
}

#[test]
fn errors() {
    check_error(
        "\nmodule \"m\" {}\n",
        "line 2: examples cannot call modules",
    );
    check_error("\nfront {}\n", "line 2: `front` is no block of an example");
    check_error("x = 1", "line 1: an attribute has to stand in a block");
    let resource = |body: &str| format!("resource \"a_b\" \"c\" {{\n  {body}\n}}\n");
    check_error(&resource("x = var.y"), "line 2: no variable is named `y`");
    check_error(&resource("x = local.y"), "line 2: no local is named `y`");
    check_error(&resource("x = y"), "line 2: nothing is named `y`");
    check_error(&resource("x = a_b.c.y"), "line 2: `a_b.c` refers to itself");
    check_error(
        &resource("x = sine(1)"),
        "line 2: the function `sine` is not supported in examples",
    );
    check_error(&resource("x = [1][2]"), "line 2: there is no element 2");
    check_error(
        &resource("count = b_c.d.n"),
        "line 2: `count` has to be known",
    );
    check_error(
        &resource("for_each = b_c.d.n"),
        "line 2: `for_each` has to be known",
    );
    check_error(&resource("for_each = 1"), "line 2: this is no collection");
    check_error(
        "locals {\n  a = local.b\n  b = local.a\n}",
        "line 3: `local.a` refers to itself",
    );
    let twice = resource("") + &resource("");
    check_error(&twice, "line 4: this is declared twice");
    let error = lower("resource \"a_b\" \"c\" {\n  x = \n}\n").expect_err("not HCL");
    assert!(error.starts_with("line 2: "), "{error}");
}
