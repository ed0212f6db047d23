//! Flat lines: what tables build on.

use super::*;
use std::collections::BTreeMap;
use std::fs;

/// Every case of testdata/ in one stream.
pub(super) fn cases() -> String {
    let mut plans: Vec<_> = fs::read_dir("testdata")
        .expect("the cases")
        .filter_map(|entry| Some(entry.ok()?.path().join("plan.json")))
        .filter(|path| path.is_file())
        .collect();
    plans.sort();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let line = |path: &std::path::PathBuf| {
        let name = path.parent().and_then(Path::file_name).unwrap_or_default();
        let name = name.to_string_lossy();
        json!({ "id": format!("cases/{name}"), "path": root.join(path), "owner": name })
    };
    lines(&plans.iter().map(line).collect::<Vec<_>>())
}

/// The type of a column, as those who read without a schema infer it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "double",
        Value::Number(_) => "integer",
        Value::Array(items) if items.iter().all(Value::is_string) => "texts",
        _ => "another",
    }
}

#[test]
fn the_columns_keep_their_types() {
    let directory = directory();
    let input = cases();
    let said = fleet(
        directory.path(),
        &["-f", "findings-jsonl", "-f", "jsonl=all"],
        &input,
    );
    assert!(matches!(said.code, Some(1 | 2)), "{}", said.stderr);
    let schema = serde_json::from_str(include_str!("../schema/finding-row-v1.json")).expect("JSON");
    let rows = results(&said);
    assert!(rows.len() > 100, "{} rows", rows.len());
    let mut kinds: BTreeMap<String, &str> = BTreeMap::new();
    let mut columns = None;
    for (row, line) in rows.iter().zip(said.stdout.lines()) {
        valid(&schema, row);
        let members = row.as_object().expect("a row");
        for (name, value) in members {
            let kind = kind(value);
            assert_ne!(kind, "another", "{name}: {value}");
            let known = kinds.entry(name.clone()).or_insert(kind);
            assert_eq!(*known, kind, "{name}");
        }
        // The columns stand in one order.
        let mut order: Vec<(usize, &String)> = members
            .keys()
            .map(|name| (line.find(&format!("\"{name}\":")).expect("a column"), name))
            .collect();
        order.sort();
        let order: Vec<&String> = order.into_iter().map(|(_, name)| name).collect();
        let first = columns.get_or_insert_with(|| order.clone());
        assert_eq!(*first, order);
    }
    let lists: Vec<&String> = kinds
        .iter()
        .filter(|(_, kind)| **kind == "texts")
        .map(|(name, _)| name)
        .collect();
    assert_eq!(lists, ["addresses"]);
    assert!(rows.iter().any(|row| row["origin"] == "resolved"));
    assert!(rows.iter().any(|row| row["file"] != ""));

    // Both streams say the same.
    let all = fs::read_to_string(directory.path().join("all")).expect("the results");
    let results: Vec<Value> = all
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let findings = results.iter().flat_map(|result| {
        let findings = result["findings"].as_array().expect("findings");
        findings
            .iter()
            .map(|finding| (&result["plan"], &finding["message"]))
    });
    let told: Vec<_> = rows
        .iter()
        .map(|row| (&row["plan"], &row["message"]))
        .collect();
    assert_eq!(findings.collect::<Vec<_>>(), told);
}

/// A fingerprint is the same from run to run, and tells findings of a plan apart.
#[test]
fn fingerprints_tell_findings_apart() {
    let directory = directory();
    let prints = || {
        let said = fleet(directory.path(), &["-f", "findings-jsonl"], cases());
        let rows = results(&said);
        let print = |row: &Value| row["fingerprint"].as_str().unwrap_or_default().to_owned();
        rows.iter()
            .filter(|row| row["origin"] != "resolved")
            .map(print)
            .collect::<Vec<_>>()
    };
    let (one, other) = (prints(), prints());
    assert_eq!(one, other);
    let apart: std::collections::BTreeSet<&String> = one.iter().collect();
    assert_eq!(apart.len(), one.len());
}

/// The same of plans that are files.
#[test]
fn files_have_rows_too() {
    let directory = directory();
    write(directory.path(), "plan.json", bad().to_string());
    let file = crate::input::check(directory.path(), &["-f", "findings-jsonl", "plan.json"]);
    let line = lines(&[json!({ "path": "plan.json" })]);
    assert_eq!(
        fleet(directory.path(), &["-f", "findings-jsonl"], line),
        file
    );
    assert_eq!(results(&file)[0]["owner"], "");
}
