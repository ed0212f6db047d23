//! Lines from strangers.

use super::*;
use crate::input::real;

const CANARY: &str = "canary-7f3a9c";

/// What acts on terminals and build logs.
const EVIL: &str = "a\n::error file=x::y\u{1b}[31m\u{202e}##vso[task.x]<script>alert(1)</script>";

/// Each bad line is a result with an error, and the next line is judged.
#[test]
fn a_bad_line_is_a_result_and_no_end() {
    let directory = directory();
    let path = directory.path();
    let good = clean().to_string();
    let long = format!("{{\"id\":\"long\",\"plan\":\"{}\"}}", "x".repeat(1_000_001));
    let deep = format!("{{\"plan\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    let bad: Vec<(Vec<u8>, &str)> = vec![
        (b"{\"id\":\"\xff\"}".to_vec(), "frontlint::plan::not_utf8"),
        (b"\xff\xfe{\0}\0".to_vec(), "frontlint::plan::"),
        (b"{\"id\":\"a\0\"}".to_vec(), "frontlint::plan::not_text"),
        (b"\0".to_vec(), "frontlint::plan::not_text"),
        (long.into_bytes(), "frontlint::line::too_long"),
        (deep.into_bytes(), "frontlint::plan::"),
        (b"{".to_vec(), "frontlint::plan::truncated"),
        (b"}".to_vec(), "frontlint::plan::not_json"),
        (b"[]".to_vec(), "frontlint::plan::not_a_plan"),
        (b"null".to_vec(), "frontlint::plan::not_a_plan"),
        (b"{} {}".to_vec(), "frontlint::plan::"),
        (b"{}".to_vec(), "frontlint::plan::not_a_plan"),
        (b"{\"id\":\"a\"}".to_vec(), "frontlint::line::malformed"),
        (
            b"{\"id\":{},\"plan\":{}}".to_vec(),
            "frontlint::line::malformed",
        ),
        (
            b"{\"id\":\"a\",\"plan\":null}".to_vec(),
            "frontlint::line::malformed",
        ),
        (b"{\"id\":\"a\",\"plan\":7}".to_vec(), "frontlint::plan::"),
        (
            b"{\"id\":\"\\ud800\",\"plan\":{}}".to_vec(),
            "frontlint::line::malformed",
        ),
        (
            b"{\"id\":\"a\",\"id\":\"b\",\"plan\":{}}".to_vec(),
            "frontlint::plan::not_a_plan",
        ),
        (b"{\"path\":\".\"}".to_vec(), "frontlint::input::unreadable"),
        (b"{\"path\":\"-\"}".to_vec(), "frontlint::input::unreadable"),
        (
            b"{\"path\":\"a\\u0000b\"}".to_vec(),
            "frontlint::input::unreadable",
        ),
    ];
    let mut input = Vec::new();
    for (line, _) in &bad {
        input.extend(line);
        input.extend(b"\r\n\n");
        input.extend(good.as_bytes());
        input.push(b'\n');
    }
    let said = fleet(path, &["--max-line", "1"], &input);
    assert_eq!(said.code, Some(2));
    let results = results(&said);
    let schema = result_schema();
    assert_eq!(results.len(), 2 * bad.len());
    for (pair, (line, code)) in results.chunks(2).zip(&bad) {
        let line = String::from_utf8_lossy(&line[..line.len().min(60)]);
        valid(&schema, &pair[0]);
        let told = pair[0]["error"]["code"].as_str().unwrap_or_default();
        assert!(told.starts_with(code), "{line}: {}", pair[0]);
        assert_eq!(pair[0]["exit_code"], 2, "{line}");
        assert_eq!(pair[1]["exit_code"], 0, "{line}");
        assert_eq!(pair[1]["error"], Value::Null, "{line}");
    }
    // Blank lines count as lines, and have no results.
    assert_eq!(results[1]["line"], 3);
    assert_eq!(results[2]["line"], 4);
    assert!(
        said.stderr
            .ends_with("plans could not be judged; the results tell why\n")
    );
}

/// C10: names act on nothing, and no value is printed, whichever way a line fails.
#[test]
fn c10_names_act_on_nothing_and_values_are_not_told() {
    let directory = directory();
    let path = directory.path();
    let secret = json!({ "id": EVIL, "owner": EVIL, "secret": CANARY, "plan": {
        "secret": CANARY, "planned_values": CANARY, "format_version": CANARY } });
    let mut input = lines(&[
        json!({ "id": EVIL, "owner": EVIL, "plan": bad(), "secret": CANARY }),
        json!({ "id": EVIL, "path": EVIL }),
        json!({ "id": EVIL, "plan": CANARY }),
        json!({ "id": [CANARY], "plan": {} }),
        json!({ "id": EVIL, "plan": bad() }),
        json!(CANARY),
        secret.clone(),
    ]);
    let torn = secret.to_string();
    input += &torn[..torn.len() - 10];
    let rows = fleet(path, &["-f", "findings-jsonl"], &input);
    let said = fleet(path, &[], &input);
    write(path, "results.jsonl", &said.stdout);
    let mut told = vec![said.stdout.clone(), said.stderr.clone(), rows.stdout];
    for format in ["text", "json", "markdown", "html", "sarif"] {
        let mut command = crate::input::frontlint(path);
        command.args(["report", "merge", "-f", format, "results.jsonl"]);
        let said = Said::from(command.output().expect("the binary runs"));
        assert_eq!(said.code, Some(2), "{format}");
        assert!(format == "html" || !said.stdout.contains("default-src"));
        if format == "html" {
            assert!(
                !said.stdout.to_lowercase().contains("<script"),
                "{}",
                said.stdout
            );
        }
        told.extend([said.stdout, said.stderr]);
    }
    for text in &told {
        assert!(!text.contains(CANARY), "{text}");
        assert!(
            !text.contains("##vso[") && !text.contains('\u{202e}'),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
    }
    let results = results(&said);
    assert_eq!(results[0]["id"], EVIL, "JSON says exactly what it is");
    assert_eq!(results[0]["owner"], EVIL);
}

/// No plan's values come out of a fleet, in whatever shape the plan comes.
#[test]
fn c10_secrets_of_plans_stay_in_them() {
    let directory = directory();
    let secret = real("rules").replace("\"vpc-", "\"canary-7f3a9c-");
    let secret: Value = serde_json::from_str(&secret).expect("JSON");
    let input = lines(&[
        secret.clone(),
        json!({ "id": "a", "plan": secret }),
        json!({ "id": "b", "plan": secret.to_string() }),
        plan(),
    ]);
    for format in ["jsonl", "findings-jsonl"] {
        let said = fleet(directory.path(), &["-f", format], &input);
        assert!(
            !said.stdout.is_empty() && !said.stdout.contains(CANARY),
            "{format}"
        );
        assert!(!said.stderr.contains(CANARY), "{format}");
    }
}

/// Lines that are no results, or lie about them, do not end a merge, and are trouble.
#[test]
fn merging_takes_results_alone() {
    let directory = directory();
    let path = directory.path();
    let result = fleet(path, &[], lines(&[json!({ "id": "a", "plan": bad() })])).stdout;
    let changed = |name: &str, value: Value| {
        let mut line: Value = serde_json::from_str(&result).expect("JSON");
        line[name] = value;
        line.to_string()
    };
    let strangers = [
        "{".to_owned(),
        "[]".into(),
        "\u{0}".into(),
        changed("schema_version", json!(2)),
        changed("exit_code", json!(3)),
        changed("exit_code", json!(2)),
        changed("exit_code", json!(-1)),
        changed("error", json!({ "code": "", "message": "", "help": "" })),
        changed(
            "findings",
            json!([{ "lint": "x", "level": "loud", "origin": "existing", "addresses": [] }]),
        ),
        changed("findings", json!(null)),
        changed("plan", json!(null)),
        changed(
            "counts",
            json!({ "undecided": -1, "suppressed": 0, "baseline": 0, "resources": 0 }),
        ),
    ];
    for stranger in strangers {
        write(path, "in.jsonl", format!("{stranger}\n\n{result}"));
        let mut command = crate::input::frontlint(path);
        command.args(["report", "merge", "-f", "json", "in.jsonl"]);
        let said = Said::from(command.output().expect("the binary runs"));
        assert_eq!(said.code, Some(2), "{stranger}");
        let report = said.json();
        assert_eq!(report["total"]["not_results"], 1, "{stranger}");
        assert_eq!(report["total"]["plans"], 1, "{stranger}");
        assert!(
            said.stderr.starts_with("error: in.jsonl:1: this line is"),
            "{}",
            said.stderr
        );
    }
    // Numbers as large as they may be are added up to what can be written.
    let most = json!(u64::MAX);
    let counts =
        json!({ "undecided": most, "suppressed": most, "baseline": most, "resources": most });
    let line = changed("counts", counts);
    write(path, "in.jsonl", format!("{line}\n{line}\n"));
    let mut command = crate::input::frontlint(path);
    command.args(["report", "merge", "-f", "json", "in.jsonl"]);
    let said = Said::from(command.output().expect("the binary runs"));
    assert_eq!(said.json()["total"]["undecided"], most);
}
