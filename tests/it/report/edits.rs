//! Suggested edits, in the formats that have a place for them.

use super::json::valid_json;
use super::rdjson::{parsed, valid_diagnostic};
use super::*;
use frontlint::source::Patch;
use serde_json::json as value;

/// A finding whose edit writes over a text behind a wide character, and one that adds a line.
fn mended(sources: &Sources) -> Vec<Located> {
    let wide = at(sources, "main.tf", "name = \"🦀\"", At::Attribute);
    let target = at(sources, "main.tf", "\"🦀\"", At::Attribute);
    let patch = Patch {
        file: "main.tf".into(),
        line: target.line,
        start: target.start,
        end: target.end,
        column: target.column,
        end_column: target.end_column,
        text: "\"crab\"".into(),
        attribute: "name = \"crab\"".into(),
    };
    let mut written = forwards(sources);
    written.at = Some(wide);
    written.related.clear();
    written.patch = Some(patch.clone());
    let mut added = forwards(sources);
    added.related.clear();
    added.patch = Some(Patch {
        start: target.end,
        column: target.end_column,
        text: "\n  port = 443".into(),
        attribute: "port = 443".into(),
        ..patch
    });
    vec![written, added]
}

/// How far into its line the crab stands, in bytes.
fn crab() -> usize {
    let line = MAIN.lines().nth(7).expect("the eighth line");
    line.find("\"🦀\"").expect("a crab") + 1
}

#[test]
fn people_are_told_what_to_write() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = run(&catalog, vec![report("p.json", &sources, mended(&sources))]);
    let text = text(&run, &PLAIN);
    for line in [
        "  suggestion: write `name = \"crab\"` at orders/main.tf:8\n",
        "  suggestion: add `port = 443` below orders/main.tf:8\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn f5_f7_machines_get_the_range_and_the_text() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let run = run(&catalog, vec![report("p.json", &sources, mended(&sources))]);
    let document = parsed(&rdjson(&run));
    let all = document["diagnostics"].as_array().expect("diagnostics");
    all.iter().for_each(valid_diagnostic);
    let (start, end) = (crab(), crab() + "\"🦀\"".len());
    let position = |column: usize| value!({ "line": 8, "column": column });
    assert_eq!(
        all[0]["suggestions"],
        value!([{ "range": { "start": position(start), "end": position(end) }, "text": "\"crab\"" }])
    );
    assert_eq!(
        all[1]["suggestions"],
        value!([{ "range": { "start": position(end), "end": position(end) }, "text": "\n  port = 443" }])
    );

    let findings = valid_json(&json(&run))["plans"][0]["findings"].take();
    let edit = &findings[0]["edit"];
    assert_eq!(edit["file"], "orders/main.tf");
    assert_eq!(edit["text"], "\"crab\"");
    // A crab takes two units of UTF-16.
    let units = |edit: &Value| edit["end_column"].as_u64().zip(edit["column"].as_u64());
    assert_eq!(units(edit).map(|(end, start)| end - start), Some(4));
}

#[test]
fn s7_a_fix_is_in_one_file_of_the_repository() {
    let (catalog, sources) = (Catalog::builtin(), sources());
    let mut outside = mended(&sources);
    for located in &mut outside {
        located.patch = located.patch.take().map(|patch| Patch {
            file: "../../../main.tf".into(),
            ..patch
        });
    }
    let findings = [mended(&sources), outside].concat();
    let run = run(&catalog, vec![report("p.json", &sources, findings)]);
    let log = valid_sarif(&sarif(&run, &Sarif::default()));
    let results = log["runs"][0]["results"].as_array().expect("results");
    let fixes: Vec<&Value> = results
        .iter()
        .flat_map(|result| result["fixes"].as_array().into_iter().flatten())
        .collect();
    for fix in &fixes {
        let change = &fix["artifactChanges"][0];
        assert_eq!(change["artifactLocation"]["uri"], "infra/orders/main.tf");
        assert_eq!(change["replacements"][0]["deletedRegion"]["startLine"], 8);
    }
    let document = parsed(&rdjson(&run));
    let suggested = document["diagnostics"].as_array().expect("diagnostics");
    let suggested = suggested
        .iter()
        .filter(|one| one.get("suggestions").is_some());
    assert_eq!(suggested.count(), 2);
}
