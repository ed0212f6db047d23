//! Results of many plans as one report.

use super::*;
use std::fs;

fn merge(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = crate::input::frontlint(directory);
    command.args(["report", "merge"]).args(arguments);
    command.output().expect("the binary runs").into()
}

/// The results of a small fleet: three owners, one plan twice, one that is none.
fn small(directory: &Path) -> String {
    let input = lines(&[
        json!({ "id": "payments/a", "plan": bad() }),
        json!({ "id": "payments/b", "plan": clean() }),
        json!({ "id": "payments/a", "plan": bad() }),
        json!({ "id": "search/x/y", "plan": bad(), "owner": "finders" }),
        json!({ "id": "alone", "plan": clean() }),
        json!({ "id": "payments/torn", "plan": "{" }),
    ]);
    fleet(directory, &[], input).stdout
}

fn row<'r>(report: &'r Value, list: &str, name: &str, value: &Value) -> &'r Value {
    let rows = report[list].as_array().expect("rows");
    let found = rows.iter().find(|row| row[name] == *value);
    found.unwrap_or_else(|| panic!("{value} is in {rows:?}"))
}

#[test]
fn counts_by_lint_owner_and_plan() {
    let directory = directory();
    let path = directory.path();
    write(path, "results.jsonl", small(path));
    let said = merge(path, &["-f", "json", "results.jsonl"]);
    assert_eq!(said.code, Some(2), "one was not judged");
    let report = said.json();
    let schema = serde_json::from_str(include_str!("../schema/merged-v1.json")).expect("JSON");
    valid(&schema, &report);
    let total = &report["total"];
    assert_eq!(
        (
            &total["plans"],
            &total["stopped"],
            &total["not_judged"],
            &total["same_name"]
        ),
        (&json!(6), &json!(3), &json!(1), &json!(1))
    );
    assert_eq!(
        (&total["error"], &total["resources"]),
        (&json!(3), &json!(5))
    );
    let lint = row(
        &report,
        "lints",
        "lint",
        &json!("listener-allows-tls10-or-tls11"),
    );
    assert_eq!((&lint["error"], &lint["plans"]), (&json!(3), &json!(3)));
    let payments = row(&report, "owners", "owner", &json!("payments"));
    assert_eq!(
        (
            &payments["plans"],
            &payments["not_judged"],
            &payments["error"]
        ),
        (&json!(4), &json!(1), &json!(2))
    );
    assert_eq!(
        row(&report, "owners", "owner", &json!("finders"))["error"],
        1
    );
    assert_eq!(row(&report, "owners", "owner", &Value::Null)["plans"], 1);
    let twice = row(&report, "plans", "plan", &json!("payments/a"));
    assert_eq!((&twice["results"], &twice["error"]), (&json!(2), &json!(2)));
    let torn = row(&report, "plans", "plan", &json!("payments/torn"));
    assert_eq!(
        (&torn["exit_code"], &torn["owner"]),
        (&json!(2), &json!("payments"))
    );
    assert_eq!(report["problems"][0]["plan"], "payments/torn");

    let deep = merge(path, &["-f", "json", "--owner-depth", "2", "results.jsonl"]).json();
    assert_eq!(
        row(&deep, "owners", "owner", &json!("payments"))["plans"],
        4
    );
    let none = merge(path, &["-f", "json", "--owner-depth", "0", "results.jsonl"]).json();
    assert_eq!(row(&none, "owners", "owner", &Value::Null)["plans"], 5);
}

/// Where a line stands says nothing of whose plan it is.
#[test]
fn plans_without_names_have_no_owner() {
    let directory = directory();
    let path = directory.path();
    write(
        path,
        "a/b.jsonl",
        lines(&[bad(), json!({ "id": "x/y", "plan": bad() })]),
    );
    let results = fleet(path, &["a/b.jsonl"], "").stdout;
    write(path, "results.jsonl", results);
    let report = merge(path, &["-f", "json", "results.jsonl"]).json();
    let nameless = row(&report, "plans", "plan", &json!("a/b.jsonl:1"));
    assert_eq!(nameless["owner"], Value::Null);
    assert_eq!(row(&report, "owners", "owner", &json!("x"))["plans"], 1);
}

/// C2: as one run over all plans, whatever the runs over parts were told.
#[test]
fn c2_a_merge_ends_as_the_whole() {
    let directory = directory();
    let path = directory.path();
    let lenient = ["--exit-zero", "--allow-bad-lines"];
    for (documents, code) in [
        (vec![], 0),
        (vec![clean()], 0),
        (vec![clean(), bad()], 1),
        (vec![bad(), json!([])], 2),
    ] {
        let said = fleet(path, &lenient, lines(&documents));
        assert_eq!(said.code, Some(0));
        write(path, "results.jsonl", said.stdout);
        assert_eq!(merge(path, &["results.jsonl"]).code, Some(code));
        assert_eq!(merge(path, &["--exit-zero", "results.jsonl"]).code, Some(0));
    }
    assert_eq!(merge(path, &["--exit-zero", "missing.jsonl"]).code, Some(2));
    let twice = merge(path, &["-f", "html", "-f", "text", "results.jsonl"]);
    assert_eq!(twice.code, Some(2));
}

/// Several files at once, and each format to a file of its own.
#[test]
fn every_format_in_one_pass() {
    let directory = directory();
    let path = directory.path();
    let all = small(path);
    let (first, rest) = all.split_at(all.find('\n').expect("a line") + 1);
    write(path, "1.jsonl", first);
    write(path, "2.jsonl", rest);
    let formats = ["text", "json", "markdown", "html", "sarif"];
    let outputs: Vec<String> = formats
        .iter()
        .map(|name| format!("{name}=out.{name}"))
        .collect();
    let arguments: Vec<&str> = outputs.iter().flat_map(|output| ["-f", output]).collect();
    let said = merge(
        path,
        &[arguments.as_slice(), &["1.jsonl", "2.jsonl"]].concat(),
    );
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    write(path, "all.jsonl", &all);
    for format in formats {
        let written = fs::read_to_string(path.join(format!("out.{format}"))).expect("a report");
        let alone = merge(path, &["-f", format, "all.jsonl"]);
        assert_eq!(written, alone.stdout, "{format}");
        assert!(written.contains("payments"), "{format}: {written}");
    }
    let text = fs::read_to_string(path.join("out.text")).expect("a report");
    assert!(text.starts_with("6 plans: 3 errors, "), "{text}");
    let html = fs::read_to_string(path.join("out.html")).expect("a report");
    assert!(html.contains("prefers-color-scheme: dark") && html.contains("<table>"));
    let own = html.replace("https://github.com/frontlint/frontlint/", "");
    assert!(
        !own.contains("http") || own.matches("http").count() == 1,
        "nothing from elsewhere"
    );
}

/// The merged SARIF has the results that each plan's own has.
#[test]
fn sarif_has_a_run_for_each_plan() {
    let directory = directory();
    let path = directory.path();
    let input = super::rows::cases();
    write(path, "results.jsonl", fleet(path, &[], &input).stdout);
    let merged = merge(path, &["-f", "sarif", "results.jsonl"]);
    assert!(merged.stderr.contains("code scanning takes 20 a file"));
    let merged = merged.json();
    let mut schema: Value =
        serde_json::from_str(include_str!("../schema/sarif-2.1.0.json")).expect("JSON");
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"]["pattern"] = "^".into();
    }
    valid(&schema, &merged);
    let runs = merged["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), input.lines().count());
    let mut compared = 0;
    for (run, line) in runs.iter().zip(input.lines()) {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let (id, plan) = (line["id"].as_str(), line["path"].as_str());
        let (id, plan) = (id.expect("a name"), plan.expect("a path"));
        let options = ["--now", "2026-11-24", "-f", "sarif", "--plan-id", id];
        let category = ["--sarif-category", id];
        let own = crate::input::check(path, &[&options[..], &category, &[plan]].concat()).json();
        let own = &own["runs"][0];
        assert_eq!(run["automationDetails"], own["automationDetails"]);
        assert_eq!(run["tool"], own["tool"], "{id}");
        assert_eq!(run["results"], own["results"], "{id}");
        compared += 1;
        if compared == 12 {
            break;
        }
    }
}

/// Two results with one name have runs of their own.
#[test]
fn s11_runs_of_one_name_are_told_apart() {
    let directory = directory();
    let path = directory.path();
    write(path, "results.jsonl", small(path));
    let log = merge(path, &["-f", "sarif", "results.jsonl"]).json();
    let ids: Vec<&Value> = log["runs"]
        .as_array()
        .expect("runs")
        .iter()
        .map(|run| &run["automationDetails"]["id"])
        .collect();
    assert_eq!(ids[0], "frontlint/payments/a/");
    assert_eq!(ids[2], "frontlint/payments/a-2/");
    let torn = &log["runs"][5];
    assert_eq!(torn["results"], json!([]));
    assert_eq!(torn["invocations"][0]["executionSuccessful"], false);
    assert!(
        torn["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("ends in the middle"))
    );
}
