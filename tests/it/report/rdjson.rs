//! The Reviewdog Diagnostic Format.

use super::*;
use serde_json::json;

/// The members that reviewdog reads, with their types, and nothing else.
#[track_caller]
pub(super) fn valid_diagnostic(diagnostic: &Value) {
    let position = json!({
        "type": "object",
        "required": ["line"],
        "additionalProperties": false,
        "properties": {
            "line": { "type": "integer", "minimum": 1 },
            "column": { "type": "integer", "minimum": 1 },
        },
    });
    let location = json!({
        "type": "object",
        "required": ["path", "range"],
        "additionalProperties": false,
        "properties": {
            "path": { "type": "string", "minLength": 1 },
            "range": {
                "type": "object",
                "required": ["start"],
                "additionalProperties": false,
                "properties": { "start": position, "end": position },
            },
        },
    });
    let range = location["properties"]["range"].clone();
    let text = json!({ "type": "string", "minLength": 1 });
    let source = json!({
        "type": "object",
        "required": ["name", "url"],
        "properties": { "name": text, "url": text },
    });
    let schema = json!({
        "type": "object",
        "required": ["message", "location", "severity", "code"],
        "additionalProperties": false,
        "properties": {
            "message": text,
            "location": location,
            "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
            "source": source,
            "code": {
                "type": "object",
                "required": ["value", "url"],
                "properties": { "value": text, "url": text },
            },
            "suggestions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["range", "text"],
                    "additionalProperties": false,
                    "properties": { "range": range, "text": text },
                },
            },
            "related_locations": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message", "location"],
                    "properties": { "message": text, "location": location },
                },
            },
        },
    });
    valid(&schema, diagnostic);
}

pub(super) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn f5_columns_are_bytes() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut wide = forwards(&sources);
    wide.at = Some(at(&sources, "main.tf", "name = \"🦀\"", At::Attribute));
    wide.related.clear();
    let mut nowhere = forwards(&sources);
    nowhere.at = None;
    let run = run(
        &catalog,
        vec![report(
            "p.json",
            &sources,
            vec![forwards(&sources), wide, nowhere],
        )],
    );
    let document = parsed(&rdjson(&run));
    assert_eq!(document["source"]["name"], "frontlint");
    let all = document["diagnostics"].as_array().expect("diagnostics");
    all.iter().for_each(valid_diagnostic);
    assert_eq!(
        all[0]["location"],
        json!({
            "path": "infra/orders/main.tf",
            "range": { "start": { "line": 4, "column": 5 }, "end": { "line": 4, "column": 21 } },
        })
    );
    let line = MAIN.lines().nth(7).expect("the eighth line");
    let start = line.find("name").expect("a name") + 1;
    assert_eq!(
        all[1]["location"]["range"],
        json!({
            "start": { "line": 8, "column": start },
            "end": { "line": 8, "column": start + "name = \"🦀\"".len() },
        })
    );
    assert_eq!(
        all[2]["location"],
        json!({ "path": "p.json", "range": { "start": { "line": 1 } } })
    );
    assert_eq!(all[0]["severity"], "ERROR");
    assert_eq!(all[0]["code"]["value"], HTTP);
    let related = &all[0]["related_locations"];
    assert_eq!(related[0]["message"], "the targets");
    assert_eq!(related[1]["location"]["path"], "infra/lb/main.tf");
    assert_eq!(related.as_array().map(Vec::len), Some(2));
}

#[test]
fn f5_a_line_a_finding() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let findings = vec![forwards(&sources); 2];
    let text = rdjsonl(&run(&catalog, vec![report("p.json", &sources, findings)]));
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let diagnostic = parsed(line);
        valid_diagnostic(&diagnostic);
        assert_eq!(diagnostic["source"]["name"], "frontlint");
    }
    let clean = run(&catalog, vec![report("p.json", &sources, Vec::new())]);
    assert_eq!(rdjsonl(&clean), "");
    assert_eq!(parsed(&rdjson(&clean))["diagnostics"], json!([]));
}

#[test]
fn f5_c10_hostile_names() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = hostile_run(&catalog, &sources);
    let text = rdjson(&run);
    quiet(&text);
    let document = parsed(&text);
    for diagnostic in document["diagnostics"].as_array().expect("diagnostics") {
        valid_diagnostic(diagnostic);
        let message = diagnostic["message"].as_str().expect("a text");
        assert!(
            !has_hidden(message) && !message.contains("[a](http"),
            "{message}"
        );
    }
    let lines = rdjsonl(&run);
    quiet(&lines);
    assert_eq!(lines.lines().count(), 2);
}
