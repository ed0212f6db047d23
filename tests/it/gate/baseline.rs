//! G7: findings that are accepted one by one.

use super::*;
use std::fs;

/// A directory with a baseline of what was there before the changes.
fn with_baseline() -> tempfile::TempDir {
    let directory = directory();
    let said = baseline(directory.path(), &["write", &plan("history")]);
    assert_eq!((said.code, said.stdout.as_str()), (Some(0), ""));
    assert_eq!(
        said.stderr,
        "frontlint-baseline.txt accepts all that is found: 12 entries\n"
    );
    directory
}

fn baseline(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.arg("baseline").args(arguments);
    command.args(["--now", "2026-11-24", "--no-config"]);
    // The cases are one plan at several times.
    command.args(["--plan-id", "shop"]);
    command.output().expect("the binary runs").into()
}

fn entries(directory: &Path) -> Vec<String> {
    let text = fs::read_to_string(directory.join("frontlint-baseline.txt")).expect("a baseline");
    let lines = text.lines().filter(|line| !line.starts_with(['#', '[']));
    lines.map(str::to_owned).collect()
}

const ACCEPTED: [&str; 5] = [
    "--no-config",
    "--baseline",
    "frontlint-baseline.txt",
    "--plan-id",
    "shop",
];

#[test]
fn g7_a_baseline_holds_no_lines_and_no_values() {
    let directory = with_baseline();
    let entries = entries(directory.path());
    assert!(entries.is_sorted());
    for expected in [
        "lb-access-logs-off aws_lb.intranet access_logs.enabled",
        "lb-access-logs-off aws_lb.web",
        "listener-without-tls13 aws_lb_listener.https ssl_policy",
    ] {
        assert!(entries.iter().any(|entry| entry == expected), "{entries:?}");
    }
}

#[test]
fn g7_the_baseline_lets_what_is_new_through_to_the_gate() {
    let directory = with_baseline();
    let path = directory.path();
    for (change, mended, held) in [
        ("history-change", "history-mended", 12),
        ("history-moved", "history-moved-mended", 11),
    ] {
        let run = |case: &str| {
            check(
                path,
                &[&ACCEPTED[..], &["-f", "json", &plan(case)]].concat(),
            )
        };
        let said = run(change);
        let note = format!("note: the baseline holds back {held} findings\n");
        assert_eq!((said.code, said.stderr.as_str()), (Some(1), note.as_str()));
        let report = said.json();
        assert_eq!(found(&report).len(), 2);
        assert_eq!(places(found(&report)), brought_in());
        assert_eq!(report["plans"][0]["counts"]["baseline"], held);
        assert_eq!(report["plans"][0]["counts"]["suppressed"], 0);
        assert_eq!(run(mended).code, Some(0));
    }
}

/// What a format has no room for is on stderr.
#[test]
fn g7_every_format_says_how_many() {
    let directory = with_baseline();
    for (format, words) in [
        ("text", Some("12 in the baseline)\n")),
        ("json", Some("\"baseline\": 12")),
        ("sarif", Some("The baseline holds back 12 findings.")),
        ("github", Some("0 notes (12 more in the baseline)\n")),
        ("markdown", Some("0 notes (12 more in the baseline)\n")),
        ("gitlab", None),
        ("junit", Some("<property name=\"baseline\" value=\"12\"/>")),
        ("checkstyle", None),
        ("rdjson", None),
        ("rdjsonl", None),
    ] {
        let plan = plan("history-change");
        let said = check(
            directory.path(),
            &[&ACCEPTED[..], &["-f", format, &plan]].concat(),
        );
        assert_eq!(said.code, Some(1), "{format}");
        assert_eq!(said.stderr, "note: the baseline holds back 12 findings\n");
        if let Some(words) = words {
            assert!(said.stdout.contains(words), "{format}: {}", said.stdout);
        }
    }
}

#[test]
fn g7_strict_accepts_nothing_that_the_plan_touches() {
    let directory = with_baseline();
    let path = directory.path();
    let strict = |case: &str| {
        let plan = plan(case);
        let options = ["--baseline-strict", "-f", "json", &plan];
        let said = check(path, &[&ACCEPTED[..], &options].concat());
        found(&said.json()).len()
    };
    assert_eq!(strict("history-change"), 2, "the old ones are untouched");
    assert_eq!(strict("history-moved"), 2, "a move alone changes nothing");
    assert_eq!(strict("history"), 12, "everything is created");
}

/// G7: entries that meet nothing go, and those of moved resources follow.
#[test]
fn g7_prune() {
    let directory = with_baseline();
    let path = directory.path();
    let before = entries(path);
    let file = path.join("frontlint-baseline.txt");
    let text = fs::read_to_string(&file).expect("a baseline");
    write(
        path,
        "frontlint-baseline.txt",
        text + "rule-shadowed a.gone\n",
    );
    let said = baseline(path, &["prune", &plan("history-change")]);
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (
            Some(0),
            "frontlint-baseline.txt lost 1 entries and keeps 12\n"
        )
    );
    assert_eq!(entries(path), before);

    assert_eq!(
        baseline(path, &["prune", &plan("history-moved")]).code,
        Some(0)
    );
    let after = entries(path);
    assert!(after.contains(&"lb-access-logs-off aws_lb.public".to_owned()));
    let route = "api-v2-route-open aws_apigatewayv2_route.open";
    for key in ["DELETE /orders", "GET /orders/export"] {
        assert!(after.contains(&format!("{route}[\"{key}\"] authorization_type")));
    }
    assert!(!after.iter().any(|entry| entry.contains("aws_lb.web")));
    let plan = plan("history-moved-mended");
    let said = check(path, &[&ACCEPTED[..], &[plan.as_str()]].concat());
    assert_eq!(said.code, Some(0));
}

/// C2: a baseline that cannot be read accepts nothing, and nobody may think it did.
#[test]
fn c2_g7_what_cannot_be_read() {
    let directory = with_baseline();
    let path = directory.path();
    write(path, "odd.txt", "# fine\nlb-access-logs-off a b c\n");
    write(path, "torn.json", "{\"format_version\":");
    for file in ["odd.txt", "missing.txt"] {
        let said = check(path, &["--baseline", file, &plan("history")]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
        let expected = format!("error: the baseline `{file}` cannot be used: ");
        assert!(said.stderr.starts_with(&expected), "{}", said.stderr);
    }
    let before = entries(path);
    let said = baseline(path, &["write", "torn.json"]);
    assert_eq!((said.code, entries(path)), (Some(2), before.clone()));
    let said = baseline(path, &["prune", "torn.json"]);
    assert_eq!((said.code, entries(path)), (Some(2), before));
    let said = baseline(
        path,
        &["prune", "--baseline", "missing.txt", &plan("history")],
    );
    assert_eq!(said.code, Some(2));
}

/// S13: what is held back stays out of code scanning, unless it is asked for.
#[test]
fn s13_suppressed_results() {
    let directory = with_baseline();
    let path = directory.path();
    let config = "[[ignore]]\nlint = \"api-v2-route-open\"\naddress = \"*.refund\"\nreason = \"soon | gone\"\n";
    write(path, "frontlint.toml", config);
    let sarif = |more: &[&str]| {
        let plan = plan("history-change");
        let options = [
            "--config",
            "frontlint.toml",
            "-f",
            "sarif",
            "--plan-id",
            "shop",
            &plan,
        ];
        let accepted = ["--baseline", "frontlint-baseline.txt"];
        check(path, &[&options[..], &accepted, more].concat()).json()
    };
    let quiet = sarif(&[]);
    let results = quiet["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    assert!(results[0].get("suppressions").is_none());

    let whole = sarif(&["--sarif-suppressed"]);
    let all = whole["runs"][0]["results"].as_array().expect("results");
    assert_eq!(all.len(), 14);
    assert_eq!(
        all[0]["partialFingerprints"],
        results[0]["partialFingerprints"]
    );
    let suppression = |result: &Value| result["suppressions"][0].clone();
    let kinds: Vec<Value> = all[1..].iter().map(suppression).collect();
    let accepted = serde_json::json!({
        "kind": "external", "status": "accepted", "justification": "in the baseline"
    });
    let ignored = serde_json::json!({
        "kind": "external", "status": "accepted", "justification": "soon | gone"
    });
    assert_eq!(kinds.iter().filter(|kind| **kind == accepted).count(), 12);
    assert_eq!(kinds.iter().filter(|kind| **kind == ignored).count(), 1);
}

/// S13: a comment suppresses in the source.
#[test]
fn s13_comments_are_in_the_source() {
    let directory = directory();
    let path = directory.path();
    let case = Path::new("testdata/history");
    let text = fs::read_to_string(case.join("main.tf")).expect("the case");
    let header = "resource \"aws_lb\" \"web\"";
    let comment = format!("# frontlint:ignore=lb-access-logs-off -- `<b>`\n{header}");
    write(path, "main.tf", text.replace(header, &comment));
    fs::copy(case.join("plan.json"), path.join("plan.json")).expect("a copy");
    let said = check(
        path,
        &[
            "--no-config",
            "-f",
            "sarif",
            "--sarif-suppressed",
            "plan.json",
        ],
    );
    let log = said.json();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let mut suppressed = results
        .iter()
        .filter(|result| result.get("suppressions").is_some());
    let one = suppressed.next().expect("it is there");
    assert!(suppressed.next().is_none());
    assert_eq!(one["ruleId"], "lb-access-logs-off");
    let suppression = &one["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["status"], "accepted");
    assert!(suppression["justification"].is_string());
}
