//! Plans that are wrong inside: too deep, of the wrong type, twice.

use super::refused::{bad, refuses};
use super::*;

#[test]
fn nesting_without_end() {
    let deep =
        |name: &str, text: String| bad(name, text, "plan::too_deep", "deeper than 128 levels");
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let with = |pointer: &str, text: &str| {
        plan_with(pointer, json!("DEEP"))
            .to_string()
            .replace("\"DEEP\"", text)
    };
    let value = with("/resource_changes/0/change/after/tags", &lists(200));
    refuses(vec![
        deep("in a value", value),
        deep("in an unknown member", with("/unheard_of", &lists(5000))),
        deep("one level too deep", with("/unheard_of", &lists(128))),
        deep("open lists", "[".repeat(100_000)),
        deep("open objects", r#"{"a":"#.repeat(100_000)),
        deep(
            "open objects behind a version",
            format!(
                "{{\"format_version\":\"1.2\",\"b\":{}",
                r#"{"a":"#.repeat(100_000)
            ),
        ),
    ]);
}

/// Modules in modules, to the last level that is read, in the small stack of a thread.
#[test]
fn mistakes_at_the_bottom_of_deep_modules() {
    let nested = |open: &str, close: &str, times: usize| {
        format!(
            "{}{{\"resources\":\"{CANARY}\"}}{}",
            open.repeat(times),
            close.repeat(times)
        )
    };
    let calls = nested(r#"{"module_calls":{"m":{"module":"#, "}}}", 41);
    let children = nested(r#"{"child_modules":["#, "]}", 61);
    let with = |pointer: &str, text: &str| {
        plan_with(pointer, json!("DEEP"))
            .to_string()
            .replace("\"DEEP\"", text)
    };
    refuses(vec![
        bad(
            "calls",
            with("/configuration/root_module", &calls),
            "plan::malformed",
            "expected a sequence",
        ),
        bad(
            "state",
            with("/prior_state/values/root_module", &children),
            "plan::malformed",
            "expected a sequence",
        ),
    ]);
}

#[test]
fn numbers_without_measure() {
    let with = |pointer: &str, number: &str| {
        plan_with(pointer, json!("HUGE"))
            .to_string()
            .replace("\"HUGE\"", number)
    };
    let digits = "9".repeat(10_000);
    let huge = |name: &str, pointer: &str, number: &str| {
        bad(
            name,
            with(pointer, number),
            "plan::malformed",
            "number out of range",
        )
    };
    refuses(vec![
        huge("a port", "/resource_changes/0/change/after/port", "1e999"),
        huge("digits", "/resource_changes/0/change/after/port", &digits),
        huge(
            "a mark",
            "/resource_changes/0/change/after_unknown/port",
            "-1e999",
        ),
        bad(
            "a version",
            with("/format_version", "1e999"),
            "plan::not_json",
            "number out of range",
        ),
    ]);
}

#[test]
fn versions_nobody_knows() {
    let version = |version: Value, says: &str| {
        let text = plan_with("/format_version", version.clone()).to_string();
        let name: String = version.to_string().chars().take(20).collect();
        bad(&name, text, "plan::version", says)
    };
    let of_type = |version: Value, found: &str| {
        let text = plan_with("/format_version", version).to_string();
        bad(
            found,
            text,
            "plan::malformed",
            &format!("at `format_version`: invalid type: found {found}"),
        )
    };
    refuses(vec![
        version(json!("2.0"), "format version 2.0"),
        version(json!("0.3"), "format version 0.3"),
        version(json!("0.0"), "format version 0.0"),
        version(json!("10.1"), "format version 10.1"),
        version(json!("1"), "format version 1 "),
        version(json!("1.x"), "are not supported"),
        version(json!("1.-1"), "are not supported"),
        version(json!(""), "are not supported"),
        version(json!(CANARY), "format version (unreadable)"),
        version(json!(CANARY.repeat(800_000)), "format version (unreadable)"),
        of_type(json!(1.2), "floating"),
        of_type(json!(1), "integer"),
        of_type(json!([CANARY]), "sequence"),
        of_type(json!({ "a": CANARY }), "map"),
        bad(
            "null",
            plan_with("/format_version", json!(null)).to_string(),
            "plan::not_a_plan",
            "it has no `format_version`",
        ),
        bad(
            "missing",
            plan_without("/format_version").to_string(),
            "plan::not_a_plan",
            "it has no `format_version`",
        ),
    ]);
}

/// A part of the plan, what stands there instead, and where the message says it is
/// wrong. `S` stands for the canary.
const WRONG_TYPES: &str = r#"
/resource_changes                                            | "S", {"a":"S"}, 7, ["S"]                                    | at `resource_changes
/resource_changes/0                                          | "S", 7, null, [], ["aws_lb.a", "managed", null, {}]         | resource_changes[0]`
/resource_changes/0/address                                  | 7, null, ["S"], {"a":"S"}                                   | resource_changes[0].address
/resource_changes/0/address                                  | "S", "", "aws_lb.", "aws_lb.a[S]"                           | this is no resource address
/resource_changes/0/mode                                     | 7                                                           | resource_changes[0].mode
/resource_changes/0/deposed                                  | 7, {"a":"S"}                                                | resource_changes[0].deposed
/resource_changes/0/change                                   | "S", 7, null, [], [["create"]]                              | resource_changes[0].change`
/resource_changes/0/change/actions                           | "S", 7, {"a":"S"}, [7]                                      | change.actions
/resource_changes/0/change/before                            | "S", 7, ["S"], true                                         | change.before`
/resource_changes/0/change/after                             | "S", 7, ["S"], true                                         | change.after`
/resource_changes/0/change/after_unknown                     | "S", 7                                                      | change.after_unknown
/resource_changes/0/change/after_sensitive                   | "S", 7                                                      | change.after_sensitive
/resource_changes/0/change/before_sensitive                  | "S", 7                                                      | change.before_sensitive
/configuration                                               | "S", 7, ["S"], [], true                                     | at `configuration`
/configuration/root_module                                   | "S", 7, ["S"], []                                           | configuration.root_module`
/configuration/root_module/resources                         | "S", 7, {"a":"S"}                                           | root_module.resources`
/configuration/root_module/resources/0                       | "S", 7, ["S"], {}                                           | root_module.resources[0]
/configuration/root_module/resources/0/type                  | 7, null                                                     | resources[0].type
/configuration/root_module/resources/0/name                  | 7, ["S"]                                                    | resources[0].name
/configuration/root_module/resources/0/mode                  | 7                                                           | resources[0].mode
/configuration/root_module/resources/0/expressions           | "S", 7, ["S"], []                                           | resources[0].expressions
/configuration/root_module/module_calls                      | "S", 7, ["S"], []                                           | root_module.module_calls`
/configuration/root_module/module_calls/m                    | "S", 7, ["S"], []                                           | root_module.module_calls.
/configuration/root_module/module_calls/m/source             | 7, ["S"]                                                    | .source`
/configuration/root_module/module_calls/m/expressions        | "S", ["S"]                                                  | .expressions`
/configuration/root_module/module_calls/m/module             | "S", ["S"], []                                              | .module`
/configuration/root_module/module_calls/m/module/resources   | "S", {"a":"S"}                                              | .module.resources`
/configuration/root_module/outputs                           | "S", ["S"], []                                              | root_module.outputs`
/configuration/root_module/outputs/o                         | "S", ["S"], 7                                               | root_module.outputs.
/configuration/root_module/variables                         | "S", ["S"], []                                              | root_module.variables`
/configuration/root_module/variables/secret                  | "S", ["S"], 7                                               | root_module.variables.
/prior_state                                                 | "S", 7, ["S"], []                                           | at `prior_state`
/prior_state/values                                          | "S", 7, ["S"], []                                           | prior_state.values`
/prior_state/values/root_module                              | "S", 7, ["S"], []                                           | prior_state.values.root_module`
/prior_state/values/root_module/resources                    | "S", 7, {"a":"S"}                                           | root_module.resources`
/prior_state/values/root_module/resources/0                  | "S", 7, ["S"], {}                                           | root_module.resources[0]
/prior_state/values/root_module/resources/0/address          | 7, null                                                     | resources[0].address
/prior_state/values/root_module/resources/0/values           | "S", 7, ["S"]                                               | resources[0].values
/prior_state/values/root_module/resources/0/sensitive_values | "S", 7                                                      | resources[0].sensitive_values
/prior_state/values/root_module/child_modules                | "S", {"a":"S"}, ["S"]                                       | root_module.child_modules
/variables                                                   | "S", 7, ["S"], []                                           | at `variables`
/variables/secret                                            | "S", 7, ["S"]                                               | at `variables.
/relevant_attributes                                         | "S", {"a":"S"}, ["S"]                                       | at `relevant_attributes
/deferred_changes                                            | "S", {"a":"S"}, ["S"]                                       | at `deferred_changes
/deferred_changes                                            | [{"resource_change":"S"}], [{"resource_change":{"type":7}}] | deferred_changes[0].resource_change
/errored                                                     | "S", 7, {"a":"S"}                                           | at `errored`
/complete                                                    | "S", 7, {"a":"S"}                                           | at `complete`
"#;

#[test]
fn wrong_types() {
    let mut all = Vec::new();
    for row in WRONG_TYPES.trim().lines() {
        let [pointer, values, says] = row.splitn(3, '|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("three columns: {row}");
        };
        let values = format!("[{values}]").replace('S', CANARY);
        let values: Vec<Value> = serde_json::from_str(&values).expect("JSON");
        for value in values {
            let name = format!("{pointer} = {value}");
            let text = plan_with(pointer, value).to_string();
            all.push(bad(&name, text, "plan::malformed", says));
        }
    }
    refuses(all);
}

#[test]
fn missing_members() {
    let pointers = [
        "/resource_changes/0/address",
        "/resource_changes/0/change",
        "/configuration/root_module/resources/0/type",
        "/configuration/root_module/resources/0/name",
        "/prior_state/values/root_module/resources/0/address",
    ];
    let without = |pointer: &str| {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let says = format!("missing field `{name}`");
        bad(
            pointer,
            plan_without(pointer).to_string(),
            "plan::malformed",
            &says,
        )
    };
    refuses(pointers.map(without).into());
}

/// What a value says must not steer how the message quotes it.
#[test]
fn c10_values_that_look_like_messages() {
    let hostile = [
        "x, expected canary-7f3a9c",
        "x expected canary-7f3a9c at line 3",
        "invalid type: string, expected canary-7f3a9c at line 1 column 1",
        "`canary-7f3a9c`, expected a map",
        "\u{1b}[31mcanary-7f3a9c\n::error::canary-7f3a9c",
    ];
    let all = hostile.iter().flat_map(|text| {
        [
            "/resource_changes",
            "/variables",
            "/errored",
            "/resource_changes/0/mode/x",
        ]
        .map(|pointer| match pointer.strip_suffix("/x") {
            None => bad(
                text,
                plan_with(pointer, json!(text)).to_string(),
                "plan::malformed",
                "found string",
            ),
            Some(pointer) => bad(
                text,
                plan_with(pointer, json!({ *text: text })).to_string(),
                "plan::malformed",
                "found map",
            ),
        })
    });
    refuses(all.collect());
}

/// Which of two members counts is nobody's to guess.
#[test]
fn members_written_twice() {
    let twice = |member: &str, again: &str| {
        let text = plan().to_string().replacen(
            &format!("\"{member}\":"),
            &format!("\"{member}\":{again},\"{member}\":"),
            1,
        );
        bad(
            member,
            text,
            "plan::malformed",
            &format!("duplicate field `{member}`"),
        )
    };
    refuses(vec![
        twice("format_version", "\"1.0\""),
        twice("resource_changes", "[]"),
        twice("configuration", "{}"),
        twice("planned_values", "{}"),
        twice("variables", "{}"),
        twice("change", "{\"actions\":[]}"),
        twice("after_unknown", "{}"),
        twice("after_sensitive", "true"),
        twice("root_module", "{}"),
    ]);
}

#[test]
fn more_than_one_document() {
    let one = plan().to_string();
    let end = one.len();
    let trailing = |name: &str, text: String, offset: usize| {
        bad(
            name,
            text,
            "plan::trailing",
            &format!("more data follows the first document, at byte {offset}\n"),
        )
    };
    refuses(vec![
        trailing("two plans", format!("{one}{one}"), end),
        trailing("lines of plans", format!("{one}\n{one}\n"), end + 1),
        trailing(
            "lines of Windows",
            format!("{one}\r\n\r\n{one}\r\n"),
            end + 4,
        ),
        trailing("a word", format!("{one} canary-7f3a9c"), end + 1),
        trailing("a brace", format!("{one}}}"), end),
        trailing(
            "what Terraform prints after it",
            format!("{one}\n\nReleasing state lock canary-7f3a9c"),
            end + 2,
        ),
    ]);
}
