//! Fleets: plans line by line, through the binary, and what is made of the results.

mod hostile;
mod merge;
mod rows;
mod stream;

use crate::input::{Said, check_stdin, directory, plan, plan_with, write};
use serde_json::{Value, json};
use std::path::Path;

/// Lints lines of JSON by the day that the expectations hold for.
fn fleet(directory: &Path, arguments: &[&str], lines: impl AsRef<[u8]>) -> Said {
    let fixed = ["--input-format", "jsonl", "--now", "2026-11-24"];
    check_stdin(directory, &[&fixed, arguments].concat(), lines.as_ref())
}

fn lines(documents: &[Value]) -> String {
    documents.iter().map(|line| format!("{line}\n")).collect()
}

fn results(said: &Said) -> Vec<Value> {
    let lines = said.stdout.lines();
    let read = |line| serde_json::from_str(line).expect("a line of JSON");
    lines.map(read).collect()
}

/// The small plan with a policy that is an error, or none.
fn bad() -> Value {
    plan_with(
        "/resource_changes/0/change/after/ssl_policy",
        json!("ELBSecurityPolicy-2016-08"),
    )
}

fn clean() -> Value {
    plan_with(
        "/resource_changes/0/change/after/ssl_policy",
        json!("ELBSecurityPolicy-TLS13-1-2-2021-06"),
    )
}

/// The schema of a result line, with what it takes from the JSON report's.
fn result_schema() -> Value {
    let text = include_str!("schema/result-v1.json").replace("check-v1.json#/$defs", "#/$defs");
    let mut schema: Value = serde_json::from_str(&text).expect("JSON");
    let whole: Value = serde_json::from_str(include_str!("schema/check-v1.json")).expect("JSON");
    for (name, part) in whole["$defs"].as_object().expect("definitions") {
        schema["$defs"][name] = part.clone();
    }
    schema["additionalProperties"] = false.into();
    schema
}

#[track_caller]
fn valid(schema: &Value, document: &Value) {
    let validator = jsonschema::options().build(schema).expect("a schema");
    let problems: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
}

/// A plan, a plan with a name, a plan as text, and a path: each is judged as `check` does.
#[test]
fn each_line_is_judged_as_a_plan_alone() {
    let directory = directory();
    let path = directory.path();
    write(path, "stacks/a/plan.json", bad().to_string());
    let input = lines(&[
        bad(),
        json!({ "id": "payments/prod", "plan": bad(), "owner": "payments", "region": "eu" }),
        json!({ "id": 42, "plan": clean().to_string() }),
        json!({ "path": "stacks/a/plan.json" }),
        json!({ "id": "named", "path": "stacks/a/plan.json" }),
    ]);
    let said = fleet(path, &[], &input);
    assert_eq!((said.code, said.stderr.as_str()), (Some(1), ""));
    let results = results(&said);
    let schema = result_schema();
    results.iter().for_each(|result| valid(&schema, result));
    let names: Vec<&Value> = results.iter().map(|result| &result["plan"]).collect();
    assert_eq!(
        names,
        [
            "stdin:1",
            "payments/prod",
            "42",
            "stacks/a/plan.json",
            "named"
        ]
    );
    let ids: Vec<&Value> = results.iter().map(|result| &result["id"]).collect();
    let none = Value::Null;
    assert_eq!(
        ids,
        [
            &none,
            &json!("payments/prod"),
            &json!("42"),
            &none,
            &json!("named")
        ]
    );
    assert_eq!(results[1]["owner"], "payments");
    let codes: Vec<&Value> = results.iter().map(|result| &result["exit_code"]).collect();
    assert_eq!(codes, [1, 1, 0, 1, 1]);

    let alone = crate::input::check(path, &["-f", "json", "stacks/a/plan.json"]).json();
    for (at, result) in results.iter().enumerate().filter(|(at, _)| *at != 2) {
        assert_eq!(result["counts"], alone["plans"][0]["counts"], "{at}");
        assert_eq!(result["undecided"], alone["plans"][0]["undecided"], "{at}");
        let mut findings = result["findings"].clone();
        for finding in findings.as_array_mut().expect("findings") {
            let finding = finding.as_object_mut().expect("a finding");
            for own in ["place", "related_places", "fix"] {
                assert!(finding.remove(own).is_some(), "{own}");
            }
        }
        assert_eq!(findings, alone["plans"][0]["findings"], "{at}");
    }
    assert_eq!(results[0]["file"], Value::Null);
    assert_eq!(results[4]["file"], "stacks/a/plan.json");
}

/// C2, C3: a line that cannot be judged is trouble, unless the results are enough.
#[test]
fn c2_c3_exit_codes() {
    let directory = directory();
    let path = directory.path();
    write(path, "gate.toml", "[gate]\nfail-on = \"warning\"\n");
    write(path, "broken.toml", "[gate]\nfail-on = 3\n");
    let (good, bad, torn) = (
        format!("{}\n", clean()),
        format!("{}\n", bad()),
        "{\"format_version\":\n".to_owned(),
    );
    let cases: &[(&str, String, i32)] = &[
        ("", good.clone(), 0),
        ("", good.clone() + &bad, 1),
        ("", bad.clone() + &torn + &good, 2),
        ("", torn.clone(), 2),
        ("", String::new(), 0),
        ("", "\n \n".into(), 0),
        ("--fail-on never", bad.clone(), 0),
        ("--exit-zero", bad.clone(), 0),
        ("--exit-zero", torn.clone() + &bad, 2),
        ("--allow-bad-lines", torn.clone() + &good, 0),
        ("--allow-bad-lines", torn.clone() + &bad, 1),
        ("--allow-bad-lines --exit-zero", torn.clone() + &bad, 0),
        ("--allow-bad-lines missing.jsonl", good.clone(), 2),
        ("-f text", good.clone(), 2),
        ("-f sarif=x.sarif", good.clone(), 2),
        ("-f jsonl -f findings-jsonl", good.clone(), 2),
        ("-f jsonl=missing/x", good.clone(), 2),
        ("--plan-id x", good.clone(), 2),
        ("--max-line 0", good.clone(), 2),
        ("--source missing", good.clone(), 2),
    ];
    for (arguments, input, code) in cases {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let said = fleet(path, &arguments, input);
        assert_eq!(said.code, Some(*code), "{arguments:?} {said:?}");
        assert_eq!(
            said.stderr.contains("error"),
            *code == 2 || input.contains(&torn),
            "{arguments:?} {said:?}"
        );
    }
    let empty = fleet(path, &[], "");
    assert_eq!(empty.stderr, "note: there was no line to judge\n");

    let configured = |config: &str| {
        let mut command = crate::input::frontlint(path);
        command.args(["check", "--input-format", "jsonl", "--config", config]);
        write(path, "in.jsonl", format!("{}\n", plan()));
        let output = command.arg("in.jsonl").output().expect("the binary runs");
        Said::from(output)
    };
    assert_eq!(configured("gate.toml").code, Some(1));
    let broken = configured("broken.toml");
    assert_eq!((broken.code, broken.stdout.as_str()), (Some(2), ""));
}

/// The configuration above a path, levels by the plan's name, and the day.
#[test]
fn options_and_configurations_hold_for_each_line() {
    let directory = directory();
    let path = directory.path();
    write(path, "a/plan.json", bad().to_string());
    write(
        path,
        "a/frontlint.toml",
        "[lints]\nlistener-allows-tls10-or-tls11 = \"note\"\n",
    );
    write(path, "b/plan.json", bad().to_string());
    write(
        path,
        "b/frontlint.toml",
        "[lints]\nno-such-lint = \"note\"\n",
    );
    write(
        path,
        "frontlint.toml",
        "[[override]]\nlint = \"listener-allows-tls10-or-tls11\"\nplan = \"sandbox/*\"\nlevel = \"off\"\n\
         [[ignore]]\nlint = \"alb-origin-open\"\naddress = \"nowhere.*\"\n",
    );
    let input = lines(&[
        json!({ "path": "a/plan.json" }),
        json!({ "path": "b/plan.json" }),
        json!({ "id": "sandbox/x", "plan": bad() }),
        json!({ "id": "prod/x", "plan": bad() }),
    ]);
    write(path, "in.jsonl", input);
    let mut command = crate::input::frontlint(path);
    command.args([
        "check",
        "--input-format",
        "jsonl",
        "--statistics",
        "in.jsonl",
    ]);
    let said = Said::from(command.output().expect("the binary runs"));
    assert_eq!(said.code, Some(2), "{said:?}");
    let results = results(&said);
    let codes: Vec<&Value> = results.iter().map(|result| &result["exit_code"]).collect();
    assert_eq!(codes, [0, 2, 0, 1], "{said:?}");
    assert_eq!(results[0]["findings"][0]["level"], "note");
    // A mistake in one configuration is no reason to leave the others.
    let code = results[1]["error"]["code"].as_str().unwrap_or_default();
    assert!(code.starts_with("frontlint::config::"), "{said:?}");
    // What meets nothing is told once, and so are the sums.
    assert_eq!(said.stderr.matches("meets nothing in the plan").count(), 1);
    assert!(
        said.stderr
            .contains("3 plans, 3 fronting resources; links: ")
    );
}

/// C7: the order is that of the lines, whatever the threads do.
#[test]
fn c7_the_order_is_kept() {
    let directory = directory();
    let mut input = String::new();
    for number in 0..60 {
        // Plans that take long stand before those that do not.
        let plan = match number % 3 {
            0 => serde_json::from_str(&crate::input::real("guide")).expect("JSON"),
            1 => clean(),
            _ => json!("no plan"),
        };
        input += &format!("{}\n", json!({ "id": number, "plan": plan }));
    }
    let with = |threads: &str| {
        let mut command = crate::input::frontlint(directory.path());
        command.env("RAYON_NUM_THREADS", threads);
        command.args(["check", "--no-config", "--input-format", "jsonl"]);
        command.args(["--now", "2026-11-24", "in.jsonl"]);
        Said::from(command.output().expect("the binary runs"))
    };
    write(directory.path(), "in.jsonl", input);
    let one = with("1");
    let ids: Vec<String> = results(&one)
        .iter()
        .map(|result| result["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    let expected: Vec<String> = (0..60).map(|number: u32| number.to_string()).collect();
    assert_eq!(ids, expected);
    assert_eq!(with("4"), one);
}

/// A line for each plan also of plans that are files.
#[test]
fn files_have_result_lines_too() {
    let directory = directory();
    let path = directory.path();
    write(path, "a.json", bad().to_string());
    write(path, "b.json", clean().to_string());
    let torn = r#"{"format_version":"#;
    write(path, "torn.json", torn);
    let errored = plan_with("/errored", json!(true));
    write(path, "errored.json", errored.to_string());
    let inputs = ["a.json", "b.json", "torn.json", "errored.json"];
    let arguments = [&["-f", "jsonl", "--exit-zero"], inputs.as_slice()].concat();
    let said = crate::input::check(path, &arguments);
    assert_eq!(said.code, Some(2));
    let results = results(&said);
    let schema = result_schema();
    results.iter().for_each(|result| valid(&schema, result));
    let told: Vec<(&str, u64)> = results
        .iter()
        .map(|result| {
            let plan = result["plan"].as_str().unwrap_or_default();
            (plan, result["exit_code"].as_u64().unwrap_or(9))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a.json", 1),
            ("b.json", 0),
            ("errored.json", 2),
            ("torn.json", 2)
        ]
    );
    assert!(results[2]["counts"].is_object() && results[3]["counts"].is_null());
}
