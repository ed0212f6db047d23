//! What holds for any input: each function takes bytes as they come, and panics where it does not
//! hold. The fuzzer calls them, and so does `cargo test` with inputs of its own.

use frontlint::catalog::Catalog;
use frontlint::config::{Config, Known};
use frontlint::draw::{self, Picture, Scene};
use frontlint::engine::{Verdict, judge};
use frontlint::graph::{self, Graph};
use frontlint::plan::{Address, Plan, decode};
use frontlint::report::{self, PlanReport, Run, Sarif, Style};
use frontlint::source::{Calls, File, Sought, Sources, Step};
use serde_json::{Value, json};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::builtin);

/// The bytes of a document are refused with a reason, or judged and reported.
pub fn plan(bytes: &[u8]) {
    if let Ok(text) = decode(bytes.to_vec()) {
        judge_text(&text);
    }
}

/// References of the configuration lead somewhere or nowhere, in finite time. The lines of the
/// text are chains; an empty line goes on to the next expression.
pub fn references(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        if let Some(address) = Address::parse(line) {
            let key = address.key.as_ref().map(|key| format!("[{key}]"));
            let written = address.siblings() + &key.unwrap_or_default();
            if !written.contains(['$', '%']) {
                assert_eq!(Address::parse(&written), Some(address), "{line:?}");
            }
        }
    }
    let mut expressions = text.split("\n\n").map(|chains| {
        let chains: Vec<&str> = chains.lines().collect();
        json!({ "references": chains })
    });
    let mut next = || expressions.next().unwrap_or(json!({}));
    let module = json!({
        "variables": {"in": {}},
        "outputs": {"out": {"expression": next()}},
        "resources": [
            {"mode": "managed", "type": "aws_lb_target_group", "name": "g", "expressions": {"port": next()}},
            {"mode": "managed", "type": "aws_lb", "name": "b", "expressions": {"subnets": next()}},
        ],
    });
    let call = json!({"source": "./m", "expressions": {"in": next()}, "for_each_expression": next(), "module": module});
    let root = json!({
        "module_calls": {"m": call, "n": call},
        "resources": [
            {"mode": "managed", "type": "aws_lb_listener", "name": "l", "for_each_expression": next(),
                "expressions": {"load_balancer_arn": next(), "default_action": [{"target_group_arn": next()}]}},
            {"mode": "managed", "type": "aws_lb_listener_rule", "name": "r", "expressions": {"listener_arn": next()}},
        ],
    });
    let change = |address: &str, unknown: Value| json!({"address": address, "mode": "managed", "change": {"actions": ["create"], "before": null, "after": {}, "after_unknown": unknown}});
    let unknown = json!({"arn": true, "id": true});
    let changes = [
        change(
            "module.m[\"a\"].aws_lb.b",
            json!({"arn": true, "subnets": true}),
        ),
        change("module.m[\"b\"].aws_lb.b", unknown.clone()),
        change("module.m[\"a\"].aws_lb_target_group.g[0]", unknown.clone()),
        change("module.n[\"a\"].aws_lb_target_group.g[1]", unknown),
        change(
            "aws_lb_listener.l[\"a\"]",
            json!({"load_balancer_arn": true, "default_action": true}),
        ),
        change(
            "aws_lb_listener.l[\"b\"]",
            json!({"load_balancer_arn": true, "default_action": true}),
        ),
        change("aws_lb_listener_rule.r", json!({"listener_arn": true})),
    ];
    let document = json!({
        "format_version": "1.2", "planned_values": {}, "resource_changes": changes,
        "configuration": {"root_module": root}, "variables": {"v": {"value": "a"}},
    });
    assert!(judge_text(&document.to_string()), "the document is a plan");
}

/// A source file is read or left aside; what is found in it lies in it.
pub fn sources(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    for path in ["main.tf", "main.tf.json"] {
        let file = File {
            path: path.into(),
            text: text.clone(),
        };
        let sources = Sources::parse(vec![file], &Calls::new());
        sources.suppressions();
        sources.local_references(&[], "a");
        let step = |name: &str| Step {
            name: name.into(),
            block: Some(0),
        };
        let inside = [step("default_action"), step("type")];
        for path in [&inside[..0], &inside[..1], &inside[..], &[step("port")]] {
            let found = sources.locate(&Sought {
                module: &[],
                data: false,
                type_name: "aws_lb_listener",
                name: "a",
                path,
            });
            if let Some(found) = found {
                let text = sources.text(&found.file).expect("a file that was given");
                assert!(text.get(found.start..found.end).is_some(), "{found:?}");
            }
        }
    }
}

/// A configuration is read, or refused with words that can be shown.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (lints, tags) = (CATALOG.names(), CATALOG.tags());
    let known = Known {
        lints: &lints,
        tags: &tags,
    };
    if let Err(error) = Config::read("frontlint.toml", &text, &known) {
        error.to_string();
    }
}

/// A rule that is said to be shadowed takes no request that the rule before it leaves. The text is
/// two path patterns and texts to put in place of the wildcards, a line each.
pub fn requests(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let (Some(wide), Some(narrow)) = (lines.next(), lines.next()) else {
        return;
    };
    let rule = |name: &str, priority: u8, path: &str| {
        let condition = json!([{"path_pattern": [{"values": [path]}]}]);
        let after = json!({"listener_arn": "arn:l", "priority": priority, "condition": condition,
            "action": [{"type": "fixed-response", "fixed_response": [{"content_type": "text/plain", "status_code": "200"}]}]});
        json!({"address": format!("aws_lb_listener_rule.{name}"), "mode": "managed", "change": {"actions": ["create"], "after": after}})
    };
    let document = json!({
        "format_version": "1.2", "planned_values": {},
        "resource_changes": [
            {"address": "aws_lb_listener.l", "mode": "managed", "change": {"actions": ["create"], "after": {"arn": "arn:l", "port": 80}}},
            rule("wide", 1, wide),
            rule("narrow", 2, narrow),
        ],
    });
    let text = document.to_string();
    let reading = Plan::read(&text, &graph::reads).expect("the document is a plan");
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let verdict = judge(&reading, &CATALOG, &Config::default(), &sources);
    let shadowed = verdict.findings.iter().any(|found| {
        found.finding.lint == "rule-shadowed"
            && found
                .addresses
                .iter()
                .any(|address| address.ends_with("narrow"))
    });
    if !shadowed || narrow.len() > 200 || wide.len() > 200 {
        return;
    }
    for filling in lines.take(8).filter(|filling| filling.len() <= 20) {
        let single = filling.chars().next().unwrap_or('x').to_string();
        let path = narrow.replace('*', filling).replace('?', &single);
        // What replaces a wildcard may hold one, which is then a plain character.
        let path: String = path
            .chars()
            .filter(|char| !matches!(char, '*' | '?'))
            .collect();
        let taken_by = |pattern: &str| takes(pattern, &path);
        assert!(
            !taken_by(narrow) || taken_by(wide),
            "{wide:?} {narrow:?} {path:?}"
        );
    }
}

/// Whether a pattern takes a text: the plain way, which needs no cleverness.
fn takes(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for wanted in pattern.chars() {
        reached = (0..=text.len())
            .map(|end| match wanted {
                '*' => reached[..=end].contains(&true),
                _ => end > 0 && reached[end - 1] && (wanted == '?' || wanted == text[end - 1]),
            })
            .collect();
    }
    reached[text.len()]
}

/// Judges a plan, reports on it and draws it in each format; false when the text is none.
fn judge_text(text: &str) -> bool {
    all_that_is_said(text).is_some()
}

/// All reports on a plan and all pictures of it.
pub fn all_that_is_said(text: &str) -> Option<Vec<String>> {
    let reading = Plan::read(text, &graph::reads).ok()?;
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let config = Config::default();
    let verdict = judge(&reading, &CATALOG, &config, &sources);
    let planned = Graph::build(&reading.planned, &config);
    let picture = Picture::of(&Scene {
        plan: "plan.json",
        planned: &planned,
        prior: &Graph::build(&reading.prior, &config),
        findings: &verdict.findings,
        unmet: &[],
    });
    let mut said = vec![
        draw::json(&planned),
        draw::mermaid(&picture),
        draw::dot(&picture),
        draw::svg(&picture),
        draw::tree(&picture, &PLAIN),
    ];
    said.extend(reports(verdict, &sources));
    Some(said)
}

const PLAIN: Style = Style {
    color: false,
    unicode: true,
    width: 80,
    undecided: true,
};

fn reports(verdict: Verdict, sources: &Sources) -> Vec<String> {
    let run = Run {
        catalog: &CATALOG,
        plans: vec![PlanReport {
            id: "plan.json".into(),
            file: Some("plan.json".into()),
            verdict,
            sources,
            shown_root: String::new(),
            repository_root: None,
            picture: None,
        }],
        refused: Vec::new(),
        exit_code: 0,
    };
    let sarif = Sarif {
        category: None,
        editor_root: None,
        suppressed: true,
    };
    let documents = [
        report::json(&run),
        report::sarif(&run, &sarif),
        report::gitlab(&run),
        report::rdjson(&run),
    ];
    for document in &documents {
        serde_json::from_str::<Value>(document).expect("a report in JSON is JSON");
    }
    let texts = [
        report::text(&run, &PLAIN),
        report::markdown(&run, report::COMMENT),
        report::github(&run),
        report::junit(&run),
        report::checkstyle(&run),
        report::rdjsonl(&run),
    ];
    documents.into_iter().chain(texts).collect()
}
