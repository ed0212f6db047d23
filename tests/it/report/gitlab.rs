//! Code Quality of GitLab.

use super::*;
use std::collections::BTreeSet;

/// The shape that GitLab documents: required members with their types, and nothing else.
#[track_caller]
fn valid_code_quality(text: &str) -> Vec<Value> {
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": false,
            "properties": {
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^./]" },
                        "lines": {
                            "type": "object",
                            "required": ["begin", "end"],
                            "properties": {
                                "begin": { "type": "integer", "minimum": 1 },
                                "end": { "type": "integer", "minimum": 1 },
                            },
                        },
                    },
                },
            },
        },
    });
    assert!(text.starts_with('['), "no BOM");
    let document: Value = serde_json::from_str(text).expect("JSON");
    valid(&schema, &document);
    document.as_array().expect("an array").clone()
}

#[test]
fn f2_an_entry_a_finding() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let level = |level: Level| Located {
        finding: Finding {
            level,
            ..forwards(&sources).finding
        },
        at: None,
        ..forwards(&sources)
    };
    let mut plan = report(
        "orders/plan.json",
        &sources,
        vec![
            forwards(&sources),
            level(Level::Warning),
            level(Level::Note),
        ],
    );
    plan.verdict.resolved = vec![forwards(&sources)];
    let entries = valid_code_quality(&gitlab(&run(&catalog, vec![plan])));
    let first = &entries[0];
    assert_eq!(
        first["description"],
        "this listener forwards without TLS. Resource: aws_lb_listener.http. \
         Help: redirect to HTTPS."
    );
    assert_eq!(first["check_name"], HTTP);
    assert_eq!(
        first["location"],
        serde_json::json!({ "path": "infra/orders/main.tf", "lines": { "begin": 4, "end": 4 } })
    );
    assert_eq!(entries[1]["location"]["path"], "orders/plan.json");
    assert_eq!(entries[1]["location"]["lines"]["begin"], 1);
    let severities: Vec<_> = entries.iter().map(|entry| &entry["severity"]).collect();
    assert_eq!(severities, ["critical", "major", "info"]);
}

#[test]
fn f2_fingerprints_are_unique() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let plans = ["a.json", "b.json"].map(|id| report(id, &sources, vec![forwards(&sources); 3]));
    let entries = valid_code_quality(&gitlab(&run(&catalog, plans.into())));
    let prints: BTreeSet<_> = entries
        .iter()
        .map(|entry| entry["fingerprint"].as_str().expect("a text"))
        .collect();
    assert_eq!(prints.len(), 6);
}

#[test]
fn f2_no_findings_are_an_empty_array() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = run(&catalog, vec![report("p.json", &sources, Vec::new())]);
    assert_eq!(gitlab(&run), "[]\n");
}

#[test]
fn f2_c10_hostile_names() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let text = gitlab(&hostile_run(&catalog, &sources));
    quiet(&text);
    for entry in valid_code_quality(&text) {
        assert!(!has_hidden(entry["description"].as_str().expect("a text")));
    }
}
